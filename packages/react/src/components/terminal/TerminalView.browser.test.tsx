import '../../style.css'
import type { ExecResumption } from '@catalyst/sdk'
import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'
import { page, userEvent } from 'vitest/browser'
import type { ConnectTerminal } from '../../hooks/TerminalSession.ts'
import { ScriptedSession } from '../../testing/ScriptedSession.ts'
import { TerminalView, type TerminalViewProps } from './TerminalView.tsx'

async function show(props: Partial<TerminalViewProps> = {}) {
  const sessions: ScriptedSession[] = []
  const signals: AbortSignal[] = []
  const resumptions: (ExecResumption | undefined)[] = []
  const connect: ConnectTerminal = ({ size, signal, resume }) => {
    const session = new ScriptedSession()
    resumptions.push(resume)
    session.sizes.push(`${size.columns}x${size.rows}`)
    sessions.push(session)
    signals.push(signal)
    return session
  }
  const view = await render(
    <>
      <TerminalView connect={connect} style={{ height: 300, width: 640 }} {...props} />
      <button type="button">after</button>
    </>,
  )
  await expect.poll(() => sessions.length).toBe(1)
  const session = () => sessions.at(-1)!
  const input = () => document.querySelector<HTMLTextAreaElement>('.xterm-helper-textarea')!
  return { view, sessions, signals, resumptions, session, input }
}

test('keys arrive as a terminal sends them, Tab and Ctrl+C among them', async () => {
  const { session, input } = await show()
  input().focus()
  await userEvent.keyboard('ls{Tab}{Enter}{ArrowUp}{Control>}c{/Control}')
  await expect.poll(() => session().input).toBe('ls\t\r\x1b[A\x03')
  await expect.element(input()).toHaveFocus()
})

test('Ctrl+C copies while something is selected, and interrupts otherwise', async () => {
  const { session, input } = await show()
  session().say('copy-me please\r\n')
  await expect.element(page.getByText('copy-me please')).toBeVisible()
  await userEvent.dblClick(document.querySelector('.xterm-screen')!, { position: { x: 10, y: 8 } })
  const copied: string[] = []
  const { writeText } = navigator.clipboard
  navigator.clipboard.writeText = async (text) => void copied.push(text)
  try {
    input().focus()
    await userEvent.keyboard('{Control>}c{/Control}')
    await expect.poll(() => copied).toEqual(['copy-me'])
    expect(session().input).toBe('')
    await userEvent.keyboard('{Control>}c{/Control}')
    await expect.poll(() => session().input).toBe('\x03')
  } finally {
    navigator.clipboard.writeText = writeText
  }
})

test('the key that is shown leaves the terminal, and Tab goes on behind it', async () => {
  const { session, input } = await show()
  input().focus()
  await userEvent.keyboard('{Control>}{Shift>}X{/Shift}{/Control}')
  await userEvent.keyboard('{Tab}{Tab}')
  await expect.element(page.getByRole('button', { name: 'after' })).toHaveFocus()
  expect(session().input).toBe('')
})

test('the session hears the size at first and with every change, and is told what was shown', async () => {
  const { session } = await show()
  const first = session().sizes[0]!
  expect(first).toMatch(/^\d{2,3}x\d{2}$/)
  document.querySelector<HTMLElement>('.catalyst-terminal')!.style.width = '480px'
  await expect.poll(() => session().sizes.at(-1)).not.toBe(first)
  session().say('x'.repeat(1000))
  await expect.poll(() => session().acknowledged).toBe(1000)
})

test('leaving the page ends the session', async () => {
  const { view, signals } = await show()
  expect(signals[0]?.aborted).toBe(false)
  await view.unmount()
  expect(signals[0]?.aborted).toBe(true)
})

test('a program that dies in the alternate screen leaves a terminal that can be used', async () => {
  const { session, sessions } = await show()
  session().say('before\r\n\x1b[?1049h\x1b[?1000hfull screen')
  await expect.element(page.getByText('full screen')).toBeVisible()
  session().finish({ exitCode: 137 })
  await userEvent.click(page.getByRole('button', { name: 'Reconnect' }))
  await expect.poll(() => sessions.length).toBe(2)
  session().say('after')
  await expect.element(page.getByText('after', { exact: true }).first()).toBeVisible()
  await expect.element(page.getByText('before')).toBeVisible()
  await expect.poll(() => page.getByText('full screen').elements()).toEqual([])
})

