/** Bytes of one frame at most; a proxy's limit for messages is far above. */
const largestPiece = 16 * 1024
/** Bytes kept for a connection that is down; what a person types fits many times. */
const mostBytes = 1024 * 1024

/** Input that waits for a connection. */
export class InputQueue {
  #pieces: Uint8Array[] = []
  #bytes = 0
  #end: 'open' | 'ending' | 'ended' = 'open'

  /** Keeps the bytes. While the connection is down, what would exceed the limit is dropped as a whole: half a command may be another one. */
  add(bytes: Uint8Array, { whileDown }: { whileDown: boolean }): void {
    if (this.#end !== 'open' || (whileDown && this.#bytes + bytes.length > mostBytes)) return
    this.#bytes += bytes.length
    for (let at = 0; at < bytes.length; at += largestPiece) this.#pieces.push(bytes.slice(at, at + largestPiece))
  }

  end(): void {
    if (this.#end === 'open') this.#end = 'ending'
  }

  take(): Uint8Array[] {
    const pieces = this.#pieces
    this.#pieces = []
    this.#bytes = 0
    return pieces
  }

  /** Whether the end of input has to be told now; true once. */
  takeEnd(): boolean {
    if (this.#end !== 'ending') return false
    this.#end = 'ended'
    return true
  }
}
