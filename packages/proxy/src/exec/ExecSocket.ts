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

  /** Says how it ended, after all that was sent before, and closes; a client that does not answer that is cut 30 s later. */
  end(status: ExecStatus, code = 1000): void {
    this.send(execChannel.error, JSON.stringify({ metadata: {}, ...status }))
    this.#socket.close(code)
    this.#socket.resume()
  }

  #receive(data: RawData): void {
    this.#missedPings = 0
    const bytes = toBytes(data)
    // An empty message names no channel; Kubernetes ignores it too.
    if (bytes.length > 0) this.#handlers.onFrame(decodeExecFrame(bytes))
  }

  #sent(): void {
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
