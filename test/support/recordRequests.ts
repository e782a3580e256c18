import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import { request as httpsRequest, type RequestOptions } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'

export interface RecordedRequest {
  readonly method: string
  /** Path and query. */
  readonly url: string
  readonly headers: IncomingHttpHeaders
  /** Names and values as they came, one after the other. */
  readonly rawHeaders: readonly string[]
  /** Of the answer, once there is one. */
  status?: number | undefined
}

export interface RequestRecorder extends AsyncDisposable {
  /** Where it listens, without TLS. */
  readonly url: string
  readonly requests: readonly RecordedRequest[]
}

/** Passes every request and upgrade on to a server with TLS, and keeps what came: for tests of what a client sends. */
export async function recordRequests(target: { server: string; ca: string }): Promise<RequestRecorder> {
  const requests: RecordedRequest[] = []
  const { hostname, port, pathname } = new URL(target.server)

  function note({ method = '', url = '', headers, rawHeaders }: IncomingMessage) {
    const record: RecordedRequest = { method, url, headers, rawHeaders }
    requests.push(record)
    const path = `${pathname.replace(/\/$/, '')}${url}`
    // As they came, but for the host; repeated ones stay repeated.
    const kept = rawHeaders.flatMap((name, index) =>
      index % 2 === 0 && name.toLowerCase() !== 'host' ? [name, rawHeaders[index + 1] ?? ''] : [],
    )
    const sent = ['host', `${hostname}:${port}`, ...kept]
    const options: RequestOptions = { hostname, port, path, method, headers: sent, ca: target.ca }
    return { record, options }
  }

  const server = createServer((incoming, outgoing) => {
    const { record, options } = note(incoming)
    const forwarded = httpsRequest(options, (answer) => {
      record.status = answer.statusCode
      outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders as unknown as Record<string, string>)
      // A watch is told to be open before it has anything to say.
      outgoing.flushHeaders()
      answer.on('error', () => outgoing.destroy()).pipe(outgoing)
    })
    forwarded.on('error', () => outgoing.destroy())
    outgoing.on('close', () => forwarded.destroy())
    incoming.pipe(forwarded)
  })
  server.on('upgrade', (incoming: IncomingMessage, inner: Duplex, head: Buffer) => {
    const { record, options } = note(incoming)
    const forwarded = httpsRequest(options)
    forwarded.on('upgrade', (answer, outer, first) => {
      record.status = answer.statusCode
      inner.write(`${headOf(answer)}\r\n\r\n`)
      inner.write(first)
      outer.write(head)
      join(inner, outer)
    })
    forwarded.on('response', (answer) => {
      record.status = answer.statusCode
      inner.write(`${headOf(answer)}\r\n\r\n`)
      answer.pipe(inner)
    })
    forwarded.on('error', () => inner.destroy())
    forwarded.end()
  })
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.close()
      for (const socket of sockets) socket.destroy()
      await once(server, 'close')
    },
  }
}

function headOf({ statusCode, statusMessage, rawHeaders }: IncomingMessage): string {
  const lines = rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [`${name}: ${rawHeaders[index + 1] ?? ''}`] : [],
  )
  return [`HTTP/1.1 ${statusCode ?? 502} ${statusMessage ?? ''}`, ...lines].join('\r\n')
}

function join(inner: Duplex, outer: Duplex): void {
  inner.pipe(outer)
  outer.pipe(inner)
  for (const [one, other] of [
    [inner, outer],
    [outer, inner],
  ] as const) {
    one.on('error', () => other.destroy())
    one.on('close', () => other.destroy())
  }
}
