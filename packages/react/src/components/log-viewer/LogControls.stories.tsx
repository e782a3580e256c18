import preview from '#storybook/preview'
import { logLines, storyTime } from '@catalyst/testing'
import { useState, type ComponentProps } from 'react'
import { expect, spyOn, userEvent, waitFor, within } from 'storybook/test'
import { LogBuffer } from './LogBuffer.ts'
import type { LogEntry } from './LogEntry.ts'
import { LogView } from './LogView.tsx'

const meta = preview.meta({
  title: 'Components/LogView/Controls',
  component: LogView,
  args: { buffer: new LogBuffer(), style: { height: 420 } },
})

function bufferOf(...entries: readonly LogEntry[]): LogBuffer {
  const buffer = new LogBuffer()
  buffer.append(entries)
  return buffer
}

const mixed = [
  'INFO request served',
  'WARN slow query',
  'ERROR payment failed',
  '    at charge (charge.ts:41)',
  'DEBUG cache hit',
]
const several = [
  ...logLines(100, { step: 100, text: (number) => `${mixed[(number - 1) % mixed.length]!} #${number}` }),
  ...logLines(40, { container: 'sidecar', step: 250, text: (number) => `INFO sidecar ${number}` }),
  ...logLines(20, { pod: 'db-0', container: 'postgres', step: 400, text: (number) => `LOG checkpoint ${number}` }),
].sort((left, right) => left.time.localeCompare(right.time))

const screenOf = (canvasElement: HTMLElement) => canvasElement.querySelector<HTMLElement>('[role=log]')!
const textsOf = (log: HTMLElement) => [...log.querySelectorAll('[data-row]')].map((row) => row.textContent)
const isAtEnd = (screen: HTMLElement) => screen.scrollHeight - screen.scrollTop - screen.clientHeight < 8

/** Severities and sources are switched off and on one by one; the button and the bar below say that something is hidden. */
export const SeveritiesAndSources = meta.story({
  args: { buffer: bufferOf(...several) },
  play: async ({ canvas, canvasElement }) => {
    const log = screenOf(canvasElement)
    await userEvent.click(canvas.getByRole('button', { name: 'Severities and sources' }))
    const panel = canvas.getByRole('group', { name: 'Severities and sources' })
    await userEvent.click(within(panel).getByRole('button', { name: /^Only web-.*\/app$/ }))
    await waitFor(() => expect(canvas.getByText('100 of 160 lines')).toBeVisible())
    for (const name of ['Warnings', 'Info', 'Debug', 'Other']) {
      await userEvent.click(within(panel).getByRole('checkbox', { name }))
    }
    await waitFor(() => expect(textsOf(log).every((text) => /ERROR|at charge/.test(text))).toBe(true))
    await expect(canvas.getByRole('button', { name: 'Severities and sources, 6 hidden' })).toBeVisible()
    await userEvent.click(within(panel).getByRole('checkbox', { name: 'Errors' }))
    await waitFor(() => expect(log).toHaveTextContent('Every line is hidden: by its severity or source'))
    await userEvent.click(within(panel).getByRole('button', { name: 'Show all' }))
    await waitFor(() => expect(canvas.getByText('160 lines')).toBeVisible())
    await userEvent.click(within(panel).getByRole('checkbox', { name: 'Debug' }))
    await waitFor(() => expect(canvas.getByText('140 of 160 lines')).toBeVisible())
  },
})

export const SeveritiesAndSourcesDark = meta.story({
  args: SeveritiesAndSources.input.args,
  globals: { theme: 'dark' },
  play: SeveritiesAndSources.input.play,
})

