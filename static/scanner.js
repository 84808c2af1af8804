// After a scan (the scanner types Enter) the first tile takes the focus, once the name is on the screen.

let scanned = false

document.addEventListener('keydown', ({ key, target }) => {
  if (target.id === 'id_patient') scanned = key === 'Enter'
})

document.addEventListener('htmx:afterSettle', () => {
  if (!scanned || !document.querySelector('#patient-found[data-found]')) return
  scanned = false
  document.getElementById('id_medium')?.focus()
})

// An answer on its way must not undo what was tapped meanwhile: where the tile is still offered, the last tap
// counts. Only what the server alone decides (a colleague's own no) comes from the answer.
document.addEventListener('htmx:oobBeforeSwap', ({ detail: { target, fragment } }) => {
  for (const now of target.querySelectorAll('input[type=checkbox], input[type=radio]')) {
    const next = fragment.querySelector(`input[name="${CSS.escape(now.name)}"][value="${CSS.escape(now.value)}"]`)
    if (next && !next.closest('[data-mirror-fixed]')) next.checked = now.checked
  }
})
