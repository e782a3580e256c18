import { expect, test } from 'vitest'
import { cdp } from 'vitest/browser'
import { ScriptedSession } from '../testing/ScriptedSession.ts'
import { createScriptedProxy } from './testing/createScriptedProxy.ts'
import { renderInProvider } from './testing/renderInProvider.tsx'
import { useTerminal } from './useTerminal.ts'

/** What is used of the session that Playwright gives; vitest leaves its type to the provider. */
interface DevTools {
  on: (event: 'Fetch.requestPaused', listener: (paused: { requestId: string }) => void) => void
  send: (method: string, params?: object) => Promise<unknown>
}

// A file of its own: once the code of a session is there, it can't fail to be loaded any more.
test('where its code can not be loaded that is told, and tried again by a reconnect, which also takes input before it is there', async () => {
  const session = cdp() as unknown as DevTools
  let isDown = true
  session.on('Fetch.requestPaused', ({ requestId }) => {
    void (isDown
      ? session.send('Fetch.failRequest', { requestId, errorReason: 'ConnectionRefused' })
      : session.send('Fetch.continueRequest', { requestId }))
  })
  await session.send('Fetch.enable', { patterns: [{ urlPattern: '*TerminalSession.ts*' }] })
  const sessions: ScriptedSession[] = []
  const proxy = createScriptedProxy()
  const exec = () => sessions[sessions.push(new ScriptedSession()) - 1]!
  const { result } = await renderInProvider(
    () => useTerminal({ namespace: 'acme', pod: 'web-0' }, { onOutput: () => undefined }),
    { proxy: { ...proxy, client: { ...proxy.client, exec } } },
  )
  // As a host holds it that gave it to a terminal once.
  const { write } = result.current
  await expect.poll(() => result.current.status).toMatchObject({ state: 'ended', exit: { reason: 'Refused' } })
  write('nobody hears')
  isDown = false
  result.current.reconnect()
  write('ls\r')
  await expect.poll(() => result.current.status).toEqual({ state: 'open' })
  expect(sessions.map(({ input }) => input)).toEqual(['ls\r'])
  await session.send('Fetch.disable')
})
