import { expect, test, vi } from 'vitest'
import { until } from '../testing/until.ts'
import { frame, on, startExecServer, success } from './testing/startExecServer.ts'

test('a session that is left can be taken up by another one, at the byte that was shown last', async () => {
  const { sockets, open } = await startExecServer()
  const { session, output } = open()
  const first = await sockets.take()
  first.socket.send(frame(1, 'shown, not shown'))
  await until(() => output.length === 1)
  session.acknowledge(5)
  const { resumption } = session
  session.leave()
  expect(await session.exit).toMatchObject({ reason: 'Left' })
  // 1000 would end the shell.
  expect(await first.closed).not.toBe(1000)

  const again = open({ resume: resumption })
  const second = await sockets.take()
  expect(second.request.url.searchParams.get('session')).toBe(first.request.url.searchParams.get('session'))
  expect(second.request.url.searchParams.get('received')).toBe('5')
  second.socket.send(frame(1, ', not shown'))
  await until(() => again.output.length === 1)
  again.session.acknowledge(11)
  expect(again.session.resumption?.received).toBe(16)
  second.socket.send(success)
  expect(await again.session.exit).toMatchObject({ exitCode: 0 })
})

test('acknowledgements of a session that was taken up count from its beginning', async () => {
  const { sockets, open } = await startExecServer()
  const resume = { session: crypto.randomUUID(), received: 1000 }
  const { session } = open({ resume })
  const socket = await sockets.take()
  await until(() => on(5, socket).length === 1)
  session.acknowledge(32 * 1024)
  await until(() => on(5, socket).length === 2)
  expect(on(5, socket)).toEqual(['1000', String(1000 + 32 * 1024)])
})

test('nothing can be taken up of a session that never began', async () => {
  const { server, open } = await startExecServer()
  server.upgrade(() => 503)
  const { session } = open()
  expect(session.resumption).toBeUndefined()
})

test('after a sleep the connection is made anew at once, whatever its old socket says', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] })
  try {
    const { sockets, open } = await startExecServer()
    const { session, states, output } = open()
    const first = await sockets.take()
    await until(() => session.state === 'open')
    vi.setSystemTime(Date.now() + 90_000)
    vi.advanceTimersToNextTimer()
    const second = await sockets.take()
    expect(second.request.url.searchParams.get('session')).toBe(first.request.url.searchParams.get('session'))
    await until(() => session.state === 'open')
    expect(states).toEqual(['open', 'reconnecting', 'open'])
    if (first.socket.readyState === first.socket.OPEN) first.socket.send(frame(1, 'late'))
    second.socket.send(frame(1, 'now'))
    await until(() => output.length === 1)
    expect(output).toEqual([['stdout', 'now']])
  } finally {
    vi.useRealTimers()
  }
})

test('when the network goes, what is typed waits instead of going into a dead connection', async () => {
  const page = new EventTarget()
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page))
  const { sockets, open } = await startExecServer()
  const { session } = open({ timings: { minimumDelay: 50 } })
  const first = await sockets.take()
  await until(() => session.state === 'open')
  page.dispatchEvent(new Event('offline'))
  session.write('typed')
  const second = await sockets.take()
  await until(() => on(0, second).length === 1)
  expect(on(0, second)).toEqual(['typed'])
  expect(on(0, first)).toEqual([])
})