/** How lines look: kind of times, wrapping, numbers, readable JSON. */
export const Look = meta.story({
  args: {
    buffer: bufferOf(
      ...logLines(20, {
        text: (number) =>
          number % 2 === 0
            ? JSON.stringify({ level: 'info', msg: `request ${number} served`, status: 200, path: '/cart' })
            : `${number} ${'a long line that goes on and on '.repeat(8)}`,
      }),
    ),
  },
  play: async ({ canvas, canvasElement }) => {
    const log = screenOf(canvasElement)
    await userEvent.click(canvas.getByRole('button', { name: 'How lines look' }))
    await userEvent.selectOptions(canvas.getByRole('combobox', { name: 'Times' }), 'UTC')
    await waitFor(() => expect(log.querySelector('time')).toHaveTextContent(storyTime(0).slice(11, 19)))
    await userEvent.click(canvas.getByRole('checkbox', { name: 'Line numbers' }))
    await expect(await canvas.findByRole('button', { name: 'Mark line 20' })).toBeVisible()
    await userEvent.click(canvas.getByRole('checkbox', { name: 'Wrap long lines' }))
    await waitFor(() => expect(log.scrollWidth).toBe(log.clientWidth))
    await userEvent.click(canvas.getByRole('checkbox', { name: 'Readable JSON' }))
    await waitFor(() => expect(log).toHaveTextContent('"msg":"request 20 served"'))
    await userEvent.click(canvas.getByRole('checkbox', { name: 'Readable JSON' }))
    await waitFor(() => expect(log).not.toHaveTextContent('"msg":"request 20 served"'))
    await userEvent.selectOptions(canvas.getByRole('combobox', { name: 'Times' }), 'Off')
    await waitFor(() => expect(log.querySelector('time')).toBeNull())
    await userEvent.keyboard('{Escape}')
    await expect(canvas.getByRole('button', { name: 'How lines look' })).toHaveFocus()
  },
})

/** A regular expression, in its case; a bad one is told as such, and nothing is hidden for it. */
export const SearchByExpression = meta.story({
  args: { buffer: bufferOf(...several) },
  play: async ({ canvas, canvasElement }) => {
    const log = screenOf(canvasElement)
    const field = canvas.getByRole('textbox', { name: 'Search the log' })
    await userEvent.type(field, 'error payment')
    await waitFor(() => expect(canvas.getByText('0 of 20')).toBeVisible())
    await userEvent.click(canvas.getByRole('button', { name: 'Match case' }))
    await waitFor(() => expect(canvas.getByText('No match')).toBeVisible())
    await userEvent.click(canvas.getByRole('button', { name: 'Regular expression' }))
    await userEvent.clear(field)
    await userEvent.type(field, 'ERR(')
    await expect(await canvas.findByRole('alert')).toHaveTextContent('This is no regular expression: ')
    await expect(field).toHaveAttribute('aria-invalid', 'true')
    await userEvent.clear(field)
    await userEvent.type(field, '#[[5-7]$|checkpoint 2$')
    await waitFor(() => expect(canvas.getByText('0 of 4')).toBeVisible())
    await expect(canvas.queryByRole('alert')).toBeNull()
    await userEvent.click(canvas.getByRole('button', { name: 'Show matching lines only' }))
    await waitFor(() => expect(textsOf(log)).toHaveLength(4))
    await userEvent.selectOptions(canvas.getByRole('combobox', { name: 'Lines around a match' }), '± 1')
    await waitFor(() => expect(textsOf(log).length).toBeGreaterThan(5))
    await userEvent.type(field, '{Escape}')
    await expect(field).toHaveValue('')
    await waitFor(() => expect(canvas.getByText('160 lines')).toBeVisible())
    await userEvent.type(field, 'ERR(')
    await expect(await canvas.findByRole('alert')).toBeVisible()
  },
})

let paused = new LogBuffer()

