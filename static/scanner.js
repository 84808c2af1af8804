// After a scan (the scanner types Enter) the first tile takes the focus, once the name is on the screen.

let scanned = false

document.addEventListener('keydown', ({ key, target }) => {
  if (target.id === 'id_patient') scanned = key === 'Enter'
})

document.addEventListener('htmx:afterSettle', () => {
  understood(document.getElementById('patient-found')?.dataset ?? {})
  if (!scanned || !document.querySelector('#patient-found[data-found]')) return
  scanned = false
  document.getElementById('id_medium')?.focus()
})

// What the server understood of a scan: the number stands in the field, the wrong barcode is written over by the
// next scan, and a code from home fills the page in.
function understood({ number, wrong, homeCode }) {
  const field = document.getElementById('id_patient')
  if (!scanned || !field) return
  if (homeCode) {
    field.value = ''
    document.getElementById('id_home_code').value = homeCode
    field.form.requestSubmit(field.form.querySelector('button[name="step"][value="home"]'))
  } else if (wrong !== undefined) {
    field.select()
    scanned = false
  } else if (number) {
    field.value = number
  }
}

// A picture is sent when it is taken, and with nothing else than "Read the picture".
document.addEventListener('change', (event) => {
  const { target } = event
  if (target.name !== 'picture') return
  event.stopPropagation()
  if (target.files.length) target.form.requestSubmit(target.form.querySelector('button[name="step"][value="picture"]'))
}, true)

document.addEventListener('formdata', ({ formData }) => {
  if (formData.get('step') !== 'picture') formData.delete('picture')
})

// An answer on its way must not undo what was tapped or typed meanwhile: where the tile is still offered, the
// last tap counts. Only what the server alone decides (a colleague's own no) comes from the answer.
document.addEventListener('htmx:oobBeforeSwap', ({ detail: { target, fragment } }) => {
  for (const now of target.querySelectorAll('input[type=checkbox], input[type=radio]')) {
    const next = fragment.querySelector(`input[name="${CSS.escape(now.name)}"][value="${CSS.escape(now.value)}"]`)
    if (next && !next.closest('[data-mirror-fixed]')) next.checked = now.checked
  }
  for (const now of target.querySelectorAll('textarea, input[type=text]')) {
    const next = fragment.querySelector(`[name="${CSS.escape(now.name)}"]`)
    if (next) next.value = now.value
  }
})

// Nothing moves under a finger: an answer that comes while something is pressed is asked for again once it is not.
let pressed = false
let missed = false

addEventListener('pointerdown', () => { pressed = true })

for (const end of ['pointerup', 'pointercancel']) {
  addEventListener(end, () => setTimeout(() => {
    pressed = false
    if (missed) document.getElementById('questions')?.dispatchEvent(new Event('change', { bubbles: true }))
    missed = false
  }, 60))
}

document.addEventListener('htmx:beforeSwap', ({ detail }) => {
  if (!pressed || detail.target.id !== 'answer') return
  missed = true
  detail.shouldSwap = false
})
