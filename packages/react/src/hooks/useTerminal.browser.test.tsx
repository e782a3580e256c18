import type { ExecOptions, ExecTarget } from '@catalyst/sdk'
import { expect, test } from 'vitest'
import { ScriptedSession } from '../testing/ScriptedSession.ts'
import { createScriptedProxy } from './testing/createScriptedProxy.ts'
import { renderInProvider } from './testing/renderInProvider.tsx'
import { useTerminal, type UseTerminalOptions } from './useTerminal.ts'

async function start(options: Partial<UseTerminalOptions> = {}) {
  const sessions: ScriptedSession[] = []
  const asked: { target: ExecTarget; options: ExecOptions }[] = []
  const proxy = createScriptedProxy()
  const exec = (target: ExecTarget, execOptions: ExecOptions = {}) => {
    const session = new ScriptedSession()
    sessions.push(session)
    asked.push({ target, options: execOptions })
    return session
  }
  const output: string[] = []
  let pod = 'web-0'
  const rendered = await renderInProvider(
    () =>
      useTerminal(
        { namespace: 'acme', pod, container: 'app' },
        { onOutput: (bytes) => output.push(new TextDecoder().decode(bytes)), ...options },
      ),
    { proxy: { ...proxy, client: { ...proxy.client, exec } } },
  )
  const show = async (next: string) => {
    pod = next
    await rendered.rerender()
  }
  return { ...rendered, sessions, asked, output, show }
}

test('a shell is opened once, also in strict mode, and ends with the component', async () => {
  const { sessions, asked, result, output, unmount } = await start({ size: { columns: 100, rows: 30 } })
  await expect.poll(() => result.current.status).toEqual({ state: 'open' })
  expect(asked).toHaveLength(1)
  expect(asked[0]).toMatchObject({
    target: { namespace: 'acme', pod: 'web-0', container: 'app' },
    options: { tty: true, size: { columns: 100, rows: 30 } },
  })
  sessions[0]?.say('hello')
  expect(output).toEqual(['hello'])
  result.current.write('ls\r')
  result.current.resize({ columns: 120, rows: 40 })
  result.current.acknowledge(5)
  expect(sessions[0]).toMatchObject({ input: 'ls\r', sizes: ['120x40'], acknowledged: 5 })
  await unmount()
  expect(asked[0]?.options.signal?.aborted).toBe(true)
})

test('how it ended is told, and another one can be opened', async () => {
  const exits: unknown[] = []
  const { sessions, result } = await start({ onExit: (exit) => exits.push(exit) })
  await expect.poll(() => sessions.length).toBe(1)
  sessions[0]?.finish({ exitCode: 3 })
  await expect.poll(() => result.current.status).toEqual({ state: 'ended', exit: { exitCode: 3 }, wasOpen: true })
  expect(exits).toEqual([{ exitCode: 3 }])
  result.current.reconnect()
  await expect.poll(() => result.current.status).toEqual({ state: 'open' })
  expect(sessions).toHaveLength(2)
})

test('a target that is written anew with every render is the same session, another one is another', async () => {
  const { sessions, asked, show } = await start()
  await expect.poll(() => sessions.length).toBe(1)
  await show('web-0')
  expect(sessions).toHaveLength(1)
  await show('web-1')
  await expect.poll(() => sessions.length).toBe(2)
  expect(asked[0]?.options.signal?.aborted).toBe(true)
  expect(asked[1]?.target.pod).toBe('web-1')
})

test('as long as it is not enabled nothing is opened', async () => {
  const { sessions, result } = await start({ enabled: false })
  result.current.write('nobody hears')
  expect(result.current.status).toEqual({ state: 'idle' })
  expect(sessions).toEqual([])
})
