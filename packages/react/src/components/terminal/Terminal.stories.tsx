import preview from '#storybook/preview'
import { pod, problem } from '@catalyst/testing'
import { createMockCluster, type MockCluster } from '@catalyst/testing/msw'
import { expect, fn, userEvent, waitFor } from 'storybook/test'
import { withCatalyst } from '../../testing/withCatalyst.tsx'
import { Terminal } from './Terminal.tsx'

const namespace = 'payments-checkout-pr-42'
const podName = 'web-5d9c7b6f4-x2x7k'

let cluster: MockCluster

const meta = preview.meta({
  component: Terminal,
  decorators: [withCatalyst],
  args: { target: { namespace, pod: podName, container: 'app' }, style: { height: 360 }, onExit: fn() },
  beforeEach({ msw }) {
    cluster = createMockCluster({ pods: [pod()] })
    msw.use(...cluster.handlers)
  },
})

const screenText = (root: HTMLElement) =>
  [...root.querySelectorAll('.xterm-rows > div')].map((row) => row.textContent).join('\n')
const stateOf = (root: HTMLElement) => root.querySelector<HTMLElement>('.catalyst-terminal')!.dataset['state']
const shows = (root: HTMLElement, text: string) =>
  waitFor(() => expect(screenText(root)).toContain(text), { timeout: 5000 })

async function typeInto(root: HTMLElement, text: string) {
  const input = root.querySelector<HTMLTextAreaElement>('.xterm-helper-textarea')!
  input.focus()
  for (const key of text)
    await userEvent.keyboard(key === '\n' ? '{Enter}' : key === '{' || key === '[' ? key + key : key)
}

/** Types, sees what it typed and what came of it; knows its size; says how the shell ended and begins another. */
export const Shell = meta.story({
  play: async ({ canvas, canvasElement, args }) => {
    await shows(canvasElement, '/app$')
    await typeInto(canvasElement, 'echo $((6*7))\n')
    await shows(canvasElement, '\n42')
    await typeInto(canvasElement, 'exit 3\n')
    await expect(await canvas.findByText('The shell ended with exit code 3.')).toBeVisible()
    await expect(args.onExit).toHaveBeenCalledWith(expect.objectContaining({ exitCode: 3 }))
    await expect(canvas.getByRole('button', { name: 'Reconnect' })).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    await waitFor(() => expect(stateOf(canvasElement)).toBe('open'))
    await expect(cluster.shells.open).toBe(1)
    await typeInto(canvasElement, 'colors\n')
    await shows(canvasElement, 'colour 36')
  },
})

/** The size follows that of the element, and the shell hears of it. */
export const FollowsItsSize = meta.story({
  play: async ({ canvasElement }) => {
    const terminal = canvasElement.querySelector<HTMLElement>('.catalyst-terminal')!
    await shows(canvasElement, '/app$')
    const rows = () => canvasElement.querySelectorAll('.xterm-rows > div').length
    const before = rows()
    terminal.style.height = '560px'
    await waitFor(() => expect(rows()).toBeGreaterThan(before + 5))
    await waitFor(async () => {
      await typeInto(canvasElement, 'stty size\n')
      return shows(canvasElement, `${rows()} `)
    })
  },
})

/** A socket that drops is opened again and goes on where it was; what was typed meanwhile arrives. */
export const SurvivesADrop = meta.story({
  play: async ({ canvasElement }) => {
    await shows(canvasElement, '/app$')
    await typeInto(canvasElement, 'echo before\n')
    await shows(canvasElement, '\nbefore')
    cluster.shells.drop()
    await waitFor(() => expect(stateOf(canvasElement)).toBe('reconnecting'))
    await typeInto(canvasElement, 'echo after\n')
    await shows(canvasElement, '\nafter')
    await expect(stateOf(canvasElement)).toBe('open')
    await expect(screenText(canvasElement).match(/\nbefore/g)).toHaveLength(1)
  },
})

/** A pod that goes says so instead of freezing. */
export const PodIsGone = meta.story({
  play: async ({ canvas, canvasElement }) => {
    await shows(canvasElement, '/app$')
    cluster.shells.end('PodGone', 'Pod web-5d9c7b6f4-x2x7k was deleted.')
    await expect(await canvas.findByRole('alert')).toHaveTextContent(
      'The pod or its container is gone. Pod web-5d9c7b6f4-x2x7k was deleted.',
    )
    await expect(canvas.getByRole('button', { name: 'Reconnect' })).toBeVisible()
  },
})

