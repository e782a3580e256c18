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
  title: 'Components/Terminal',
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
const shows = (root: HTMLElement, text: string) => waitFor(() => expect(screenText(root)).toContain(text))

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
    await waitFor(() => expect(cluster.shells.open).toBe(1))
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
    await waitFor(() => expect(cluster.shells.sizes.map((size) => size.rows)).toEqual([rows()]))
    await typeInto(canvasElement, 'stty size\n')
    await shows(canvasElement, `\n${rows()} `)
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
    await waitFor(() => expect(stateOf(canvasElement)).toBe('open'))
    await expect(screenText(canvasElement).match(/\nbefore/g)).toHaveLength(1)
  },
})

/** A pod that goes says so instead of freezing. */
export const PodIsGone = meta.story({
  play: async ({ canvas, canvasElement }) => {
    await shows(canvasElement, '/app$')
    cluster.world.pods.remove({ namespace, name: podName })
    cluster.shells.exit(137)
    const alert = await canvas.findByRole('alert')
    await waitFor(() => expect(alert).toHaveTextContent(/exit code 137\. .*killed.* The pod was deleted\./))
    await expect(canvas.getByRole('button', { name: 'Reconnect' })).toBeVisible()
  },
})

/** A container that was killed is told with Kubernetes' reason; once it runs again, that too. */
export const ContainerWasKilled = meta.story({
  play: async ({ canvas, canvasElement }) => {
    await shows(canvasElement, '/app$')
    const lastState = { terminated: { exitCode: 137, reason: 'OOMKilled' } }
    const crashed = { name: 'app', state: 'waiting', reason: 'CrashLoopBackOff', restarts: 1, lastState } as const
    cluster.world.pods.put(pod({ containers: [crashed] }))
    cluster.shells.exit(137)
    const alert = await canvas.findByRole('alert')
    await waitFor(() => expect(alert).toHaveTextContent('The container ended with exit code 137 (OOMKilled).'))
    cluster.world.pods.put(pod({ containers: [{ name: 'app', restarts: 1 }] }))
    await waitFor(() => expect(alert).toHaveTextContent('The container was restarted and runs again.'))
    await userEvent.click(canvas.getByRole('button', { name: 'Reconnect' }))
    await waitFor(() => expect(stateOf(canvasElement)).toBe('open'))
    await expect(alert).toBeEmptyDOMElement()
  },
})

