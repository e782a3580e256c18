import '../../style.css'
import { logLines } from '@catalyst/testing'
import { expect, onTestFinished, test } from 'vitest'
import { render } from 'vitest-browser-react'
import { page, userEvent } from 'vitest/browser'
import { LogBuffer } from './LogBuffer.ts'
import { LogView } from './LogView.tsx'

async function show(lines: number) {
  const buffer = new LogBuffer()
  buffer.append(logLines(lines))
  await render(<LogView buffer={buffer} look={{ timestamps: 'off' }} style={{ height: 400, width: 700 }} />)
  const log = page.getByRole('log')
  const element = log.element() as HTMLElement
  await expect.poll(() => distanceToEnd(element)).toBeLessThan(8)
  return { buffer, log, element }
}

const distanceToEnd = ({ scrollHeight, scrollTop, clientHeight }: HTMLElement) =>
  scrollHeight - scrollTop - clientHeight

/** Writes a line every few milliseconds until the test is over. */
function keepWriting(buffer: LogBuffer): void {
  const timer = setInterval(() => buffer.append(logLines(3, { text: () => 'noise' })), 5)
  onTestFinished(() => clearInterval(timer))
}

/** What a press of Ctrl+C puts on the clipboard. */
async function pressCopy(): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>()
  const listen = (event: ClipboardEvent) => resolve(event.clipboardData?.getData('text/plain') ?? '')
  document.addEventListener('copy', listen, { once: true })
  await userEvent.keyboard('{Control>}c{/Control}')
  return promise
}

test('a turn of the wheel stops following, however fast lines arrive, and the view stays where it is', async () => {
  const { buffer, log, element } = await show(500)
  keepWriting(buffer)
  await userEvent.wheel(log, { delta: { y: -300 } })
  await expect.element(page.getByRole('button', { name: /new lines?$/ })).toBeVisible()
  const { scrollTop } = element
  const { count } = buffer.getSnapshot()
  await expect.poll(() => buffer.getSnapshot().count).toBeGreaterThan(count + 100)
  expect(element.scrollTop).toBe(scrollTop)
})

test('the wheel down to the end follows again', async () => {
  const { buffer, log, element } = await show(500)
  await userEvent.wheel(log, { delta: { y: -300 } })
  await expect.element(page.getByRole('button', { name: 'Jump to the end' })).toBeVisible()
  await userEvent.wheel(log, { delta: { y: 5000 } })
  await expect.poll(() => page.getByRole('button', { name: 'Jump to the end' }).elements()).toEqual([])
  buffer.append(logLines(50))
  await expect.poll(() => distanceToEnd(element)).toBeLessThan(8)
})

test('the keys Home and End go to the ends', async () => {
  const { element } = await show(500)
  element.focus()
  await userEvent.keyboard('{Home}')
  await expect.element(page.getByText('line 1', { exact: true })).toBeVisible()
  await userEvent.keyboard('{End}')
  await expect.poll(() => distanceToEnd(element)).toBeLessThan(8)
})

test('select all and copy take every line that is loaded, not only those in the page', async () => {
  const { element } = await show(5000)
  element.focus()
  await userEvent.keyboard('{Control>}a{/Control}')
  const lines = (await pressCopy()).trimEnd().split('\n')
  expect([lines.length, lines[0], lines.at(-1)]).toEqual([5000, 'line 1', 'line 5000'])
})

test('a word selected with the mouse stays selected while lines arrive', async () => {
  const { buffer } = await show(500)
  // At the end, where every new line would move the view.
  await userEvent.dblClick(page.getByText('line 498', { exact: true }), { position: { x: 4, y: 8 } })
  expect(document.getSelection()?.toString().trim()).toBe('line')
  keepWriting(buffer)
  await expect.poll(() => buffer.getSnapshot().count, { timeout: 15_000 }).toBeGreaterThan(700)
  expect(document.getSelection()?.toString().trim()).toBe('line')
  await expect.element(page.getByText('line 498', { exact: true })).toBeVisible()
  expect((await pressCopy()).trim()).toBe('line')
})
