// Everything here only adds to pages that work without it. Nothing is kept in the browser's storage.

const page = document
const token = () => page.querySelector('meta[name="csrf-token"]')?.content ?? ''
const wait = (ms) => new Promise((done) => { setTimeout(done, ms); addEventListener('online', done, { once: true }) })
const post = (url, body) => fetch(url, { method: 'POST', body, redirect: 'manual', headers: { 'X-CSRFToken': token() } })

// 1 Forms: one send a form, and a lost network is waited out with the same idempotency key

let leaving = null

page.addEventListener('submit', (event) => {
  const form = event.target
  if (event.defaultPrevented || !form.matches('[data-submit-once]')) return
  if (leaving === form) return event.preventDefault()
  leaving = form
  if (form.matches('[data-keep-trying]') && form.method === 'post') {
    event.preventDefault()
    send(form, event.submitter)
  } else {
    setTimeout(() => { leaving = null }, 8000)
  }
})

async function send(form, submitter) {
  forget(form)
  const body = new FormData(form, submitter)
  for (let pause = 2000; ; pause = Math.min(pause * 2, 30000)) {
    try {
      const response = await fetch(submitter?.getAttribute('formaction') || form.getAttribute('action') || location.href, { method: 'POST', body })
      if (response.status === 413) throw new Error('413')
      if (response.status < 500) return show(response)
      if (response.status === 500) throw new Error('500')
    } catch (error) {
      if (error.message === '413') {
        leaving = null
        return notSaved('Not saved. That is more text than can be saved at once. Your words are still here: shorten them and save again.')
      }
      if (error.message === '500') {
        leaving = null
        return notSaved('Not saved. Something went wrong on our side. Your answers are still here: try again.')
      }
    }
    notSaved('Not saved yet. The network is away. Keep this page open: it is sent by itself, once, when the network is back.')
    await wait(pause)
  }
}

async function show(response) {
  leaving = null
  const type = response.headers.get('Content-Type') ?? ''
  if (!type.startsWith('text/html')) return location.assign(response.url)
  const next = new DOMParser().parseFromString(await response.text(), 'text/html')
  if (response.url !== location.href) history.pushState({ shown: true }, '', response.url)
  page.title = next.title
  const csrf = next.querySelector('meta[name="csrf-token"]')
  if (csrf) page.querySelector('meta[name="csrf-token"]')?.replaceWith(csrf)
  page.body.replaceWith(next.body)
  scrollTo(0, 0)
  page.dispatchEvent(new Event('app:page'))
  globalThis.htmx?.process(page.body)
}

addEventListener('popstate', () => location.reload())

function notSaved(text) {
  let box = page.querySelector('.app-unsaved')
  if (!box) {
    box = page.createElement('div')
    box.className = 'app-unsaved'
    box.setAttribute('role', 'status')
    box.append(page.createElement('p'))
    page.body.append(box)
  }
  box.firstChild.textContent = text
}

// 2 Drafts: a half-filled form is kept on the server, on change and before the idle limit

const later = new WeakMap()

for (const kind of ['input', 'change']) {
  page.addEventListener(kind, ({ target }) => {
    active = Date.now()
    const form = target.closest?.('form[data-draft]')
    if (!form) return
    clearTimeout(later.get(form))
    later.set(form, setTimeout(keep, 1500, form))
  })
}

const forget = (form) => { clearTimeout(later.get(form)); later.delete(form) }

async function keep(form) {
  forget(form)
  const body = new FormData(form)
  for (const field of form.querySelectorAll('input[type="file"], input[type="password"]')) body.delete(field.name)
  const status = form.querySelector('[data-draft-status]')
  try {
    const response = await post(form.dataset.draftUrl, body)
    if (status) status.textContent = response.ok ? 'What you have typed is kept for you.' : 'What you have typed is in this page only.'
    if (response.ok) lived()
  } catch {
    if (status) status.textContent = 'The network is away. What you have typed is in this page only.'
  }
}

const keepAll = () => Promise.all([...page.querySelectorAll('form[data-draft]')].filter((form) => later.has(form)).map(keep))

// 3 The session: a warning before it ends, and a look whether it lives when the page comes back

let active = Date.now()
let alive = Date.now()
const lived = () => { alive = Date.now(); page.querySelector('.app-idle')?.remove() }
const session = () => page.body.dataset.sessionUrl

const limit = () => Number(page.body.dataset.idleSeconds) * 1000

// GET looks, POST stays
async function gone(ask = () => fetch(session(), { cache: 'no-store' })) {
  try {
    const answer = await (await ask()).json()
    if (answer.alive) alive = Date.now() - limit() + answer.seconds_left * 1000
    if (answer.alive && answer.seconds_left > 120) page.querySelector('.app-idle')?.remove()
    return !answer.alive
  } catch {
    return false
  }
}

const stay = () => gone(() => post(session(), new FormData()))

async function tick() {
  if (!session()) return
  const left = limit() - (Date.now() - alive)
  if (left <= 0) {
    await keepAll()
    if (await gone()) location.reload()
  } else if (active > alive && Date.now() - alive > 60000 && Date.now() - active < 60000) {
    await stay()
  } else if (left < 120000) {
    await keepAll()
    if (await gone()) location.reload()
    else if (limit() - (Date.now() - alive) < 120000) warn(left)
  }
}

function warn(left) {
  let box = page.querySelector('.app-idle')
  if (!box) {
    box = page.querySelector('#idle-warning')?.content.firstElementChild.cloneNode(true)
    if (!box) return
    page.body.append(box)
    box.querySelector('[data-idle-stay]').addEventListener('click', stay)
  }
  box.querySelector('[data-idle-left]').textContent = left > 60000 ? '2 minutes' : 'less than a minute'
}

setInterval(tick, 15000)

addEventListener('pageshow', async ({ persisted }) => {
  if (!persisted) return
  leaving = null
  if (session() && (await gone())) location.reload()
})

// 4 Small things: one answer mirrored on several, a fold that closes by itself, htmx and its token

page.addEventListener('change', ({ target }) => {
  const group = target.dataset.mirrorTo && page.getElementById(target.dataset.mirrorTo)
  if (!group || !target.checked) return
  for (const radio of group.querySelectorAll(`input[type="radio"][value="${CSS.escape(target.value)}"]`)) {
    const pair = radio.closest('[role="radiogroup"], fieldset')
    if (!pair?.matches('[data-mirror-fixed]') && !pair?.querySelector('input:checked')) radio.checked = true
  }
})

page.addEventListener('click', ({ target }) => {
  for (const fold of page.querySelectorAll('details[data-close-outside][open]')) {
    if (!fold.contains(target)) fold.open = false
  }
  if (target.closest?.('[data-print]')) print()
})

page.addEventListener('htmx:configRequest', ({ detail }) => { detail.headers['X-CSRFToken'] = token() })
page.addEventListener('htmx:afterOnLoad', lived)
page.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && event.target.matches?.('[data-enter-stays]')) {
    event.preventDefault()
    event.target.dispatchEvent(new Event('change', { bubbles: true }))
  }
})
