import { expect, test } from 'vitest'
import { deferred } from '../internals/deferred.ts'
import { until } from '../testing/until.ts'
import type { ExecSession } from './ExecSession.ts'
import { LazyExecSession } from './LazyExecSession.ts'
import { frame, on, startExecServer, success } from './testing/startExecServer.ts'

async function start() {
  const { sockets, open } = await startExecServer()
  const loaded = deferred<void>()
  const opened: ExecSession[] = []
  const session: ExecSession = new LazyExecSession(async () => {
    await loaded.promise
    const { session } = open()
    opened.push(session)
    return session
  })
  return { session, opened, sockets, load: () => loaded.resolve() }
}

test('what is asked before the code is there is done once it is, in order', async () => {
  const { session, sockets, load } = await start()
  let output = ''
  session.onOutput((bytes) => (output += new TextDecoder().decode(bytes)))
  expect(session.state).toBe('connecting')
  expect(session.resumption).toBeUndefined()
  session.write('one ')
  session.write('two')
  session.end()
  load()
  const socket = await sockets.take()
  await until(() => on(255, socket).length === 1)
  expect(on(0, socket).join('')).toBe('one two')
  await until(() => session.state === 'open')
  expect(session.resumption?.received).toBe(0)
  socket.socket.send(frame(1, 'out'))
  socket.socket.send(success)
  expect(await session.exit).toMatchObject({ exitCode: 0 })
  expect(output).toBe('out')
  expect(session.state).toBe('closed')
})

test('closed before the code is there, it never leaves a shell behind', async () => {
  const { session, opened, load } = await start()
  const states: string[] = []
  session.onState((state) => states.push(state))
  session.close()
  expect(await session.exit).toMatchObject({ reason: 'Closed' })
  expect(session.state).toBe('closed')
  expect(states).toEqual(['closed'])
  load()
  await until(() => opened[0]?.state === 'closed')
})

test('code that does not come ends the session, with words', async () => {
  const session = new LazyExecSession(() => Promise.reject(new Error('Failed to fetch the module.')))
  expect(await session.exit).toMatchObject({ reason: 'Refused', message: expect.stringContaining('Failed to fetch') })
  expect(session.state).toBe('closed')
})
