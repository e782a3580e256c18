import type { ServerResponse } from 'node:http'
import { comment, farewell } from './eventStream.ts'
import type { StartedStream } from './startStream.ts'
import { SocketStream } from './SocketStream.ts'

/** The comments of all streams are spread over so many turns, or all of them would leave at once. */
const turns = 15

/** All streams that are written to sockets of our own: one clock and one end for thousands of them. */
export class SocketStreams {
  readonly #streams = Array.from({ length: turns }, () => new Set<SocketStream>())
  readonly #signal: AbortSignal
  readonly #commentMs: number
  #turn = 0
  #timer: NodeJS.Timeout | undefined
  #size = 0

  /** @param commentMs between two comment lines of a stream. */
  constructor(signal: AbortSignal, commentMs = 15_000) {
    this.#signal = signal
    this.#commentMs = commentMs
    signal.addEventListener('abort', () => this.#endAll(), { once: true })
  }

  /** Writes a stream to an answer whose head has left, until its reader goes or the stream ends. */
  add(outgoing: ServerResponse, stream: StartedStream): void {
    outgoing.write(comment)
    const among = this.#streams[this.#size % turns] ?? new Set()
    const one = new SocketStream(outgoing, stream, () => {
      if (among.delete(one)) this.#size--
      if (this.#size === 0) this.#stopClock()
    })
    among.add(one)
    this.#size++
    this.#timer ??= setInterval(() => this.#comment(), this.#commentMs / turns)
    if (this.#signal.aborted) one.end(farewell)
  }

  #comment(): void {
    this.#turn = (this.#turn + 1) % turns
    for (const stream of this.#streams[this.#turn] ?? []) stream.comment(comment)
  }

  #endAll(): void {
    for (const streams of this.#streams) for (const stream of streams) stream.end(farewell)
    this.#stopClock()
  }

  #stopClock(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
  }
}
