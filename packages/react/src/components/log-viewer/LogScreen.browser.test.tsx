import '../../style.css'
import { logLines } from '@catalyst/testing'
import { expect, onTestFinished, test } from 'vitest'
import { render } from 'vitest-browser-react'
import { page, userEvent, type Locator } from 'vitest/browser'
import { LogBuffer } from './LogBuffer.ts'
import type { LogFilter } from './LogFilter.ts'
import type { LogLook } from './LogLook.ts'
import { LogView } from './LogView.tsx'

interface ShowOptions {
  look?: Partial<LogLook>
  filter?: Partial<LogFilter>
  line?: string
}

async function show(buffer: LogBuffer, { look, ...props }: ShowOptions = {}) {
  const style = { height: 400, width: 700 }
  const view = (more: ShowOptions) => (
    <LogView
      buffer={buffer}
      style={style}
      onFilterChange={() => undefined}
      {...props}
      {...more}
      look={{ timestamps: 'off', ...look }}
    />
  )
  const { rerender } = await render(view({}))
  const log = page.getByRole('log')
  return {
    log,
    element: log.element() as HTMLElement,
    change: (more: ShowOptions) => rerender(view(more)),
  }
}

function bufferOf(count: number, text?: (number: number) => string): LogBuffer {
  const buffer = new LogBuffer()
  buffer.append(logLines(count, { text }))
  return buffer
}

/** The texts that a reader sees, from the top of the view to its end. */
function seen(element: Element): string[] {
  const view = element.getBoundingClientRect()
  return rowsOf(element)
    .filter((row) => {
      const { top, bottom } = row.getBoundingClientRect()
      return top >= view.top - 1 && bottom <= view.bottom + 1
    })
    .map((row) => row.textContent ?? '')
}

function rowsOf(element: Element): HTMLElement[] {
  return [...element.querySelectorAll<HTMLElement>('[data-row]:not([data-pinned])')]
}

/** How far a row is below the top of the view. */
function placeOf(element: HTMLElement, text: string): number | undefined {
  const row = rowsOf(element).find((one) => one.textContent === text)
  return row && row.getBoundingClientRect().top - element.getBoundingClientRect().top
}

async function pressCopy(): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>()
  const listen = (event: ClipboardEvent) => resolve(event.clipboardData?.getData('text/plain') ?? '')
  document.addEventListener('copy', listen, { once: true })
  await userEvent.keyboard('{Control>}c{/Control}')
  return promise
}

/** Scrolls by the wheel as far as that, in CSS pixels; the browser takes its time for it. */
async function turnWheel(log: Locator, { up }: { up: number }): Promise<void> {
  const element = log.element()
  const { scrollTop } = element
  await userEvent.wheel(log, { delta: { y: -up } })
  await expect.poll(() => scrollTop - element.scrollTop).toBeGreaterThan(up / 2)
  await settled(element)
}

/** Until nothing of the reader's scrolling is left to be settled. */
async function settled(element: Element): Promise<void> {
  let before = ''
  await expect
    .poll(
      () => {
        const now = `${element.scrollTop} ${seen(element).join()}`
        const isSame = now === before
        before = now
        return isSame
      },
      { interval: 250 },
    )
    .toBe(true)
}

let million: LogBuffer | undefined
/** Made once: it takes seconds, and nobody writes to it. */
const aMillionLines = () => (million ??= bufferOf(1_000_000))

test('of a million lines, a reader comes to the first, the last, and each between', async () => {
  const { element } = await show(aMillionLines())
  await expect.poll(() => seen(element).at(-1)).toBe('line 1000000')
  element.focus()
  await userEvent.keyboard('{Home}')
  await expect.poll(() => seen(element)[0]).toBe('line 1')
  expect(element.scrollTop).toBe(0)
  // To the middle, as a hand on the scroll bar goes.
  element.scrollTop = (element.scrollHeight - element.clientHeight) / 2
  await expect.poll(() => Number(seen(element)[0]?.slice(5))).toBeGreaterThan(499_900)
  expect(Number(seen(element)[0]?.slice(5))).toBeLessThan(500_100)
  // And on by a little: then each line follows the one before, and none is passed over.
  await settled(element)
  const before = Number(seen(element)[0]?.slice(5))
  for (let step = 0; step < 20; step++) {
    element.scrollTop += 100
    await expect.poll(() => seen(element).length).toBeGreaterThan(10)
  }
  await expect.poll(() => Number(seen(element)[0]?.slice(5)) - before).toBe(100)
  element.scrollTop = element.scrollHeight
  await expect.poll(() => seen(element).at(-1)).toBe('line 1000000')
  expect(rowsOf(element).length).toBeLessThan(120)
})

