import type { Writable } from 'node:stream'
import type { LineTarget } from './LineQueue.ts'

/** Writes to a stream, a piece at a time: the next one is given to it when it is through with the last. The stream stays its owner's. */
export class StreamTarget implements LineTarget {
  readonly #stream: Pick<Writable, 'write'>

  constructor(stream: Pick<Writable, 'write'>) {
    this.#stream = stream
  }

  write(bytes: Uint8Array): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#stream.write(bytes, (error) => {
        if (error) reject(error)
        else resolve(bytes.length)
      })
    })
  }

  reopen(): void {
    // There is no other stream to go to.
  }

  close(): void {
    // Others write to it too.
  }
}
