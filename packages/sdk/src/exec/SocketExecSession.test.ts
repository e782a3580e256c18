import { execSubprotocol } from '@catalyst/api/exec-frames'
import { expect, test } from 'vitest'
import { sendProblem } from '../testing/startServer.ts'
import { until } from '../testing/until.ts'
import { frame, on, sizeFrame, startExecServer as start, success } from './testing/startExecServer.ts'

const encoder = new TextEncoder()

test('a shell is asked for as Kubernetes does it, with the origin and the token of the caller', async () => {
  const { server, sockets, open } = await start({ token: 'secret' })
  open()
  const { request, socket } = await sockets.take()
  expect(request.url.pathname).toBe('/api/v1/clusters/prod/namespaces/acme/pods/web-0/exec')
  const { session, ...query } = Object.fromEntries(request.url.searchParams)
  expect(query).toEqual({ container: 'app', tty: 'true', stdin: 'true', stdout: 'true', stderr: 'false', ack: 'true' })
  expect(session).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(socket.protocol).toBe(execSubprotocol)
  expect(request.headers).toMatchObject({ origin: server.url, authorization: 'Bearer secret' })
  expect(request.url.href).not.toContain('secret')
})

test('a WebSocket that takes no headers gets the token as a second subprotocol', async () => {
  const { sockets, open } = await start({ token: 'sëcret?' })
  open({ webSocket: WebSocket })
  const { request } = await sockets.take()
  const encoded = Buffer.from('sëcret?').toString('base64url')
  expect(request.headers['sec-websocket-protocol']).toBe(
    `${execSubprotocol}, base64url.bearer.authorization.k8s.io.${encoded}`,
  )
})

test('a command without a terminal has two outputs', async () => {
  const { sockets, open } = await start()
  const { session, output } = open({ command: ['sh', '-c', 'a; b'] })
  const { request, socket } = await sockets.take()
  expect(request.url.searchParams.getAll('command')).toEqual(['sh', '-c', 'a; b'])
  expect(request.url.searchParams.get('tty')).toBe('false')
  expect(request.url.searchParams.get('stderr')).toBe('true')
  socket.send(frame(1, 'out'))
  socket.send(frame(2, 'err'))
  socket.send(success)
  expect(await session.exit).toMatchObject({ exitCode: 0 })
  expect(output).toEqual([
    ['stdout', 'out'],
    ['stderr', 'err'],
  ])
})

test('what is written goes to stdin, also what was written before the connection stood, and then its end', async () => {
  const { sockets, open } = await start()
  const { session } = open()
  session.write('ls\n')
  const socket = await sockets.take()
  await until(() => on(0, socket).length === 1)
  session.write(Uint8Array.of(0xff, 0x03))
  session.end()
  session.write('too late')
  await until(() => socket.frames.some(([channel]) => channel === 255))
  expect(socket.frames.map((one) => [...one])).toEqual([
    [0, ...encoder.encode('ls\n')],
    [0, 0xff, 0x03],
    [255, 0],
  ])
})

test('a large paste goes in pieces and whole', async () => {
  const { sockets, open } = await start()
  const { session } = open()
  const socket = await sockets.take()
  await until(() => session.state === 'open')
  const paste = 'a'.repeat(3_000_000)
  session.write(paste)
  session.end()
  await until(() => socket.frames.some(([channel]) => channel === 255))
  expect(on(0, socket).join('')).toBe(paste)
  expect(Math.max(...socket.frames.map((one) => one.length))).toBeLessThanOrEqual(16 * 1024 + 1)
})

test('a non-zero exit code is told', async () => {
  const { sockets, open } = await start()
  const { session, states } = open()
  const { socket } = await sockets.take()
  const details = { causes: [{ reason: 'ExitCode', message: '42' }] }
  socket.send(frame(3, JSON.stringify({ status: 'Failure', reason: 'NonZeroExitCode', message: 'exit 42', details })))
  expect(await session.exit).toEqual({ exitCode: 42, reason: 'NonZeroExitCode', message: 'exit 42' })
  expect(states).toEqual(['open', 'closed'])
  expect(session.state).toBe('closed')
})

test('a session whose socket drops comes back for what it has not got', async () => {
  const { sockets, open } = await start()
  const { session, states, output } = open({ size: { columns: 80, rows: 24 } })
  const first = await sockets.take()
  first.socket.send(frame(1, 'hä'))
  await until(() => output.length === 1)
  session.acknowledge(3)
  first.socket.terminate()

  const second = await sockets.take()
  const [before, after] = [first.request.url.searchParams, second.request.url.searchParams]
  expect(after.get('session')).toBe(before.get('session'))
  expect(before.has('received')).toBe(false)
  expect(after.get('received')).toBe('3')
  second.socket.send(frame(1, 'llo'))
  await until(() => output.length === 2)
  expect(output.map(([, text]) => text).join('')).toBe('hällo')
  expect(states).toEqual(['open', 'reconnecting', 'open'])
  await until(() => on(4, second).length === 1)
  expect(on(4, second)).toEqual([sizeFrame({ columns: 80, rows: 24 })])
  expect(on(5, second)).toEqual(['3'])
})

