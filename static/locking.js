// A shared tablet: what is typed is on the server before it locks, and waits in this page when the session ended
// while somebody typed. It waits in memory, off the screen, for the same person; nothing is in browser storage.

const forms = (body) => [...body.querySelectorAll('form[data-draft]')]
const touched = new WeakSet()
const isDoor = () => /^\/accounts\/(here|login)\//.test(location.pathname)

document.addEventListener('submit', async (event) => {
  const form = event.target
  if (!form.matches('.nhsuk-header__account-form')) return
  event.preventDefault()
  try {
    await Promise.all(forms(document).filter((each) => touched.has(each)).map(keep))
    form.submit()
  } catch {
    for (const status of document.querySelectorAll('[data-draft-status]')) {
      status.textContent = 'The network is away: this page stays open, or what you typed would be lost. Keep the tablet with you.'
    }
  }
})

for (const kind of ['input', 'change']) {
  document.addEventListener(kind, ({ target }) => { if (target.form) touched.add(target.form) })
}

function keep(form) {
  const body = new FormData(form)
  for (const field of form.querySelectorAll('input[type="file"], input[type="password"]')) body.delete(field.name)
  return fetch(form.dataset.draftUrl, { method: 'POST', body, redirect: 'manual' })
}

let shown = document.body
let address = location.href
let held = null

document.addEventListener('app:page', () => {
  const before = { body: shown, address }
  if (!held && isDoor() && forms(before.body).length) held = before
  shown = document.body
  address = location.href
})

// The server says that nobody is signed in here any more: the page goes to the door, what is in it waits.
document.addEventListener('app:gone', async () => {
  await new Promise((done) => { setTimeout(done, 1000) })
  if (isDoor()) return
  const response = await fetch(location.href)
  if (!response.redirected) return
  const next = new DOMParser().parseFromString(await response.text(), 'text/html')
  history.pushState({ shown: true }, '', response.url)
  page(next.title, next.body, next)
})

document.addEventListener('submit', async (event) => {
  const form = event.target
  if (!held || !isDoor() || form.method !== 'post') return
  event.preventDefault()
  event.stopImmediatePropagation()
  const response = await fetch(form.action, { method: 'POST', body: new FormData(form, event.submitter) })
  const next = new DOMParser().parseFromString(await response.text(), 'text/html')
  if (!response.redirected || /^\/accounts\/(here|login|2fa)\//.test(new URL(response.url).pathname)) {
    history.replaceState({ shown: true }, '', response.url)
    page(next.title, next.body, next)
  } else if (next.body.dataset.person === held.body.dataset.person) {
    history.replaceState({ shown: true }, '', held.address)
    back(next)
  } else {
    held = null
    location.assign(response.url)
  }
}, true)

function back(next) {
  const { body } = held
  held = null
  const token = next.querySelector('meta[name="csrf-token"]').content
  for (const field of body.querySelectorAll('input[name="csrfmiddlewaretoken"]')) field.value = token
  body.querySelector('.app-unsaved')?.remove()
  page(next.title, body, next)
  for (const form of forms(body)) {
    form.querySelector('[data-draft-status]').textContent = 'Not saved yet. You are back: what you typed is still here. Save it now.'
    keep(form)
  }
}

function page(title, body, next) {
  document.title = title
  const token = next.querySelector('meta[name="csrf-token"]')
  if (token) document.querySelector('meta[name="csrf-token"]')?.replaceWith(token)
  document.body.replaceWith(body)
  scrollTo(0, 0)
  document.dispatchEvent(new Event('app:page'))
}
