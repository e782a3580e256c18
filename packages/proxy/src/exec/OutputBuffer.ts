import type { execChannel } from '@catalyst/api'

export type OutputChannel = typeof execChannel.stdout | typeof execChannel.stderr

export interface OutputChunk {
  channel: OutputChannel
  bytes: Uint8Array
}

/**
 * The last output of a session, so that a client which comes back gets what it missed. Positions count the bytes of
 * channels 1 and 2 together since the session began.
 */
export class OutputBuffer {
  readonly #chunks: OutputChunk[] = []
  #start = 0
  #end = 0

  /** Position of the oldest byte that is kept. */
  get start(): number {
    return this.#start
  }

  /** Position after the newest byte. */
  get end(): number {
    return this.#end
  }

  /** Bytes that are kept. */
  get size(): number {
    return this.#end - this.#start
  }

  append(chunk: OutputChunk): void {
    if (chunk.bytes.length === 0) return
    this.#chunks.push(chunk)
    this.#end += chunk.bytes.length
  }

  /** Forgets what is before a position; whole chunks only, so that nothing is copied. */
  release(position: number): void {
    let first = this.#chunks[0]
    while (first && this.#start + first.bytes.length <= position) {
      this.#start += first.bytes.length
      this.#chunks.shift()
      first = this.#chunks[0]
    }
  }

  /** Everything from a position on; `undefined` where it is forgotten or was never given out. */
  since(position: number): OutputChunk[] | undefined {
    if (position < this.#start || position > this.#end) return undefined
    const missed: OutputChunk[] = []
    let at = this.#start
    for (const { channel, bytes } of this.#chunks) {
      const skip = Math.max(0, position - at)
      if (skip < bytes.length) missed.push({ channel, bytes: bytes.subarray(skip) })
      at += bytes.length
    }
    return missed
  }
}
