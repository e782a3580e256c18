import preview from '#storybook/preview'
import { logLines, problem, storyTime } from '@catalyst/testing'
import { useState, type ComponentProps } from 'react'
import { expect, spyOn, userEvent, waitFor, within } from 'storybook/test'
import { LogBuffer } from './LogBuffer.ts'
import type { LogEntry } from './LogEntry.ts'
import { LogView } from './LogView.tsx'

const meta = preview.meta({
  title: 'Components/LogView',
  component: LogView,
  args: { buffer: new LogBuffer(), style: { height: 420 } },
})

function bufferOf(...entries: readonly LogEntry[]): LogBuffer {
  const buffer = new LogBuffer()
  buffer.append(entries)
  return buffer
}

const server = [
  '\x1b[36m  VITE v8.3.8\x1b[0m  ready in \x1b[1m412 ms\x1b[0m',
  '  \x1b[32m➜\x1b[0m  \x1b[1mLocal\x1b[0m:   http://localhost:5173/',
  '\x1b[34mINFO\x1b[0m  listening on :8080',
  '\x1b[32m200\x1b[0m GET /api/cart \x1b[2m12 ms\x1b[0m',
  '\x1b[33mWARN\x1b[0m  stripe webhook secret is not set, webhooks are not verified',
  '\x1b[31mERROR\x1b[0m payment failed: card_declined (cus_9xk2)',
  '    at charge (/app/src/payments/charge.ts:41:13)',
  '    at async checkout (/app/src/checkout.ts:18:20)',
  '\x1b[42;30m PASS \x1b[0m src/cart.test.ts  \x1b]8;;https://evil.example\x07not a link\x1b]8;;\x07 <b>not markup</b>',
  '\x1b[35m你好 👋 café\x1b[0m 🚀 deployed',
]
const serverLines = (count: number, container = 'app') =>
  logLines(count, { container, step: 137, text: (number) => server[(number - 1) % server.length]! })

const screenOf = (canvasElement: HTMLElement) => canvasElement.querySelector<HTMLElement>('[role=log]')!
const isAtEnd = (screen: HTMLElement) => screen.scrollHeight - screen.scrollTop - screen.clientHeight < 8

/** Colours, times and a live end. What a log line says is never markup, and never a link. */
export const Streaming = meta.story({
  args: {
    buffer: bufferOf(...serverLines(60)),
    containers: ['app', 'sidecar'],
    onContainerChange: () => undefined,
    tailLines: 500,
    onTailLinesChange: () => undefined,
    onSinceSecondsChange: () => undefined,
    onPreviousChange: () => undefined,
  },
  play: async ({ canvas, canvasElement }) => {
    const log = canvas.getByRole('log', { name: 'Log' })
    await waitFor(() => expect(isAtEnd(log)).toBe(true))
    await expect(canvas.getByText('60 lines')).toBeVisible()
    const [red] = log.getElementsByClassName('catalyst-ansi-red')
    await expect(red).toHaveTextContent('ERROR')
    await expect(log).toHaveTextContent('<b>not markup</b>')
    await expect(log.querySelector('a, b')).toBeNull()
    await expect(canvasElement.textContent).not.toContain('evil.example')
  },
})

export const Dark = meta.story({ args: Streaming.input.args, globals: { theme: 'dark' } })

/** Where it is narrow, the choices are behind one button. */
export const Narrow = meta.story({
  args: Streaming.input.args,
  globals: { viewport: { value: 'phone' } },
  render: (args) => (
    <div style={{ width: 320 }}>
      <LogView {...args} />
    </div>
  ),
  play: async ({ canvas, canvasElement }) => {
    const section = canvasElement.querySelector('section')!
    await expect(canvas.queryByRole('combobox', { name: 'Show' })).toBeNull()
    await userEvent.click(canvas.getByRole('button', { name: 'More' }))
    await expect(canvas.getByRole('combobox', { name: 'Show' })).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Copy what is loaded' })).toBeVisible()
    await userEvent.type(canvas.getByRole('textbox', { name: 'Search the log' }), 'error')
    await expect(section.scrollWidth).toBe(section.clientWidth)
    const targets = [...section.querySelectorAll('button, select, input')].filter((one) => one.checkVisibility())
    await expect(targets.every((one) => one.getBoundingClientRect().height >= 24)).toBe(true)
  },
})

