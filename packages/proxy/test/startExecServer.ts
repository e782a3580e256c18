import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import {
  decodeExecFrame,
  encodeAck,
  encodeExecFrame,
  encodeHalfClose,
  encodeResize,
  execChannel,
  parseExecStatus,
  type ExecStatus,
} from '@catalyst/api'
import { WebSocket, WebSocketServer } from 'ws'

/** A WebSocket server on a free loopback port that hands every connection to the test's code. */
export async function startExecServer(onSocket: (socket: WebSocket, url: URL) => void) {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false })
  server.on('connection', (socket, request) => onSocket(socket, new URL(request.url ?? '/', 'ws://localhost')))
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const clients = new Set<ExecClient>()
  return {
    async connect(query = ''): Promise<ExecClient> {
      const client = new ExecClient(new WebSocket(`ws://127.0.0.1:${port}/?${query}`))
      clients.add(client)
      await once(client.socket, 'open')
      return client
    },
    async [Symbol.asyncDispose]() {
      for (const { socket } of clients) socket.terminate()
      for (const socket of server.clients) socket.terminate()
      const closed = once(server, 'close')
      server.close()
      await closed
    },
  }
}

const maxText = 64 * 1024

/** A client of the exec protocol that remembers what it got. */
export class ExecClient {
  readonly socket: WebSocket
  /** Bytes of channels 1 and 2. */
  received = 0
  /** The beginning of channel 1. */
  stdout = ''
  stderr = ''
  status: ExecStatus | undefined
  closeCode: number | undefined
  readonly #waiting = new Set<() => void>()

  constructor(socket: WebSocket) {
    this.socket = socket
    socket.on('message', (data: Buffer<ArrayBuffer>) => {
      const { channel, payload } = decodeExecFrame(data)
      if (channel === execChannel.stdout && this.stdout.length < maxText) this.stdout += Buffer.from(payload).toString()
      if (channel === execChannel.stderr) this.stderr += Buffer.from(payload).toString()
      if (channel === execChannel.stdout || channel === execChannel.stderr) this.received += payload.length
      if (channel === execChannel.error) this.status = parseExecStatus(payload)
      this.#look()
    })
    socket.on('close', (code) => {
      this.closeCode = code
      this.#look()
    })
    socket.on('error', () => undefined)
  }

  type(text: string): void {
    this.socket.send(encodeExecFrame(execChannel.stdin, text))
  }

  resize(columns: number, rows: number): void {
    this.socket.send(encodeResize({ columns, rows }))
  }

  acknowledge(total: number): void {
    this.socket.send(encodeAck(total))
  }

  endInput(): void {
    this.socket.send(encodeHalfClose())
  }

  /** Waits until something holds of what was received. */
  async until(holds: (client: this) => boolean): Promise<void> {
    while (!holds(this)) await new Promise<void>((resolve) => this.#waiting.add(resolve))
  }

  #look(): void {
    for (const resolve of this.#waiting) resolve()
    this.#waiting.clear()
  }
}
