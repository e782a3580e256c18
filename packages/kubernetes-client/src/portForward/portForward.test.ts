import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { createWebSocketStream, WebSocketServer } from 'ws'
import { describe, expect, test } from 'vitest'
import { SpdyConnection } from '../spdy/SpdyConnection.ts'
import type { SpdyStream } from '../spdy/SpdyStream.ts'
import { catchError } from '../testing/catchError.ts'
import { answerStatus, startApiServer } from '../testing/startApiServer.ts'
import { portForward } from './portForward.ts'

interface ServedPort {
  data: SpdyStream
  error: SpdyStream
  connection: SpdyConnection
}

/** An API server that forwards ports to what a test says. */
async function startForwarder(serve: (port: ServedPort) => void, protocol = 'SPDY/3.1+portforward.k8s.io') {
  const api = await startApiServer((_, response) => answerStatus(response, { code: 404, reason: 'NotFound' }))
  const webSockets = new WebSocketServer({ noServer: true })
  webSockets.on('headers', (headers) => {
    if (protocol !== '') headers.push(`Sec-WebSocket-Protocol: ${protocol}`)
  })
  api.server.on('upgrade', (request: IncomingMessage, socket, head) => {
    // The library refuses what is no token.
    delete request.headers['sec-websocket-protocol']
    webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      const streams = new Map<string, SpdyStream>()
      const connection: SpdyConnection = new SpdyConnection(createWebSocketStream(webSocket), {
        role: 'server',
        onStream(stream) {
          streams.set(stream.headers['streamtype'] ?? '', stream)
          const [data, error] = [streams.get('data'), streams.get('error')]
          // Later, as the streams are there for their opener only once they have been answered.
          if (data && error) setImmediate(() => serve({ data, error, connection }))
        },
      })
    })
  })
  return api
}

const target = { namespace: 'default', pod: 'web', port: 80 }

async function readAll(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

test('what is written comes out at the port, and its answer comes back', async () => {
  await using api = await startForwarder(({ data, error }) => {
    data.pipe(data)
    data.once('end', () => error.end())
  })
  const stream = await portForward(api.kubeConfig, target)
  stream.end('hello')
  expect(await readAll(stream)).toBe('hello')
  if (!stream.closed) await once(stream, 'close')
})

describe('why it fails is told', () => {
  const refusal = 'error forwarding port 80: dial tcp4 127.0.0.1:80: connect: connection refused'

  test.each<[string, (port: ServedPort) => void]>([
    ['before the data is aborted', ({ data, error }) => void error.end(refusal, () => data.destroy())],
    ['before the data ends', ({ data, error }) => void error.end(refusal, () => void data.end())],
    ['after the data ends', ({ data, error }) => void data.end(() => setTimeout(() => error.end(refusal), 50))],
    ['after the data is aborted', ({ data, error }) => void (data.destroy(), setTimeout(() => error.end(refusal), 50))],
  ])('%s', async (_, serve) => {
    await using api = await startForwarder(serve)
    const stream = await portForward(api.kubeConfig, target)
    expect(await catchError(readAll(stream))).toMatchObject({ name: 'PortForwardError', code: 'ConnectionRefused' })
  })

  test('when the connection breaks', async () => {
    await using api = await startForwarder(({ connection }) => connection.destroy())
    const failing = portForward(api.kubeConfig, target).then(readAll)
    expect(await catchError(failing)).toMatchObject({ name: 'PortForwardError', code: 'ConnectionLost' })
  })

  test('when the API server knows no tunnel', async () => {
    await using api = await startForwarder(() => undefined, '')
    const result = await catchError(portForward(api.kubeConfig, target))
    expect(result).toMatchObject({ name: 'PortForwardError', code: 'Unsupported' })
  })
})

test.each([0, 65_536, 1.5, Number.NaN])('there is no port %d', async (port) => {
  await using api = await startForwarder(() => undefined)
  expect(await catchError(portForward(api.kubeConfig, { ...target, port }))).toBeInstanceOf(RangeError)
})
