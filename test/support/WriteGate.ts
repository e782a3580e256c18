import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { Agent, request as httpsRequest } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** A request that changes something, as it came to a gate. */
export interface GatedWrite {
  method: string
  /** Without the query. */
  path: string
  body: string
}

export interface WriteHooks {
  /** Called before a write goes on to the API server. */
  before?: ((write: GatedWrite) => void | Promise<void>) | undefined
  /** Called when the API server has done it, before the one who asked is told. */
  after?: ((write: GatedWrite) => void | Promise<void>) | undefined
}

/** Tells of what was done, and is no step of it. */
const isAside = (path: string) => /\/(events|leases|tokenreviews|subjectaccessreviews)(\/|$)/.test(path)

/**
 * Stands between an operator and an API server, which sees each of its writes in order: Events and the Lease pass without a
 * word. While it is shut nothing passes, as if the operator's process were gone.
 */
export class WriteGate implements AsyncDisposable {
  readonly writes: GatedWrite[] = []
  readonly #target: { url: URL; ca: string }
  readonly #agent: Agent
  readonly #sockets = new Set<Socket>()
  #server: Server | undefined
  #port = 0
  #hooks: WriteHooks = {}
  #isOpen = true
  #passing = 0

  private constructor(target: { server: string; ca: string }) {
    this.#target = { url: new URL(target.server), ca: target.ca }
    this.#agent = new Agent({ keepAlive: true, ca: target.ca })
  }

  static async open(target: { server: string; ca: string }): Promise<WriteGate> {
    const gate = new WriteGate(target)
    const server = createServer((incoming, outgoing) => {
      gate.#passing++
      gate
        .#pass(incoming, outgoing)
        .catch(() => outgoing.destroy())
        .finally(() => gate.#passing--)
    })
    // As kube-apiserver: whoever was away for a while finds his connections as they were.
    server.keepAliveTimeout = 90_000
    server.on('connection', (socket: Socket) => {
      if (!gate.#isOpen) return void socket.destroy()
      gate.#sockets.add(socket)
      socket.once('close', () => gate.#sockets.delete(socket))
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    gate.#port = (server.address() as AddressInfo).port
    gate.#server = server
    return gate
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  /** Whether everybody has hung up and nothing of what they asked for is still on its way to the API server. */
  get isQuiet(): boolean {
    return this.#sockets.size === 0 && this.#passing === 0
  }

  /** Begins to count anew, with other hooks. */
  begin(hooks: WriteHooks = {}): void {
    this.writes.length = 0
    this.#hooks = hooks
    this.#isOpen = true
  }

  /** From now on nothing passes in either direction. */
  shut(): void {
    this.#isOpen = false
    this.cut()
  }

  /** Cuts every connection; new ones are welcome. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.shut()
    this.#agent.destroy()
    this.#server?.close()
    if (this.#server !== undefined) await once(this.#server, 'close')
  }

  async #pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { method = '', url = '' } = incoming
    const path = url.split('?')[0] ?? ''
    const isWrite = method !== 'GET' && !isAside(path)
    const body = await buffer(incoming)
    const write = { method, path, body: body.toString() }
    if (isWrite) {
      this.writes.push(write)
      await this.#hooks.before?.(write)
      if (!this.#isOpen) return void outgoing.destroy()
    }
    const answer = await this.#forward(incoming, body, outgoing)
    if (!isWrite) {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      // A watch is told to be open before it has anything to say.
      outgoing.flushHeaders()
      answer.on('error', () => outgoing.destroy()).pipe(outgoing)
      return
    }
    const content = await buffer(answer)
    await this.#hooks.after?.(write)
    if (!this.#isOpen) return void outgoing.destroy()
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers).end(content)
  }

  #forward(
    { method = 'GET', url = '/', headers }: IncomingMessage,
    body: Buffer,
    outgoing: ServerResponse,
  ): Promise<IncomingMessage> {
    const { hostname, port, host } = this.#target.url
    const isWatch = url.includes('watch=true')
    return new Promise((resolve, reject) => {
      const options = { hostname, port, path: url, method, headers: { ...headers, host }, ca: this.#target.ca }
      const forwarded = httpsRequest({ ...options, agent: isWatch ? false : this.#agent }, resolve)
      forwarded.on('error', reject)
      if (isWatch) outgoing.on('close', () => forwarded.destroy())
      forwarded.end(body)
    })
  }
}