/** Away for longer than the shell is kept. */
export const Expired = meta.story({
  play: async ({ canvas, canvasElement }) => {
    await shows(canvasElement, '/app$')
    cluster.shells.expire()
    cluster.shells.drop()
    await expect(await canvas.findByText(/^The shell is no longer kept/)).toBeVisible()
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
    await waitFor(() => expect(screenText(canvasElement)).toContain('\ndone'))
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

/** Several lines are shown first: a shell would run each at once. Escape pastes nothing, and gives the keyboard back. */
export const PasteGuard = meta.story({
  play: async ({ canvas, canvasElement }) => {
    await shows(canvasElement, '/app$')
    const input = canvasElement.querySelector<HTMLTextAreaElement>('.xterm-helper-textarea')!
    const paste = (text: string) => {
      input.focus()
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', text)
      input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    }
    paste('echo one\necho two\n')
    const dialog = await canvas.findByRole('dialog', { name: 'Paste 2 lines?' })
    await expect(dialog).toHaveTextContent('echo one echo two')
    await userEvent.click(canvas.getByRole('button', { name: 'Cancel' }))
    await waitFor(() => expect(input).toHaveFocus())
    await expect(screenText(canvasElement)).not.toContain('echo one')
    paste('echo one\necho two\n')
    await userEvent.click(await canvas.findByRole('button', { name: 'Paste' }))
    await shows(canvasElement, '\ntwo')
    paste('echo joined\nas one\n')
    await userEvent.click(await canvas.findByRole('button', { name: 'Paste as one line' }))
    await shows(canvasElement, '$ echo joined as one')
    await expect(screenText(canvasElement)).not.toContain('\njoined')
  },
})

/** All that the terminal keeps is searched; Enter goes on, Shift+Enter back, Escape returns to the shell. */
export const Search = meta.story({
  play: async ({ canvas, canvasElement }) => {
    await shows(canvasElement, '/app$')
    await typeInto(canvasElement, 'echo needle\n')
    await typeInto(canvasElement, 'echo NEEDLE\n')
    await shows(canvasElement, '\nNEEDLE')
    await userEvent.keyboard('{Control>}{Shift>}F{/Shift}{/Control}')
    const field = await canvas.findByRole('textbox', { name: 'Find in the terminal' })
    await waitFor(() => expect(field).toHaveFocus())
    await userEvent.keyboard('needle')
    await expect(await canvas.findByText(/ of 4$/)).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Match case' }))
    await expect(await canvas.findByText(/ of 2$/)).toBeVisible()
    const shown = () => canvas.getByText(/ of 2$/).textContent
    const before = shown()
    field.focus()
    await userEvent.keyboard('{Enter}')
    await waitFor(() => expect(shown()).not.toBe(before))
    await userEvent.keyboard('{Shift>}{Enter}{/Shift}')
    await waitFor(() => expect(shown()).toBe(before))
    await userEvent.click(canvas.getByRole('button', { name: 'Regular expression' }))
    field.focus()
    await userEvent.clear(field)
    await userEvent.keyboard('needle(')
    await expect(await canvas.findByText(/^Not a regular expression/)).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await waitFor(() => expect(canvasElement.querySelector('.xterm-helper-textarea')).toHaveFocus())
    await expect(canvas.queryByRole('search')).toBeNull()
  },
})

const several = () =>
  pod({
    containers: [{ name: 'app' }, { name: 'mesh' }],
    initContainers: [{ name: 'migrate', state: 'terminated', reason: 'Completed' }],
    ephemeralContainers: [{ name: 'debug-1' }],
  })

/** Every container is offered with what it does, init and debug containers too; another one is another shell. */
export const Containers = meta.story({
  args: { target: { namespace, pod: podName } },
  beforeEach: () => {
    cluster.world.pods.put(several())
  },
  play: async ({ canvas, canvasElement }) => {
    await shows(canvasElement, '/app$')
    const choice = await canvas.findByRole('combobox', { name: 'Container' })
    await expect(choice).toHaveValue('app')
    await expect([...choice.querySelectorAll('optgroup')].map(({ label }) => label)).toEqual([
      'Containers',
      'Init containers',
      'Debug containers',
    ])
    await expect(canvas.getByRole('option', { name: 'migrate (ended)' })).toBeInTheDocument()
    await typeInto(canvasElement, 'echo in-app\n')
    await shows(canvasElement, '\nin-app')
    await userEvent.selectOptions(choice, 'mesh')
    await waitFor(() => expect(screenText(canvasElement)).not.toContain('in-app'))
    await shows(canvasElement, '/app$')
    await waitFor(() => expect(cluster.shells.open).toBe(1))
    await userEvent.selectOptions(choice, 'migrate')
    await expect(await canvas.findByText(/^Container migrate has ended \(Completed\)/)).toBeVisible()
    await expect(stateOf(canvasElement)).toBe('waiting')
  },
})

/** A container that has not started says why, and its shell opens when it does. */
export const Waiting = meta.story({
  beforeEach: () => {
    cluster.world.pods.put(pod({ containers: [{ name: 'app', state: 'waiting', reason: 'ContainerCreating' }] }))
  },
  play: async ({ canvas, canvasElement }) => {
    await expect(await canvas.findByText(/^Container app has not started yet \(ContainerCreating\)/)).toBeVisible()
    await expect(cluster.shells.open).toBe(0)
    cluster.world.pods.put(pod())
    await shows(canvasElement, '/app$')
  },
})

/** Who may add a debug container is offered it; the shell goes into it once it runs. */
export const DebugContainer = meta.story({
  play: async ({ canvas, canvasElement }) => {
    await shows(canvasElement, '/app$')
    await userEvent.click(await canvas.findByRole('button', { name: 'Debug container …' }))
    await waitFor(() => expect(canvas.getByRole('textbox', { name: 'Image' })).toHaveFocus())
    await userEvent.keyboard('busybox:1.37')
    await expect(canvas.getByRole('checkbox', { name: 'See the processes of app' })).toBeChecked()
    await userEvent.click(canvas.getByRole('button', { name: 'Start' }))
    await waitFor(() => expect(canvas.getByRole('combobox', { name: 'Container' })).toHaveDisplayValue(/^debug-/))
    await waitFor(() => expect(stateOf(canvasElement)).toBe('open'))
    await shows(canvasElement, '/app$')
  },
})

export const DebugContainerRefused = meta.story({
  play: async ({ canvas }) => {
    cluster.world.refuse('debugPod', problem('FORBIDDEN', { detail: 'The policy allows no ephemeral containers.' }))
    await userEvent.click(await canvas.findByRole('button', { name: 'Debug container …' }))
    await userEvent.click(await canvas.findByRole('button', { name: 'Start' }))
    await expect(await canvas.findByText('The policy allows no ephemeral containers.')).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Cancel' }))
    await expect(canvas.getByRole('button', { name: 'Debug container …' })).toHaveFocus()
  },
})

/** Who may not add one is not offered it. */
export const WithoutRightToDebug = meta.story({
  beforeEach: () => cluster.world.setAccess(({ subresource }) => subresource !== 'ephemeralcontainers'),
  play: async ({ canvas, canvasElement }) => {
    await shows(canvasElement, '/app$')
    await canvas.findByRole('combobox', { name: 'Container' })
    await expect(canvas.queryByRole('button', { name: 'Debug container …' })).toBeNull()
  },
})

/** Where no WebSocket gets through, commands are sent one by one: by itself, and it says so. */
export const WebSocketsBlocked = meta.story({
  beforeEach: () => cluster.world.blockWebSockets(),
  play: async ({ canvas, canvasElement }) => {
    await expect(await canvas.findByText(/^No WebSocket gets through to the server/)).toBeVisible()
    await userEvent.type(canvas.getByRole('textbox', { name: 'Command' }), 'echo hello{Enter}')
    await expect(await canvas.findByText('hello')).toBeVisible()
    cluster.world.blockWebSockets(false)
    await userEvent.click(canvas.getByRole('button', { name: 'Use the interactive terminal' }))
    await shows(canvasElement, '/app$')
  },
})

/** Command by command, when one wants it so. Arrow keys bring lines back. */
export const SimpleMode = meta.story({
  args: { simple: true },
  play: async ({ canvas }) => {
    const command = await canvas.findByRole('textbox', { name: 'Command' })
    await userEvent.type(command, 'echo hello{Enter}')
    await expect(await canvas.findByText('hello')).toBeVisible()
    await userEvent.type(command, 'nonsense{Enter}')
    await expect(await canvas.findByText('exit code 127')).toBeVisible()
    await userEvent.type(command, 'dra{ArrowUp}{ArrowUp}')
    await expect(command).toHaveValue('echo hello')
    await userEvent.type(command, '{ArrowDown}{ArrowDown}')
    await expect(command).toHaveValue('dra')
    await expect(canvas.getByRole('button', { name: 'Use the interactive terminal' })).toBeVisible()
  },
})

/** A command that takes long can be left alone. */
export const SimpleModeStopped = meta.story({
  args: { simple: true },
  play: async ({ canvas }) => {
    const command = await canvas.findByRole('textbox', { name: 'Command' })
    cluster.world.hold()
    await userEvent.type(command, 'ls{Enter}')
    await userEvent.click(await canvas.findByRole('button', { name: 'Stop waiting' }))
    await expect(await canvas.findByText('You stopped waiting. The command may still run.')).toBeVisible()
    cluster.world.release()
  },
})

/** On a phone. */
export const Narrow = meta.story({
  args: { style: { height: 420, width: 320 } },
  play: async ({ canvasElement }) => {
    await shows(canvasElement, '/app$')
    const terminal = canvasElement.querySelector('.catalyst-terminal')!
    await expect(terminal.scrollWidth).toBeLessThanOrEqual(terminal.clientWidth)
  },
})

export const Dark = meta.story({
  globals: { theme: 'dark' },
  play: async ({ canvasElement }) => {
    await shows(canvasElement, '/app$')
    await typeInto(canvasElement, 'colors\n')
    await shows(canvasElement, 'colour 36')
  },
})
