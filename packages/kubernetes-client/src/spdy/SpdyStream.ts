import { Duplex } from 'node:stream'
import type { SpdyHeaders } from './headerBlocks.ts'

/** What a stream asks of its connection. */
export interface SpdyStreamLink {
  /** Calls back when the connection has taken it. */
  send(data: Uint8Array, isLast: boolean, done: (error?: Error | null) => void): void
  /** The stream is over; when one side was not done yet the other one is told. */
  leave(isAborted: boolean): void
}

/** One stream of a connection. `end()` closes our half; an abort by the other side is an error. */
export class SpdyStream extends Duplex {
  readonly id: number
  readonly headers: SpdyHeaders
  readonly #link: SpdyStreamLink
  #hasRoom: (() => void) | undefined
  #isEndReceived = false
  #isReset = false

  constructor(id: number, headers: SpdyHeaders, link: SpdyStreamLink) {
    super()
    this.id = id
    this.headers = headers
    this.#link = link
  }

  /** Takes what has come for it. Resolves when there is room for more. */
  async receive(data: Uint8Array): Promise<void> {
    if (this.destroyed || data.length === 0 || this.push(data)) return
    await new Promise<void>((resolve) => (this.#hasRoom = resolve))
  }

  receiveEnd(): void {
    this.#isEndReceived = true
    if (!this.destroyed) this.push(null)
  }

  receiveReset(error: Error): void {
    this.#isReset = true
    this.destroy(error)
  }

  /** The connection is over. What has come to its end can still be read. */
  receiveLoss(error: Error): void {
    if (!this.#isEndReceived) this.receiveReset(error)
  }

  override _read(): void {
    this.#hasRoom?.()
    this.#hasRoom = undefined
  }

  override _write(chunk: Uint8Array, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#link.send(chunk, false, done)
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#link.send(new Uint8Array(), true, done)
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this._read()
    this.#link.leave(!this.#isReset && !(this.#isEndReceived && this.writableFinished))
    done(error)
  }
}