/** A hundred thousand lines: what is in the page is what can be seen. */
export const HundredThousandLines = meta.story({
  args: { buffer: bufferOf(...logLines(100_000, { step: 1 })) },
  play: async ({ canvas, canvasElement }) => {
    const log = screenOf(canvasElement)
    await waitFor(() => expect(log).toHaveTextContent('line 100000'))
    await expect(log.querySelectorAll('[data-row]').length).toBeLessThan(100)
    log.focus()
    await userEvent.keyboard('{Control>}a{/Control}')
    await expect(log).toHaveAttribute('data-selected')
    const write = spyOn(navigator.clipboard, 'write').mockResolvedValue()
    copied(log)
    await waitFor(() => expect(write).toHaveBeenCalled())
    const text = await (await write.mock.calls[0]![0][0]!.getType('text/plain')).text()
    await expect(text.split('\n')).toHaveLength(100_001)
    await expect(await canvas.findByText('Copied')).toBeInTheDocument()
    log.scrollTo({ top: 0 })
    await waitFor(() => expect(log.querySelector('[data-row="0"]')).toHaveTextContent('line 1'))
    await userEvent.type(canvas.getByRole('textbox', { name: 'Search the log' }), 'line 5000')
    await waitFor(() => expect(canvas.getByText('0 of 11')).toBeVisible())
    await userEvent.keyboard('{Shift>}{Enter}{/Shift}')
    await waitFor(() => expect(log.querySelector('mark[data-current]')).toBeVisible())
    await waitFor(() => expect(canvas.getByText('11 of 11')).toBeVisible())
  },
})

/** What the log puts on the clipboard when the browser asks. */
function copied(log: HTMLElement): string {
  const clipboardData = new DataTransfer()
  log.dispatchEvent(new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true }))
  return clipboardData.getData('text/plain')
}

const following = new LogBuffer()

/** Following stops when the reader scrolls up, tells how many lines came since, and goes on at a press of the button. */
export const FollowStopsWhenTheReaderScrolls = meta.story({
  args: { buffer: following },
  beforeEach: () => {
    following.clear()
    following.append(logLines(200))
  },
  play: async ({ canvas, canvasElement }) => {
    const log = screenOf(canvasElement)
    await waitFor(() => expect(isAtEnd(log)).toBe(true))
    log.scrollBy({ top: -400 })
    const jump = await canvas.findByRole('button', { name: 'Jump to the end' })
    const { scrollTop } = log
    following.append(logLines(7, { text: (number) => `later ${number}` }))
    await waitFor(() => expect(jump).toHaveAccessibleName('7 new lines'))
    await expect(log.scrollTop).toBe(scrollTop)
    await userEvent.click(jump)
    await waitFor(() => expect(log).toHaveTextContent('later 7'))
    await expect(canvas.queryByRole('button', { name: /new line/ })).toBeNull()
    following.append(logLines(1, { text: () => 'and on' }))
    await waitFor(() => expect(log).toHaveTextContent('and on'))
    await waitFor(() => expect(isAtEnd(log)).toBe(true))
  },
})

let bounded: LogBuffer

/** Above its limit the oldest lines go; what the reader looks at stays where it is. */
export const OldLinesAreDropped = meta.story({
  args: { buffer: new LogBuffer() },
  render: (args) => <LogView {...args} buffer={bounded} />,
  beforeEach: () => {
    bounded = new LogBuffer({ maxEntries: 1000 })
    bounded.append(logLines(1000))
  },
  play: async ({ canvas, canvasElement }) => {
    const log = screenOf(canvasElement)
    await waitFor(() => expect(isAtEnd(log)).toBe(true))
    log.scrollTo({ top: 10_000 })
    await expect(await canvas.findByRole('button', { name: 'Jump to the end' })).toBeVisible()
    const place = () => {
      const row = log.querySelector('[data-row="505"]')!
      return Math.round(row.getBoundingClientRect().top - log.getBoundingClientRect().top)
    }
    await waitFor(() => expect(log.querySelector('[data-row="505"]')).not.toBeNull())
    const before = place()
    bounded.append(logLines(50, { text: (number) => `later ${number}` }))
    await waitFor(() => expect(canvas.getByText('150 older lines were dropped to keep the page fast')).toBeVisible())
    await waitFor(() => expect(place()).toBe(before))
    await expect(canvas.getByRole('button', { name: '50 new lines' })).toBeVisible()
  },
})

const selecting = new LogBuffer()