test('what is typed while the connection is down is sent when it is back', async () => {
  const { sockets, open } = await start()
  const { session, states } = open({ timings: { minimumDelay: 50 } })
  ;(await sockets.take()).socket.terminate()
  await until(() => states.at(-1) === 'reconnecting')
  expect(session.retryAt).toBeInstanceOf(Date)
  session.write('typed')
  const second = await sockets.take()
  await until(() => on(0, second).length === 1)
  expect(on(0, second)).toEqual(['typed'])
})

test('a session that the proxy no longer holds ends as expired', async () => {
  const { sockets, open } = await start()
  const { session } = open()
  ;(await sockets.take()).socket.terminate()
  const second = await sockets.take()
  second.socket.send(frame(3, JSON.stringify({ status: 'Failure', reason: 'Expired', message: 'Held for 60 s.' })))
  expect(await session.exit).toEqual({ exitCode: undefined, reason: 'Expired', message: 'Held for 60 s.' })
})

test('a session that does not come back in time ends as lost', async () => {
  const { server, sockets, open } = await start()
  const { session } = open({ timings: { hold: 100 } })
  const first = await sockets.take()
  server.upgrade(() => 503)
  first.socket.terminate()
  expect(await session.exit).toMatchObject({ reason: 'ConnectionLost' })
})

test('a refused upgrade is explained by the same URL', async () => {
  const { server, open } = await start()
  server.upgrade(() => 403)
  server.answer((answer) => sendProblem(answer, { status: 403, code: 'FORBIDDEN', detail: 'You may not exec here.' }))
  const { session, states } = open()
  expect(await session.exit).toMatchObject({
    reason: 'Refused',
    message: 'You may not exec here.',
    problem: { code: 'FORBIDDEN' },
  })
  expect(states).toEqual(['closed'])
  expect(server.requests).toHaveLength(1)
  expect(server.requests[0]?.url.pathname).toContain('/pods/web-0/exec')
})

test('a refused upgrade without a reason is tried again', async () => {
  const { server, sockets, open } = await start()
  let refusals = 2
  server.upgrade(() => (refusals-- > 0 ? 503 : sockets.put))
  const { session } = open()
  await sockets.take()
  await until(() => session.state === 'open')
  expect(server.requests).toHaveLength(2)
})

test('of many sizes in a row the last one is told, and one that is known is not told again', async () => {
  const { sockets, open } = await start()
  const { session } = open({ size: { columns: 80, rows: 24 } })
  const socket = await sockets.take()
  await until(() => on(4, socket).length === 1)
  for (let columns = 81; columns <= 120; columns++) session.resize({ columns, rows: 24 })
  await until(() => on(4, socket).length === 2)
  session.resize({ columns: 120, rows: 24 })
  await new Promise((resolve) => setTimeout(resolve, 40))
  expect(on(4, socket)).toEqual([sizeFrame({ columns: 80, rows: 24 }), sizeFrame({ columns: 120, rows: 24 })])
})

test('acknowledgements are gathered and count from the beginning of the session', async () => {
  const { sockets, open } = await start()
  const { session } = open()
  const socket = await sockets.take()
  await until(() => session.state === 'open')
  for (let count = 0; count < 70; count++) session.acknowledge(1024)
  await until(() => on(5, socket).length === 2)
  expect(on(5, socket)).toEqual(['32768', '65536'])
})

test('bytes come as they are, however they are cut', async () => {
  const { sockets, open } = await start()
  const { session } = open()
  const received: number[] = []
  session.onOutput((bytes) => received.push(...bytes))
  const { socket } = await sockets.take()
  const bytes = encoder.encode('🐙')
  for (const byte of bytes) socket.send(frame(1, Uint8Array.of(byte)))
  socket.send(success)
  await session.exit
  expect(received).toEqual([...bytes])
})

test('closing tells the proxy not to wait', async () => {
  const { sockets, open } = await start()
  const { session } = open()
  const socket = await sockets.take()
  await until(() => session.state === 'open')
  session.close()
  expect(await socket.closed).toBe(1000)
  expect(await session.exit).toMatchObject({ reason: 'Closed' })
})

test('a signal closes the session, also before it began', async () => {
  const { sockets, open } = await start()
  const controller = new AbortController()
  const { session } = open({ signal: controller.signal })
  const socket = await sockets.take()
  controller.abort()
  expect(await session.exit).toMatchObject({ reason: 'Closed' })
  await socket.closed
  expect(await open({ signal: controller.signal }).session.exit).toMatchObject({ reason: 'Closed' })
  expect(sockets.size).toBe(0)
})

test('a socket that breaks each time right after it opened is tried at growing distances', async () => {
  const { server, open } = await start()
  server.upgrade(
    () =>
      ({ socket }) =>
        socket.terminate(),
  )
  const { session } = open({ timings: { minimumDelay: 8, maximumDelay: 10_000, hold: 10_000 } })
  const delays: number[] = []
  session.onState((state) => {
    if (state === 'reconnecting') delays.push((session.retryAt?.getTime() ?? 0) - Date.now())
  })
  await until(() => delays.length === 5)
  expect(delays.at(-1)).toBeGreaterThan((delays[0] ?? 0) * 2)
})
