import {
  decodeExecFrame,
  encodeExecFrame,
  execChannel,
  type ExecChannel,
  type ExecFrame,
  type ExecStatus,
} from '@catalyst/api'
import { WebSocket, type RawData } from 'ws'

export interface ExecSocketHandlers {
  onFrame(frame: ExecFrame): void
  /** Called when more may be sent after `congested` was true. */
  onDrain(): void
  /** Called once; 1006 where the connection was lost. */
  onClose(code: number): void
}

export interface ExecSocketOptions {
  /** Milliseconds between pings. @default 20_000 */
  pingMs?: number | undefined
}

/** Bytes that may wait in this process for a client which reads slowly. */
const highWaterBytes = 1024 * 1024
const lowWaterBytes = highWaterBytes / 4
/** Pings that may stay unanswered; a page that computes for a while is no lost connection. */
const maxMissedPings = 2

/** The WebSocket of one client: frames in and out, with its backpressure, and pings that find a lost connection. */
export class ExecSocket {
  readonly #socket: WebSocket
  readonly #handlers: ExecSocketHandlers
  readonly #pings: NodeJS.Timeout
  #missedPings = 0
  #ended = false
  #congested = false

  constructor(socket: WebSocket, handlers: ExecSocketHandlers, options: ExecSocketOptions = {}) {
    this.#socket = socket
    this.#handlers = handlers
    socket.on('message', (data: RawData) => this.#receive(data))
    socket.on('pong', () => (this.#missedPings = 0))
    // Every error is followed by a close.
    socket.on('error', () => undefined)
    socket.once('close', (code: number) => this.#closed(code))
    this.#pings = setInterval(() => this.#ping(), options.pingMs ?? 20_000)
    if (socket.readyState === WebSocket.CLOSED) queueMicrotask(() => this.#closed(1006))
  }

  /** Whether so much waits to be sent that no more should be given for now. */
  get congested(): boolean {
    return this.#congested || this.#socket.readyState !== WebSocket.OPEN
  }

  /** Whether the client is held back. */
  get readingPaused(): boolean {
    return this.#socket.isPaused
  }

  send(channel: ExecChannel, payload: Uint8Array | string): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return
    this.#socket.send(encodeExecFrame(channel, payload), () => this.#sent())
    if (this.#socket.bufferedAmount > highWaterBytes) this.#congested = true
  }

  /** Takes no more from the client for now. */
  pauseReading(): void {
    this.#socket.pause()
  }

  resumeReading(): void {
    this.#socket.resume()
  }

  /**
   * Says how it ended, after all that was sent before, and closes. A client that reads slowly has the time that it
   * needs; one that has everything and does not answer is cut 30 s later.
   */
  end(status: ExecStatus, code = 1000): void {
    this.#socket.resume()
    if (this.#socket.readyState !== WebSocket.OPEN) return
    if (this.#ended) {
      if (code !== 1000) this.#socket.close(code)
      return
    }
    this.#ended = true
    const frame = encodeExecFrame(execChannel.error, JSON.stringify({ metadata: {}, ...status }))
    // Whoever shuts down has no time to wait for the slow.
    if (code !== 1000) {
      this.#socket.send(frame)
      return this.#socket.close(code)
    }
    this.#socket.send(frame, () => this.#socket.close(code))
  }

  #receive(data: RawData): void {
    this.#missedPings = 0
    const bytes = toBytes(data)
    // An empty message names no channel; Kubernetes ignores it too.
    if (bytes.length > 0) this.#handlers.onFrame(decodeExecFrame(bytes))
  }

  #sent(): void {
    // It takes what it is sent, however long the answer to a ping waits behind that.
    this.#missedPings = 0
    if (!this.#congested || this.#socket.bufferedAmount > lowWaterBytes) return
    this.#congested = false
    this.#handlers.onDrain()
  }

  #ping(): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return
    // An answer can't be seen while the client is held back.
    if (!this.#socket.isPaused && this.#missedPings++ >= maxMissedPings) this.#socket.terminate()
    else this.#socket.ping()
  }

  #closed(code: number): void {
    clearInterval(this.#pings)
    this.#handlers.onClose(code)
  }
}

function toBytes(data: RawData): Uint8Array<ArrayBuffer> {
  if (data instanceof ArrayBuffer) return new Uint8Array(data)
  return (Array.isArray(data) ? Buffer.concat(data) : data) as Uint8Array<ArrayBuffer>
}