/** Text that is selected stays selected and in its place while lines arrive; copying takes the rows that are not in the page too. */
export const SelectionSurvivesNewLines = meta.story({
  args: { buffer: selecting, look: { timestamps: 'off' } },
  beforeEach: () => {
    selecting.clear()
    selecting.append(logLines(400))
  },
  play: async ({ canvas, canvasElement }) => {
    const log = screenOf(canvasElement)
    await waitFor(() => expect(log).toHaveTextContent('line 400'))
    const first = log.querySelector('[data-row="390"] .catalyst-log-text')!.firstChild!
    document.getSelection()!.setBaseAndExtent(first, 5, first, 8)
    await expect(await canvas.findByRole('button', { name: 'Jump to the end' })).toBeVisible()
    const { scrollTop } = log
    selecting.append(logLines(300, { text: (number) => `later ${number}` }))
    await waitFor(() => expect(canvas.getByRole('button', { name: '300 new lines' })).toBeVisible())
    await expect(document.getSelection()!.toString()).toBe('391')
    await expect(log.scrollTop).toBe(scrollTop)

    log.scrollTo({ top: log.scrollHeight })
    await waitFor(() => expect(log).toHaveTextContent('later 300'))
    const last = log.querySelector('[data-row="699"] .catalyst-log-text')!.firstChild!
    document.getSelection()!.setBaseAndExtent(first, 0, last, 'later 300'.length)
    await waitFor(() => {
      const lines = copied(log).split('\n')
      return expect([lines.length, lines[0], lines[200], lines.at(-1)]).toEqual([
        310,
        'line 391',
        'later 191',
        'later 300',
      ])
    })
    await userEvent.click(canvas.getByRole('button', { name: /new lines|Jump/ }))
    await expect(document.getSelection()!.isCollapsed).toBe(true)
  },
})

/** Search with a count, marks, steps from match to match, and only matching lines on demand. */
export const Search = meta.story({
  args: { buffer: bufferOf(...serverLines(400)) },
  play: async ({ canvas, canvasElement }) => {
    const log = screenOf(canvasElement)
    const field = canvas.getByRole('textbox', { name: 'Search the log' })
    log.focus()
    await userEvent.keyboard('{Control>}f{/Control}')
    await expect(field).toHaveFocus()
    await userEvent.type(field, 'error')
    await waitFor(() => expect(canvas.getByText('0 of 40')).toBeVisible())
    await userEvent.keyboard('{Enter}')
    await waitFor(() => expect(canvas.getByText('40 of 40')).toBeVisible())
    await waitFor(() => expect(log.querySelector('mark[data-current]')).toHaveTextContent('ERROR'))
    await userEvent.click(canvas.getByRole('button', { name: 'Show matching lines only' }))
    await waitFor(() => {
      const rows = [...log.querySelectorAll('[data-row]')]
      return expect(rows.length > 0 && rows.every((row) => row.textContent.includes('ERROR'))).toBe(true)
    })
    await userEvent.clear(field)
    await userEvent.type(field, 'nowhere')
    await waitFor(() => expect(canvas.getByText('No match')).toBeVisible())
    await waitFor(() => expect(canvas.getByText('No line matches the search')).toBeVisible())
    await userEvent.keyboard('{Escape}')
    await waitFor(() => expect(field).toHaveValue(''))
    await userEvent.type(field, 'error')
    await waitFor(() => expect(canvas.getByText('0 of 40')).toBeVisible())
    await userEvent.keyboard('{Enter}')
    await waitFor(() => expect(canvas.getByText('40 of 40')).toBeVisible())
  },
})

export const SearchDark = meta.story({ args: Search.input.args, globals: { theme: 'dark' }, play: Search.input.play })

/** Several pods side by side: each line tells where it is from. */
export const SeveralPods = meta.story({
  args: {
    buffer: bufferOf(
      ...[
        ...serverLines(8),
        ...logLines(8, {
          pod: 'worker-77b9c4d8d-qm2zn',
          container: 'queue',
          step: 137,
          text: (number) => `job ${number} done`,
        }),
        ...logLines(4, { pod: 'db-0', container: 'postgres', step: 400, text: () => 'LOG:  checkpoint complete' }),
      ].sort((left, right) => left.time.localeCompare(right.time)),
    ),
    onContainerChange: () => undefined,
  },
  play: async ({ canvas }) => {
    await expect(canvas.getAllByText('0/postgres')[0]).toBeVisible()
    const choice = canvas.getByRole('combobox', { name: 'Container' })
    await expect(
      within(choice)
        .getAllByRole('option')
        .map((option) => option.textContent),
    ).toEqual(['All', 'app', 'postgres', 'queue'])
  },
})

