import { expect, test } from 'vitest'
import { sendProblem } from '../testing/startServer.ts'
import { until } from '../testing/until.ts'
import { startExecServer } from './testing/startExecServer.ts'

test('upgrades that fail although the proxy is ready for them are said to be blocked', async () => {
  const { server, open } = await startExecServer()
  server.upgrade(() => 400)
  const { session } = open()
  expect(await session.exit).toMatchObject({ reason: 'Blocked' })
  expect(server.requests.length).toBe(3)
})

test('one upgrade that nobody answers is enough', async () => {
  const { server, open } = await startExecServer()
  server.upgrade(({ url }) => (url.searchParams.has('session') ? 'ignore' : 404))
  const { session } = open({ timings: { connectTimeout: 50 } })
  expect(await session.exit).toMatchObject({ reason: 'Blocked' })
})

test('a page that may open no socket is told so at once', async () => {
  const { server, open } = await startExecServer()
  class Forbidden {
    constructor() {
      throw new DOMException('insecure', 'SecurityError')
    }
  }
  const { session } = open({ webSocket: Forbidden as unknown as typeof WebSocket })
  expect(await session.exit).toMatchObject({ reason: 'Blocked' })
  expect(server.requests).toEqual([])
})

test('a socket that only errs, as one that the content security policy forbids, is as good as closed', async () => {
  const { server, open } = await startExecServer()
  class Erring extends EventTarget {
    constructor() {
      super()
      setTimeout(() => this.dispatchEvent(new Event('error')))
    }
    close() {}
  }
  const { session } = open({ webSocket: Erring as unknown as typeof WebSocket })
  expect(await session.exit).toMatchObject({ reason: 'Blocked' })
  expect(server.requests.length).toBe(3)
})

test('a proxy that does not answer at all blocks nothing: it is waited for', async () => {
  const { server, sockets, open } = await startExecServer()
  server.upgrade(() => 503)
  server.answer((answer) => answer.cut())
  const { session } = open()
  await until(() => server.requests.length >= 5)
  expect(session.state).toBe('connecting')
  server.upgrade(() => sockets.put)
  await sockets.take()
  await until(() => session.state === 'open')
})

test('a session that was open once is lost, not blocked', async () => {
  const { server, sockets, open } = await startExecServer()
  const { session } = open({ timings: { hold: 200 } })
  const { socket } = await sockets.take()
  await until(() => session.state === 'open')
  server.upgrade(() => 400)
  server.answer((answer) => sendProblem(answer, { status: 426, code: 'UPGRADE_REQUIRED' }))
  socket.terminate()
  expect(await session.exit).toMatchObject({ reason: 'ConnectionLost' })
})