/** Paused, the view stays where it is and counts what arrives; followed again, it shows it. */
export const Paused = meta.story({
  render: (args) => <LogView {...args} buffer={paused} />,
  beforeEach: () => {
    paused = bufferOf(...logLines(100))
  },
  play: async ({ canvas, canvasElement }) => {
    const log = screenOf(canvasElement)
    await waitFor(() => expect(isAtEnd(log)).toBe(true))
    await userEvent.click(canvas.getByRole('button', { name: /^Pause/ }))
    const { scrollTop } = log
    paused.append(logLines(12, { text: (number) => `later ${number}` }))
    await expect(await canvas.findByRole('button', { name: '12 new lines' })).toBeVisible()
    await expect(log.scrollTop).toBe(scrollTop)
    await userEvent.click(canvas.getByRole('button', { name: 'Follow the end' }))
    await waitFor(() => expect(isAtEnd(log)).toBe(true))
    await expect(canvas.getByRole('button', { name: /^Pause/ })).toBeVisible()
    await expect(canvas.queryByRole('button', { name: /new lines/ })).toBeNull()
  },
})

let cleared = new LogBuffer()

/** What is loaded is forgotten; what comes then is shown. */
export const Cleared = meta.story({
  render: (args) => <LogView {...args} buffer={cleared} />,
  beforeEach: () => {
    cleared = bufferOf(...logLines(100))
  },
  play: async ({ canvas, canvasElement }) => {
    const log = screenOf(canvasElement)
    await waitFor(() => expect(canvas.getByText('100 lines')).toBeVisible())
    await userEvent.click(canvas.getByRole('button', { name: /^Clear/ }))
    await waitFor(() => expect(log).toHaveTextContent('Nothing was written yet'))
    cleared.append(logLines(2, { text: (number) => `after ${number}` }))
    await waitFor(() => expect(textsOf(log)).toHaveLength(2))
    await expect(canvas.getByText('2 lines')).toBeVisible()
    await expect(canvas.queryByText(/dropped/)).toBeNull()
  },
})

/** A line is marked by its number or by key; its link can be copied, and opens the log there. */
export const LinkToALine = meta.story({
  args: {
    buffer: bufferOf(...logLines(3000)),
    look: { lineNumbers: true },
    getLineHref: (line) => `/preview?line=${encodeURIComponent(line)}`,
  },
  render: function Render(args: ComponentProps<typeof LogView>) {
    const [line, setLine] = useState<string | undefined>(logLines(1000).at(-1)!.time + '@web-5d9c7b6f4-x2x7k/app')
    return (
      <>
        <LogView {...args} line={line} onLineChange={setLine} />
        <output>{line}</output>
      </>
    )
  },
  play: async ({ canvas, canvasElement }) => {
    const log = screenOf(canvasElement)
    const copied: string[] = []
    spyOn(navigator.clipboard, 'writeText').mockImplementation(async (text) => void copied.push(text))
    await waitFor(() => expect(log.querySelector('[data-row="999"]')).toBeVisible())
    await expect(canvas.getByRole('button', { name: 'Line 1,000' })).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Mark line 1,002' }))
    await expect(canvas.getByRole('button', { name: 'Line 1,002' })).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Copy a link to this line' }))
    const line = logLines(1002).at(-1)!.time + '@web-5d9c7b6f4-x2x7k/app'
    await waitFor(() =>
      expect(copied).toEqual([new URL(`/preview?line=${encodeURIComponent(line)}`, document.baseURI).href]),
    )
    log.focus()
    await userEvent.keyboard('jj')
    await expect(await canvas.findByRole('button', { name: 'Line 1,004' })).toBeVisible()
    await userEvent.keyboard('k')
    await expect(await canvas.findByRole('button', { name: 'Line 1,003' })).toBeVisible()
    await userEvent.keyboard('y')
    await waitFor(() => expect(copied).toHaveLength(2))
    log.scrollTo({ top: 0 })
    await waitFor(() => expect(log.querySelector('[data-row="0"]')).toBeVisible())
    await userEvent.click(canvas.getByRole('button', { name: 'Line 1,003' }))
    await waitFor(() => expect(log.querySelector('[data-row="1002"]')).toBeVisible())
    await userEvent.click(canvas.getByRole('button', { name: 'Unmark the line' }))
    await expect(canvasElement.querySelector('output')).toHaveTextContent('')
  },
})