/** Long lines wrap on demand; one that would freeze the page is cut until it is asked for. */
export const LongLines = meta.story({
  args: {
    look: { wrap: true },
    buffer: bufferOf(
      ...logLines(30, {
        text: (number) =>
          number === 30
            ? 'x'.repeat(20_000)
            : number % 3 === 0
              ? `${number} ${'wrap me please '.repeat(30)}`
              : `short ${number}`,
      }),
    ),
  },
  play: async ({ canvas, canvasElement }) => {
    const log = screenOf(canvasElement)
    await waitFor(() => expect(isAtEnd(log)).toBe(true))
    await expect(log.scrollWidth).toBe(log.clientWidth)
    await userEvent.click(await canvas.findByRole('button', { name: 'Show all 20,000 characters' }))
    await waitFor(() => expect(log.textContent).toContain('x'.repeat(20_000)))
    await waitFor(() => expect(isAtEnd(log)).toBe(true))
    await userEvent.click(canvas.getByRole('button', { name: 'How lines look' }))
    await userEvent.click(canvas.getByRole('checkbox', { name: 'Wrap long lines' }))
    await waitFor(() => expect(log.scrollWidth).toBeGreaterThan(log.clientWidth))
    const rows = [...log.querySelectorAll<HTMLElement>('[data-row]')]
    await expect(rows.every((row) => row.offsetHeight === 20)).toBe(true)
  },
})

/** A gap is marked with what is missing, a restart and an end say why. */
export const Markers = meta.story({
  args: {
    status: { state: 'gone' },
    buffer: bufferOf(
      ...logLines(3),
      { marker: 'rotated', gap: { from: storyTime(1), to: storyTime(90) } },
      ...logLines(3, { from: new Date(storyTime(90)) }),
      { marker: 'reconnected', gap: { from: storyTime(91), to: storyTime(104) } },
      ...logLines(2, { from: new Date(storyTime(105)) }),
      { marker: 'container-restarted', container: 'app', reason: 'OOMKilled' },
      ...logLines(3, { from: new Date(storyTime(120)) }),
      { marker: 'ended', container: 'app', reason: 'Completed' },
      { marker: 'gone', pod: 'web-5d9c7b6f4-x2x7k' },
    ),
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByText(/^Lines from .* are missing: the log was rotated$/)).toBeVisible()
    await expect(canvas.getByText('app restarted (OOMKilled)')).toBeVisible()
    await expect(canvas.getByText('It is gone; its log stays here')).toBeVisible()
    await expect(canvas.getByText(/^No connection from .* no line is missing$/)).toBeVisible()
  },
})

export const Waiting = meta.story({
  args: { status: { state: 'waiting', container: 'app', reason: 'ContainerCreating' } },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('log')).toHaveTextContent('Waiting for app to start (ContainerCreating)')
  },
})

export const Connecting = meta.story({
  args: { status: { state: 'connecting' } },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('log')).toHaveTextContent('Connecting …')
  },
})

export const Empty = meta.story({
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('log')).toHaveTextContent('Nothing was written yet')
    await expect(canvas.getByRole('button', { name: 'Copy what is loaded' })).toBeDisabled()
  },
})

export const Ended = meta.story({
  args: {
    buffer: bufferOf(...serverLines(12), { marker: 'ended', container: 'app', reason: 'Completed' }),
    status: { state: 'ended', reason: 'Completed' },
    onRetry: () => undefined,
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Ended (Completed)')).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Look again' })).toBeVisible()
  },
})

export const ConnectionLost = meta.story({
  args: {
    buffer: bufferOf(...serverLines(12)),
    connection: { state: 'stale', since: new Date(storyTime(-12)), retryAt: new Date(storyTime(600)) },
  },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvas.getByText(/Connection lost \d+ s ago\./)).toBeVisible()
    await expect(canvas.getByText('Connection lost, reconnecting. No line will be missed.')).toBeInTheDocument()
    await expect(canvasElement.querySelector('section')).toHaveAttribute('data-stale')
  },
})

export const Forbidden = meta.story({
  args: {
    status: { state: 'failed', error: problem('FORBIDDEN', { detail: 'pods/log is forbidden in this namespace.' }) },
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('alert')).toHaveTextContent('You may not see this')
  },
})

/** The host gives a ref, a class, other words; the times can be hidden. */
export const InOtherWords = meta.story({
  args: {
    buffer: bufferOf(...logLines(3)),
    className: 'host',
    'aria-label': 'Protokoll',
    messages: { lines: (count) => `${count} Zeilen` },
  },
  render: function Render(args: ComponentProps<typeof LogView>) {
    const [element, setElement] = useState<HTMLElement | null>(null)
    return <LogView {...args} ref={setElement} data-is-ref={element?.tagName} />
  },
  play: async ({ canvas, canvasElement }) => {
    const section = canvasElement.querySelector('section')!
    await waitFor(() => expect(section).toHaveAttribute('data-is-ref', 'SECTION'))
    await expect(section).toHaveClass('host')
    await expect(canvas.getByText('3 Zeilen')).toBeVisible()
    await expect(canvas.getByRole('log', { name: 'Protokoll' }).querySelectorAll('time')).toHaveLength(3)
    canvas.getByRole('log').focus()
    await userEvent.keyboard('ttt')
    await expect(canvasElement.querySelectorAll('time')).toHaveLength(0)
  },
})
