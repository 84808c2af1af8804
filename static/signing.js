// A signature drawn with a pen, a finger or a mouse: lines between whole numbers, as the path that the server reads.

const WIDTH = 600
const HEIGHT = 200
const MOST = 4000

const begin = () => { for (const pad of document.querySelectorAll('[data-pad]:not([data-pad-ready])')) ready(pad) }

function ready(pad) {
  pad.dataset.padReady = ''
  const canvas = pad.querySelector('canvas')
  const kept = pad.querySelector('[data-pad-strokes]')
  const ink = canvas.getContext('2d')
  let last = null
  let points = 0

  const draw = () => {
    ink.clearRect(0, 0, WIDTH, HEIGHT)
    ink.lineWidth = 4
    ink.lineCap = ink.lineJoin = 'round'
    ink.strokeStyle = '#212b32'
    ink.stroke(new Path2D(kept.value))
  }
  const place = ({ clientX, clientY }) => {
    const box = canvas.getBoundingClientRect()
    const within = (value, most) => Math.max(0, Math.min(most, Math.round(value)))
    return [within((clientX - box.left) / box.width * WIDTH, WIDTH), within((clientY - box.top) / box.height * HEIGHT, HEIGHT)]
  }
  const add = (letter, [x, y]) => {
    kept.value += `${letter}${x} ${y}`
    last = [x, y]
    points += 1
  }

  canvas.addEventListener('pointerdown', (event) => {
    event.preventDefault()
    canvas.setPointerCapture(event.pointerId)
    if (points < MOST) add('M', place(event))
  })
  canvas.addEventListener('pointermove', (event) => {
    if (!last || points >= MOST) return
    for (const each of event.getCoalescedEvents?.() ?? [event]) {
      const next = place(each)
      if (Math.hypot(next[0] - last[0], next[1] - last[1]) >= 2) add('L', next)
    }
    draw()
  })
  for (const end of ['pointerup', 'pointercancel']) {
    canvas.addEventListener(end, () => {
      if (last) kept.dispatchEvent(new Event('change', { bubbles: true }))
      last = null
    })
  }
  pad.querySelector('[data-pad-clear]').addEventListener('click', () => {
    kept.value = ''
    points = 0
    draw()
    kept.dispatchEvent(new Event('change', { bubbles: true }))
  })
  draw()
}

document.addEventListener('app:page', begin)
begin()