test('the wheel leads from near the beginning of a very long log to its first line', async () => {
  const { element, log } = await show(aMillionLines())
  element.focus()
  await userEvent.keyboard('{Home}')
  await expect.poll(() => seen(element)[0]).toBe('line 1')
  await userEvent.wheel(log, { delta: { y: 700 } })
  await expect.poll(() => seen(element)[0]).toBe('line 36')
  await settled(element)
  await userEvent.wheel(log, { delta: { y: -720 } })
  await expect.poll(() => seen(element)[0]).toBe('line 1')
  await settled(element)
  expect(element.scrollTop).toBe(0)
})

test('what the reader looks at stays where it is while the oldest lines go', async () => {
  const buffer = new LogBuffer({ maxEntries: 1000 })
  buffer.append(logLines(1000))
  const { element, log } = await show(buffer)
  await expect.poll(() => seen(element).at(-1)).toBe('line 1000')
  await turnWheel(log, { up: 3000 })
  const [text = ''] = seen(element)
  const place = placeOf(element, text)
  buffer.append(logLines(120, { text: (number) => `more ${number}` }))
  await expect.poll(() => buffer.getSnapshot().first).toBe(220)
  await settled(element)
  expect(placeOf(element, text)).toBeCloseTo(place ?? Number.NaN, 0)
})

test('wrapped lines of every length are followed to their end, and hold where the reader scrolls', async () => {
  const words = (number: number) => `line ${number} ${'word '.repeat((number * 37) % 200)}end`
  const buffer = bufferOf(2000, words)
  const { element, log } = await show(buffer, { look: { wrap: true } })
  await expect.poll(() => element.scrollHeight - element.scrollTop - element.clientHeight).toBeLessThan(2)
  buffer.append(logLines(50, { text: (number) => `late ${number} ${'word '.repeat(100)}` }))
  await expect.poll(() => rowsOf(element).at(-1)?.textContent).toContain('late 50')
  const bottom = () => rowsOf(element).at(-1)?.getBoundingClientRect().bottom ?? 0
  await expect.poll(() => Math.abs(bottom() - element.getBoundingClientRect().bottom)).toBeLessThan(12)
  await turnWheel(log, { up: 1500 })
  const text = seen(element)[0] ?? ''
  const place = placeOf(element, text)
  buffer.append(logLines(500, { text: words }))
  await settled(element)
  expect(placeOf(element, text)).toBeCloseTo(place ?? Number.NaN, 0)
})

test('lines beside which all others are hidden stay in the view', async () => {
  const { element, log, change } = await show(
    bufferOf(10_000, (number) => (number % 10 === 0 ? `needle ${number}` : `hay ${number}`)),
  )
  await expect.poll(() => seen(element).at(-1)).toBe('needle 10000')
  await turnWheel(log, { up: 4000 })
  const needle = seen(element).find((text) => text.startsWith('needle')) ?? ''
  await change({ filter: { text: 'needle', onlyMatches: true } })
  // What is far away is found later.
  await expect.poll(() => seen(element)).toContain(needle)
  expect(seen(element).every((text) => text.startsWith('needle'))).toBe(true)
})

test('a selection over more lines than the page holds is copied whole', async () => {
  const { element } = await show(bufferOf(3000), { look: { lineNumbers: true } })
  element.focus()
  await userEvent.keyboard('{Home}')
  await expect.poll(() => seen(element)[0]).toBe('line 1')
  const textOf = (text: string) => {
    const row = rowsOf(element).find((one) => one.textContent === text)
    return row?.querySelector('.catalyst-log-text')?.firstChild ?? element
  }
  const selection = document.getSelection()
  selection?.setBaseAndExtent(textOf('line 2'), 2, textOf('line 2'), 6)
  await userEvent.keyboard('{End}')
  // Held by what is selected: the end is reached by the scroll bar.
  element.scrollTop = element.scrollHeight
  await expect.poll(() => seen(element).at(-1)).toBe('line 3000')
  selection?.extend(textOf('line 2999'), 4)
  const lines = (await pressCopy()).split('\n')
  expect([lines.length, lines[0], lines[1], lines.at(-2), lines.at(-1)]).toEqual([
    2998,
    'ne 2',
    'line 3',
    'line 2998',
    'line',
  ])
})

test('a line of a megabyte is cut, opened piece by piece, and copied whole', async () => {
  const whole = `begin ${'x'.repeat(1_000_000)} end`
  const buffer = bufferOf(3)
  buffer.append(logLines(1, { text: () => whole }))
  const { element } = await show(buffer)
  const text = () => rowsOf(element).at(-1)?.querySelector('.catalyst-log-text')?.textContent ?? ''
  await expect.poll(() => text().length).toBe(8000)
  const { promise, resolve } = Promise.withResolvers<string>()
  const { writeText } = navigator.clipboard
  onTestFinished(() => void Object.assign(navigator.clipboard, { writeText }))
  Object.assign(navigator.clipboard, { writeText: (copied: string) => Promise.resolve(resolve(copied)) })
  const press = (name: RegExp) => (page.getByRole('button', { name }).element() as HTMLElement).click()
  press(/^Copy the whole line/)
  expect(await promise).toBe(whole)
  press(/^Show all 1,000,010 characters/)
  await expect.poll(() => text().length).toBe(108_000)
  press(/^Show less/)
  await expect.poll(() => text().length).toBe(8000)
})

