import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'

/** What a client asked for. */
export interface SeenRequest {
  method: string
  url: URL
  headers: IncomingMessage['headers']
  body: string
}

/** An answer under the test's control. */
export interface OpenAnswer {
  request: SeenRequest
  response: ServerResponse
  /** Sends bytes as they are. */
  write(text: string | Uint8Array): void
  /** Sends a whole event. */
  send(event: string, data: unknown, id?: string): void
  /** Ends the answer as HTTP does. */
  end(): void
  /** Tears the connection down in the middle. */
  cut(): void
  /** Settles when the client is gone or the answer is over. */
  closed: Promise<void>
}

export interface OpenSocket {
  request: SeenRequest
  socket: WebSocket
  /** The frames that came so far. */
  frames: Uint8Array[]
  closed: Promise<number>
}

export interface TestServer extends AsyncDisposable {
  url: string
  /** Every plain request so far. */
  requests: SeenRequest[]
  /** How plain requests are answered; each call handles the next ones. */
  answer(handler: (answer: OpenAnswer) => void): void
  /** How upgrades are answered: a status refuses them, `ignore` leaves them without an answer. */
  upgrade(handler: (request: SeenRequest) => number | 'ignore' | ((socket: OpenSocket) => void)): void
}

/** A real server on the loopback, on a free port unless one is given, scripted by the test. Closes every connection when it is disposed of. */
export async function startServer({ port = 0 }: { port?: number } = {}): Promise<TestServer> {
  let handler: (answer: OpenAnswer) => void = ({ response }) => void response.writeHead(404).end()
  let upgradeHandler: (request: SeenRequest) => number | 'ignore' | ((socket: OpenSocket) => void) = () => 404
  const requests: SeenRequest[] = []
  const sockets = new WebSocketServer({ noServer: true })
  const ignored = new Set<Duplex>()
  const server = createServer((incoming, response) => {
    const chunks: string[] = []
    incoming.setEncoding('utf8')
    incoming.on('data', (chunk: string) => chunks.push(chunk))
    incoming.on('end', () => {
      const request = seen(incoming, chunks.join(''))
      requests.push(request)
      handler(openAnswer(request, response))
    })
  })
  server.on('upgrade', (incoming, raw, head) => {
    const request = seen(incoming, '')
    const decision = upgradeHandler(request)
    if (decision === 'ignore') {
      ignored.add(raw.on('error', () => undefined))
      return
    }
    if (typeof decision === 'number') {
      raw.end(`HTTP/1.1 ${decision} Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`)
      return
    }
    sockets.handleUpgrade(incoming, raw, head, (socket) => {
      socket.binaryType = 'arraybuffer'
      const frames: Uint8Array[] = []
      socket.on('message', (data: ArrayBuffer) => frames.push(new Uint8Array(data)))
      const closed = new Promise<number>((resolve) => socket.on('close', resolve))
      decision({ request, socket, frames, closed })
    })
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    answer: (next) => void (handler = next),
    upgrade: (next) => void (upgradeHandler = next),
    async [Symbol.asyncDispose]() {
      for (const client of sockets.clients) client.terminate()
      for (const raw of ignored) raw.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function seen(incoming: IncomingMessage, body: string): SeenRequest {
  const { method = 'GET', url = '/', headers } = incoming
  return { method, url: new URL(url, 'http://server'), headers, body }
}

function openAnswer(request: SeenRequest, response: ServerResponse): OpenAnswer {
  return {
    request,
    response,
    write(text) {
      if (!response.headersSent) response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write(text)
    },
    send(event, data, id) {
      this.write(`event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`)
    },
    end: () => void response.end(),
    cut: () => void response.destroy(),
    closed: new Promise((resolve) => response.on('close', resolve)),
  }
}

/** Answers a problem. */
export function sendProblem(
  { response }: OpenAnswer,
  problem: { status: number; code: string; detail?: string },
): void {
  response.writeHead(problem.status, { 'content-type': 'application/problem+json' })
  response.end(JSON.stringify({ type: 'about:blank', title: problem.code, instance: '/', detail: 'No.', ...problem }))
}
