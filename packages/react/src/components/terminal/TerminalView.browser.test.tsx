import '../../style.css'
import type { ExecExit, ExecSession, ExecState } from '@catalyst/sdk'
import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'
import { page, userEvent } from 'vitest/browser'
import type { ConnectTerminal } from '../../hooks/TerminalSession.ts'
import { TerminalView } from './TerminalView.tsx'

/** A session at whose other end the test sits. */
class ScriptedSession implements ExecSession {
  state: ExecState = 'open'
  retryAt: Date | undefined
  resumption = undefined
  input = ''
  sizes: string[] = []
  acknowledged = 0
  closed = false
  readonly #exit = Promise.withResolvers<ExecExit>()
  readonly exit = this.#exit.promise
  #output: ((bytes: Uint8Array, channel: 'stdout' | 'stderr') => void) | undefined

  say(text: string): void {
    this.#output?.(new TextEncoder().encode(text), 'stdout')
  }
  finish(exit: ExecExit): void {
    this.state = 'closed'
    this.#exit.resolve(exit)
  }
  onOutput(listener: (bytes: Uint8Array, channel: 'stdout' | 'stderr') => void): () => void {
    this.#output = listener
    return () => (this.#output = undefined)
  }
  onState(): () => void {
    return () => undefined
  }
  write(data: string | Uint8Array): void {
    this.input += typeof data === 'string' ? data : new TextDecoder().decode(data)
  }
  end(): void {}
  resize({ columns, rows }: { columns: number; rows: number }): void {
    this.sizes.push(`${columns}x${rows}`)
  }
  acknowledge(bytes: number): void {
    this.acknowledged += bytes
  }
  leave(): void {}
  close(): void {
    this.closed = true
  }
}

async function show() {
  const sessions: ScriptedSession[] = []
  const signals: AbortSignal[] = []
  const connect: ConnectTerminal = ({ size, signal }) => {
    const session = new ScriptedSession()
    session.sizes.push(`${size.columns}x${size.rows}`)
    sessions.push(session)
    signals.push(signal)
    return session
  }
  const view = await render(
    <>
      <TerminalView connect={connect} style={{ height: 300, width: 640 }} />
      <button type="button">after</button>
    </>,
  )
  await expect.poll(() => sessions.length).toBe(1)
  const session = () => sessions.at(-1)!
  const input = () => document.querySelector<HTMLTextAreaElement>('.xterm-helper-textarea')!
  return { view, sessions, signals, session, input }
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