/** The line that a link names is not among what is loaded. */
export const LinkedLineIsMissing = meta.story({
  args: {
    buffer: bufferOf(...logLines(20)),
    line: `${storyTime(-9000)}@web-5d9c7b6f4-x2x7k/app`,
    onLoadLine: () => undefined,
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('The linked line is not in what is loaded')).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Load the log from there' })).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Unmark the line' }))
    await expect(canvas.queryByText('The linked line is not in what is loaded')).toBeNull()
  },
})

/** Everything by key, while the lines have the focus; a list says which. */
export const Keys = meta.story({
  args: { buffer: bufferOf(...several), style: { height: 520 } },
  play: async ({ canvas, canvasElement }) => {
    const log = screenOf(canvasElement)
    const section = canvasElement.querySelector('section')!
    log.focus()
    await userEvent.keyboard('w')
    await waitFor(() => expect(log).toHaveAttribute('data-wrap'))
    await userEvent.keyboard('wl')
    await expect(await canvas.findByRole('button', { name: 'Mark line 160' })).toBeVisible()
    await userEvent.keyboard('f')
    await expect(section).not.toHaveAttribute('data-following')
    await userEvent.keyboard('f')
    await expect(section).toHaveAttribute('data-following')
    await userEvent.keyboard('/')
    const field = canvas.getByRole('textbox', { name: 'Search the log' })
    await expect(field).toHaveFocus()
    await userEvent.keyboard('wl error')
    await expect(field).toHaveValue('wl error')
    await expect(log).not.toHaveAttribute('data-wrap')
    await userEvent.clear(field)
    await userEvent.type(field, 'payment')
    log.focus()
    await waitFor(() => expect(canvas.getByText('0 of 20')).toBeVisible())
    await userEvent.keyboard('nN')
    await waitFor(() => expect(canvas.getByText('19 of 20')).toBeVisible())
    await userEvent.keyboard('o')
    await waitFor(() => expect(textsOf(log)).toHaveLength(20))
    await userEvent.keyboard('os')
    const panel = canvas.getByRole('group', { name: 'Severities and sources' })
    await expect(panel).toHaveFocus()
    await userEvent.keyboard('{Escape}')
    await expect(log).toHaveFocus()
    await userEvent.keyboard('k')
    await expect(await canvas.findByRole('button', { name: 'Unmark the line' })).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await expect(canvas.queryByRole('button', { name: 'Unmark the line' })).toBeNull()
    await userEvent.keyboard('?')
    await expect(canvas.getByRole('group', { name: 'Keys' })).toHaveTextContent('Copy a link to the marked line')
  },
})

export const KeysNarrow = meta.story({
  args: Keys.input.args,
  render: (args) => (
    <div style={{ width: 320 }}>
      <LogView {...args} />
    </div>
  ),
  play: async ({ canvas, canvasElement }) => {
    screenOf(canvasElement).focus()
    await userEvent.keyboard('?')
    const panel = canvas.getByRole('group', { name: 'Keys' })
    await expect(panel.scrollWidth).toBe(panel.clientWidth)
    await userEvent.click(within(panel).getByRole('button', { name: 'Close' }))
    await expect(screenOf(canvasElement)).toHaveFocus()
  },
})

/** The stream failed while lines were there: they stay, and the bar says why. */
export const FailedWithLines = meta.story({
  args: {
    buffer: bufferOf(...logLines(12)),
    status: { state: 'failed', error: new Error('Your session has ended.') },
    onRetry: () => undefined,
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('The log can not be read: Your session has ended.')).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Look again' })).toBeVisible()
    await expect(canvas.getByText('12 lines')).toBeVisible()
  },
})
