import { once } from 'node:events'
import type { Duplex } from 'node:stream'
import { expect, test } from 'vitest'
import { WebSocketServer, type ServerOptions } from 'ws'
import { catchError } from '../testing/catchError.ts'
import { answerStatus, startApiServer } from '../testing/startApiServer.ts'
import { openWebSocket } from './openWebSocket.ts'

async function startSocketServer(options: ServerOptions = {}) {
  const api = await startApiServer((_, response) => answerStatus(response, { code: 400, message: 'no upgrade' }))
  const sockets = new WebSocketServer({ server: api.server, ...options })
  return { ...api, webSockets: sockets }
}

test('opens with the protocol that the server chose, and with token and impersonation', async () => {
  await using api = await startSocketServer({ handleProtocols: (offered) => [...offered][1] ?? false })
  const connected = once(api.webSockets, 'connection')
  const { socket, protocol } = await openWebSocket(api.kubeConfig, '/exec', {
    protocols: ['v5', 'v4'],
    query: { command: ['ls', '-l'] },
    impersonate: { user: 'ada', groups: ['a', 'b'] },
  })
  const [, incoming] = (await connected) as [unknown, { url: string; headers: Record<string, string> }]
  expect(protocol).toBe('v4')
  expect(incoming.url).toBe('/exec?command=ls&command=-l')
  expect(incoming.headers).toMatchObject({
    authorization: 'Bearer test-token',
    'impersonate-user': 'ada',
    'impersonate-group': 'a, b',
  })
  socket.terminate()
})

test('a message that comes with the upgrade is not lost', async () => {
  await using api = await startSocketServer()
  api.webSockets.on('connection', (socket) => socket.send('early'))
  const { socket } = await openWebSocket(api.kubeConfig, '/exec', { protocols: ['v5'] })
  await new Promise((resolve) => setImmediate(resolve))
  const message = once(socket, 'message')
  socket.resume()
  expect(String((await message)[0])).toBe('early')
  socket.terminate()
})

test('a refused upgrade is the error of its Status', async () => {
  await using api = await startApiServer(() => {})
  api.server.on('upgrade', (_, socket) => {
    const body = JSON.stringify({ kind: 'Status', code: 403, reason: 'Forbidden', message: 'not you' })
    socket.end(
      `HTTP/1.1 403 Forbidden\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    )
  })
  const error = await catchError(openWebSocket(api.kubeConfig, '/exec', { protocols: ['v5'] }))
  expect(error).toMatchObject({ name: 'KubernetesError', status: 403, reason: 'Forbidden', message: 'not you' })
})

test('does not follow a redirect', async () => {
  await using elsewhere = await startSocketServer()
  await using api = await startApiServer(() => {})
  api.server.on('upgrade', (_, socket) =>
    socket.end(`HTTP/1.1 302 Found\r\nLocation: ${elsewhere.url}\r\nContent-Length: 0\r\n\r\n`),
  )
  const error = await catchError(openWebSocket(api.kubeConfig, '/exec', { protocols: ['v5'] }))
  expect(error).toMatchObject({ status: 302 })
  expect(elsewhere.sockets).toEqual([])
})

test.each([
  ['a redirect', 'HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n'],
  ['a refusal', 'HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n'],
  // More of it than is read of any error.
  ['a body without end', `HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n${'x'.repeat(2 * 1024 * 1024)}`],
  ['no proof', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n'],
  ['another protocol', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n'],
])('after %s in place of an upgrade the connection is closed, though nobody aborts', async (_, answer) => {
  await using api = await startApiServer(() => {})
  const { promise: closed, resolve: close } = Promise.withResolvers<void>()
  api.server.on('upgrade', (_request, socket: Duplex) => {
    socket.on('error', close).once('end', close).once('close', close).resume()
    socket.write(answer)
  })
  await catchError(openWebSocket(api.kubeConfig, '/exec', { protocols: ['v5'] }))
  await closed
})

test('a server that does not answer is given up in time', async () => {
  await using api = await startApiServer(() => {})
  api.server.on('upgrade', () => {})
  const error = await catchError(openWebSocket(api.kubeConfig, '/exec', { protocols: ['v5'], timeoutMs: 50 }))
  expect(error).toMatchObject({ name: 'ConnectionError', reason: 'TimedOut' })
})

test('nothing listening is an error that says so', async () => {
  const api = await startApiServer(() => {})
  await api[Symbol.asyncDispose]()
  const error = await catchError(openWebSocket(api.kubeConfig, '/exec', { protocols: ['v5'] }))
  expect(error).toMatchObject({ name: 'ConnectionError', reason: 'Unreachable' })
})

test('aborting while it opens rejects with the reason and closes the connection', async () => {
  await using api = await startApiServer(() => {})
  const controller = new AbortController()
  const reason = new Error('no longer needed')
  const ended = Promise.withResolvers<void>()
  api.server.on('upgrade', (_, socket) => {
    socket.once('end', () => ended.resolve()).resume()
    controller.abort(reason)
  })
  const error = await catchError(
    openWebSocket(api.kubeConfig, '/exec', { protocols: ['v5'], signal: controller.signal }),
  )
  expect(error).toBe(reason)
  await ended.promise
})

test('aborting later ends the socket', async () => {
  await using api = await startSocketServer()
  const controller = new AbortController()
  const { socket } = await openWebSocket(api.kubeConfig, '/exec', { protocols: ['v5'], signal: controller.signal })
  const closed = once(socket, 'close')
  controller.abort()
  expect((await closed)[0]).toBe(1006)
})
