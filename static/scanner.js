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