test('a terminal that is kept is taken up by the next one: screen, session and the byte that was shown last', async () => {
  const first = await show({ persistAs: 'kept' })
  const output = '\x1b[31mred\x1b[0m ünd so weiter\r\n$ '
  const received = new TextEncoder().encode(output).length + 1
  first.session().say(output)
  // The first half of a character.
  first.session().sayBytes(Uint8Array.of(0xc3))
  await expect.poll(() => first.session().acknowledged).toBe(received)
  await first.view.unmount()
  expect(first.session()).toMatchObject({ isLeft: true })

  const second = await show({ persistAs: 'kept' })
  expect(second.resumptions).toEqual([{ session: first.session().resumption.session, received }])
  await expect.element(page.getByText('ünd so weiter')).toBeVisible()
  second.session().sayBytes(Uint8Array.of(0xa4))
  second.session().say('h')
  await expect.element(page.getByText('$ äh')).toBeVisible()
  // Nobody takes it twice, as a duplicated tab would.
  const third = await show({ persistAs: 'kept' })
  expect(third.resumptions).toEqual([undefined])
})

test('a page that goes keeps its terminal, one that comes back keeps it to itself', async () => {
  const { session, view } = await show({ persistAs: 'page' })
  session().say('shown')
  await expect.poll(() => session().acknowledged).toBe(5)
  window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
  expect(sessionStorage.getItem('catalyst.terminal.page')).toContain('shown')
  window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
  expect(sessionStorage.getItem('catalyst.terminal.page')).toBeNull()
  await view.unmount()
  sessionStorage.clear()
})

test('a kept session that is gone gives way to a new one without asking', async () => {
  const first = await show({ persistAs: 'gone' })
  first.session().say('old')
  await expect.poll(() => first.session().acknowledged).toBe(3)
  await first.view.unmount()
  const second = await show({ persistAs: 'gone' })
  second.session().finish({ reason: 'Expired' })
  await expect.poll(() => second.resumptions.length).toBe(2)
  expect(second.resumptions[1]).toBeUndefined()
  await expect.element(page.getByText('── new session ──')).toBeVisible()
  await expect.element(page.getByText('old')).toBeVisible()
})

test('nothing is kept of a terminal that was not asked to be', async () => {
  const { session, view } = await show()
  session().say('secret')
  await expect.poll(() => session().acknowledged).toBe(6)
  window.dispatchEvent(new PageTransitionEvent('pagehide'))
  await view.unmount()
  expect(session().isLeft).toBe(false)
  expect(JSON.stringify({ ...sessionStorage })).not.toContain('secret')
})

test('a program that takes pastes as a whole gets several lines without a question, and none can end the paste', async () => {
  const { session, input } = await show()
  session().say('\x1b[?2004h$ ')
  await expect.element(page.getByText('$')).toBeVisible()
  const clipboardData = new DataTransfer()
  clipboardData.setData('text/plain', 'a\x1b[201~\nb')
  input().focus()
  input().dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  await expect.poll(() => session().input).toBe('\x1b[200~a[201~\rb\x1b[201~')
})

test('the mouse over a link says where it leads, whatever its text', async () => {
  const { session } = await show()
  session().say('\x1b]8;;https://evil.example/\x1b\\https://bank.example\x1b]8;;\x1b\\\r\n')
  await expect.element(page.getByText('https://bank.example')).toBeVisible()
  const opens = page.getByText('Opens https://evil.example/')
  let x = 10
  await expect
    .poll(async () => {
      // A mouse that stays where it was does not move.
      x = x === 20 ? 30 : 20
      await userEvent.hover(document.querySelector('.xterm-screen')!, { position: { x, y: 8 } })
      return opens.elements().length
    })
    .toBe(1)
})

test('size of the font, scrollback and colours follow while the terminal is open', async () => {
  const { session } = await show()
  const screen = () => document.querySelector<HTMLElement>('.xterm-scrollable-element')!
  document.documentElement.style.setProperty('--catalyst-color-screen', 'rgb(1, 2, 3)')
  await expect.poll(() => getComputedStyle(screen()).backgroundColor).toBe('rgb(1, 2, 3)')
  document.documentElement.style.removeProperty('--catalyst-color-screen')
  await expect.poll(() => getComputedStyle(screen()).backgroundColor).not.toBe('rgb(1, 2, 3)')
  expect(session().closed).toBe(false)
})