test('a match far into a long line is shown with what is around it', async () => {
  const buffer = bufferOf(1, () => `${'x'.repeat(500_000)}needle${'y'.repeat(1000)}`)
  await show(buffer, { filter: { text: 'needle' } })
  await page.getByRole('button', { name: 'Next match' }).click()
  await expect.element(page.getByText('needle', { exact: true })).toBeInTheDocument()
  const mark = () => document.querySelector('mark[data-current]')
  const view = page.getByRole('log').element().getBoundingClientRect()
  await expect.poll(() => mark()?.getBoundingClientRect().right).toBeLessThan(view.right)
})

test('the next match is brought into view, wherever it is', async () => {
  const { element } = await show(
    bufferOf(100_000, (number) => (number % 40_000 === 7 ? `the needle of ${number}` : `hay ${number}`)),
    { filter: { text: 'needle' } },
  )
  await expect.element(page.getByText('of 3', { exact: false })).toBeVisible()
  const next = page.getByRole('button', { name: 'Next match' })
  const found: string[] = []
  for (let step = 0; step < 3; step++) {
    await next.click()
    const current = () => element.querySelector('mark[data-current]')?.closest('[data-row]')?.textContent ?? ''
    await expect.poll(() => seen(element).includes(current()) && !found.includes(current())).toBe(true)
    found.push(current())
  }
  expect(new Set(found).size).toBe(3)
})

test('JSON is one line until it is opened, and the lines after it move', async () => {
  const text = (number: number) => (number === 495 ? '{"level":"warn","msg":"disk","free":{"gb":1}}' : `line ${number}`)
  const { element } = await show(bufferOf(500, text))
  await expect.poll(() => seen(element)).toContain('WARN disk free={"gb":1}')
  const before = placeOf(element, 'line 494') ?? Number.NaN
  ;(page.getByRole('button', { name: 'Show all fields' }).element() as HTMLElement).click()
  await expect.poll(() => element.querySelector('.catalyst-log-json')?.textContent).toContain('"gb": 1')
  await expect.poll(() => placeOf(element, 'line 494')).toBeLessThan(before)
  await expect.poll(() => seen(element).at(-1)).toBe('line 500')
})

/** How high, and how wide, what takes a click for a button is around its middle, in CSS pixels. */
function targetOf(button: Element): { height: number; width: number } {
  const { left, right, top, bottom } = button.getBoundingClientRect()
  const [x, y] = [(left + right) / 2, (top + bottom) / 2]
  const reach = (stepX: number, stepY: number) => {
    let steps = 0
    while (document.elementFromPoint(x + stepX * steps, y + stepY * steps) === button) steps += 0.5
    return steps
  }
  return { height: Math.floor(reach(0, -1) + reach(0, 1) - 0.5), width: Math.floor(reach(-1, 0) + reach(1, 0) - 0.5) }
}

test('a button in a row is hit within 24 pixels, and never in place of one of the next row', async () => {
  const json = '{"level":"warn","msg":"disk","free":1}'
  const texts = ['a', json, 'b', 'x'.repeat(9000), 'c', json, json, json, 'd']
  const buffer = bufferOf(texts.length, (number) => texts[number - 1] ?? '')
  const { element } = await show(buffer, { look: { lineNumbers: true, json: true, wrap: false } })
  await expect.poll(() => rowsOf(element).length).toBe(texts.length)
  const rows = rowsOf(element)
  expect(rows.map((row) => row.getBoundingClientRect().height)).toEqual(texts.map(() => 20))
  const buttonsOf = (row: number) => [...rows[row]!.querySelectorAll('button')]

  const [, alone] = buttonsOf(1)
  expect(targetOf(alone!)).toEqual({ height: 24, width: 24 })
  // Rows follow each other at the height of a line, which is what such a button among others can have.
  for (const row of [...rows.keys()].slice(1, -1)) {
    for (const button of buttonsOf(row).slice(0, row === 3 ? 1 : 2)) {
      const { left, right, top, bottom } = button.getBoundingClientRect()
      const hit = [top + 1, bottom - 1].map((y) => document.elementFromPoint((left + right) / 2, y))
      expect(hit).toEqual([button, button])
    }
  }

  // Last, since it moves the view.
  const [, more] = buttonsOf(3)
  more?.scrollIntoView({ block: 'nearest', inline: 'center' })
  expect(targetOf(more!).height).toBe(24)
  expect(targetOf(more!).width).toBeGreaterThan(24)
})
