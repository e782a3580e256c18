import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { AddressInfo, Server, Socket } from 'node:net'
import { connect as connectTls, type ConnectionOptions } from 'node:tls'
import { Relay } from './Relay.ts'

export interface GateTarget {
  host: string
  port: number
  /** The gate speaks TLS to the server and plain bytes to clients, so that a fault can be put between any two of them. */
  tls?: ConnectionOptions | undefined
}

/**
 * A TCP relay in front of a server, for faults: it can be shut, as a pulled cable or a server that is down, and opened
 * again; it can cut a connection inside of a text, fall silent, keep newcomers waiting and answer in the server's place.
 */
export class TcpGate implements AsyncDisposable {
  #server: Server | undefined
  readonly #relays = new Set<Relay>()
  readonly #waiting: Socket[] = []
  readonly #answers: string[] = []
  #admits = Infinity
  #port = 0
  /** Where connections lead; may change between two of them. */
  target: GateTarget

  constructor(target: GateTarget) {
    this.target = target
  }

  get port(): number {
    return this.#port
  }

  /** Connections that are open. */
  get connections(): number {
    return this.#relays.size
  }

  /** Connections that are kept waiting. */
  get waiting(): number {
    return this.#waiting.length
  }

  /** Listens, on the same port each time. */
  async open(): Promise<void> {
    const server = createServer((inner) => this.#receive(inner))
    server.listen(this.#port, '127.0.0.1')
    await once(server, 'listening')
    this.#port = (server.address() as AddressInfo).port
    this.#server = server
  }

  /** Cuts every connection and refuses new ones. */
  async shut(): Promise<void> {
    const server = this.#server
    this.#server = undefined
    this.cut()
    for (const socket of this.#waiting.splice(0)) socket.destroy()
    if (!server) return
    server.close()
    await once(server, 'close')
  }

  /** Cuts every connection and takes new ones. */
  cut(): void {
    for (const relay of this.#relays) relay.cut()
  }

  /** Cuts the next connection on which the server sends this text, so many bytes into it. */
  cutInside(text: string, bytes: number): Promise<void> {
    return new Promise((resolve) => {
      const mark = { bytes: Buffer.from(text), keep: bytes, reached: false }
      for (const relay of this.#relays) relay.cutAt(mark, resolve)
    })
  }

  /** From now on nothing passes through the connections of now, though they stay open. */
  stall(): void {
    for (const relay of this.#relays) relay.stall()
  }

  /** Lets so many more connections in and keeps the others waiting. */
  admit(count: number): void {
    this.#admits = count
    while (this.#admits > 0) {
      const inner = this.#waiting.shift()
      if (!inner) return
      this.#relay(inner)
    }
  }

  /** Answers the next new connection's request with this text of HTTP, and ends it. */
  answerNext(text: string): void {
    this.#answers.push(text)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.shut()
  }

  #receive(inner: Socket) {
    if (this.#admits > 0) return this.#relay(inner)
    this.#waiting.push(inner)
    inner.on('error', () => inner.destroy())
  }

  #relay(inner: Socket) {
    this.#admits--
    const answer = this.#answers.shift()
    if (answer !== undefined) {
      inner.on('error', () => inner.destroy())
      inner.once('data', () => inner.end(answer))
      return
    }
    const { tls, ...address } = this.target
    const outer = tls ? connectTls({ ...address, ...tls }) : connect(address)
    const relay = new Relay(inner, outer, () => this.#relays.delete(relay))
    this.#relays.add(relay)
  }
}