export const Forbidden = meta.story({
  beforeEach: () => cluster.world.refuse('exec', problem('FORBIDDEN', { detail: 'Observers may not exec.' })),
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('You may not open a shell here. Observers may not exec.')).toBeVisible()
    await expect(canvas.queryByRole('button', { name: 'Use simple mode' })).toBeNull()
  },
})

/** A key leaves the terminal, and it is said where; Tab goes on from there. */
export const CanBeLeftByKeyboard = meta.story({
  play: async ({ canvas, canvasElement }) => {
    await shows(canvasElement, '/app$')
    await expect(canvas.getByText('Ctrl+Shift+X leaves the terminal')).toBeVisible()
    canvasElement.querySelector<HTMLTextAreaElement>('.xterm-helper-textarea')!.focus()
    await userEvent.keyboard('{Control>}{Shift>}X{/Shift}{/Control}')
    await expect(await canvas.findByText(/^You left the terminal/)).toBeVisible()
    await userEvent.tab()
    await expect(canvas.getByRole('checkbox', { name: 'Screen reader mode' })).toHaveFocus()
    await userEvent.keyboard(' ')
    await waitFor(() => expect(canvasElement.querySelector('.xterm-accessibility')).not.toBeNull())
  },
})

/** Light turns dark while it is open: the colours follow, and stay readable. */
export const FollowsTheTheme = meta.story({
  play: async ({ canvasElement }) => {
    await shows(canvasElement, '/app$')
    await typeInto(canvasElement, 'colors\n')
    await shows(canvasElement, 'colour 36')
    const background = () => getComputedStyle(canvasElement.querySelector('.xterm-scrollable-element')!).backgroundColor
    const light = background()
    document.documentElement.dataset['theme'] = 'dark'
    await waitFor(() => expect(background()).not.toBe(light))
  },
})

/** Ten thousand lines at once: everything arrives, in order, and the shell answers afterwards. */
export const Flood = meta.story({
  play: async ({ canvasElement }) => {
    await shows(canvasElement, '/app$')
    await typeInto(canvasElement, 'flood 10000\n')
    await typeInto(canvasElement, 'echo done\n')
    await waitFor(() => expect(screenText(canvasElement)).toContain('\ndone'), { timeout: 10_000 })
    // What was shown is told, or the proxy would pause the shell; it is told in steps of 32 KiB.
    await expect(cluster.shells.written).toBeGreaterThan(700_000)
    await waitFor(() => expect(cluster.shells.acknowledged).toBeGreaterThan(cluster.shells.written - 32 * 1024))
  },
})

/** A character whose bytes come one by one is one character. */
export const BytesOneByOne = meta.story({
  play: async ({ canvasElement }) => {
    await shows(canvasElement, '/app$')
    for (const byte of new TextEncoder().encode('你好 👋 café')) cluster.shells.write(Uint8Array.of(byte))
    await shows(canvasElement, '你好 👋 café')
  },
})

/** What is pasted is typed, all of it and once. */
export const Paste = meta.story({
  play: async ({ canvasElement }) => {
    await shows(canvasElement, '/app$')
    const input = canvasElement.querySelector<HTMLTextAreaElement>('.xterm-helper-textarea')!
    input.focus()
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', 'echo pasted $((40+2))\n')
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    await shows(canvasElement, '\npasted 42')
    await expect(screenText(canvasElement).match(/echo pasted/g)).toHaveLength(1)
  },
})

/** Command by command, where no WebSocket gets through. */
export const SimpleMode = meta.story({
  args: { simple: true },
  play: async ({ canvas }) => {
    await userEvent.type(canvas.getByRole('textbox', { name: 'Command' }), 'echo hello{Enter}')
    await expect(await canvas.findByText('hello')).toBeVisible()
    await userEvent.type(canvas.getByRole('textbox', { name: 'Command' }), 'nonsense{Enter}')
    await expect(await canvas.findByText('exit code 127')).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Use the interactive terminal' })).toBeVisible()
  },
})
