import type { ServerResponse } from 'node:http'
import { eventBytes } from './eventBytes.ts'
import type { StartedStream } from './startStream.ts'

/**
 * One stream that is written straight to its socket. An event is taken out of the stream's queue only when the socket takes
 * it, so what a slow reader waits for goes on merging and fills no memory.
 */
export class SocketStream {
  readonly #outgoing: ServerResponse
  readonly #stream: StartedStream
  #ended = false

  /** @param onGone is called once, when nothing more can be written. */
  constructor(outgoing: ServerResponse, stream: StartedStream, onGone: () => void) {
    this.#outgoing = outgoing
    this.#stream = stream
    const leave = () => {
      this.#ended = true
      onGone()
      void stream.close()
    }
    // The reader may have gone while it was looked at who it is.
    if (outgoing.destroyed) {
      process.nextTick(leave)
      return
    }
    outgoing.once('close', leave)
    outgoing.on('drain', () => this.#write())
    stream.queue.onTouch = () => this.#write()
    this.#write()
  }

  /** Shows a quiet connection to those on the way. One that waits for its reader shows enough. */
  comment(text: string): void {
    if (!this.#ended && !this.#outgoing.writableNeedDrain) this.#outgoing.write(text)
  }

  /** Says the last words. */
  end(text?: string): void {
    if (this.#ended) return
    this.#ended = true
    this.#outgoing.end(text)
  }

  #write(): void {
    while (!this.#ended && !this.#outgoing.writableNeedDrain) {
      const event = this.#stream.queue.take()
      if (event !== undefined) this.#outgoing.write(eventBytes(event))
      else if (this.#stream.queue.ended) this.end()
      else return
    }
  }
}
