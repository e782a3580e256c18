const newline = 0x0a

/** A longer line is cut. */
export const maxLineBytes = 262_144

/** A line without its newline, or a piece of one that is longer than the limit. */
export interface SplitLine {
  bytes: Uint8Array
  /** False for a piece that more of the same line follows. */
  complete: boolean
}

/**
 * Cuts a stream of bytes into lines, whatever the borders of its chunks. It works on bytes, so a UTF-8 sequence that is
 * split over chunks stays whole. A line longer than `maxBytes` (default 256 KiB) leaves in pieces of that size, cut
 * between characters and always at the same places, so memory stays bounded and a second reading gives the same pieces.
 */
export class LineSplitter {
  readonly #maxBytes: number
  #held: Uint8Array[] = []
  #heldBytes = 0

  constructor(maxBytes = maxLineBytes) {
    this.#maxBytes = maxBytes
  }

  /** Whether a part of a line waits for the rest of it. */
  get holds(): boolean {
    return this.#heldBytes > 0
  }

  /** Takes a chunk and gives the lines (and pieces) that it completes. They may share memory with the chunk. */
  push(chunk: Uint8Array): SplitLine[] {
    const lines: SplitLine[] = []
    let start = 0
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      const line = this.#joinHeld(chunk.subarray(start, end))
      lines.push({ bytes: this.#emitPieces(line, lines), complete: true })
      start = end + 1
    }
    if (start < chunk.length) {
      this.#hold(chunk.subarray(start))
      if (this.#heldBytes > this.#maxBytes) this.#hold(this.#emitPieces(this.#joinHeld(), lines))
    }
    return lines
  }

  /** Gives the part of a line that no newline has ended, and forgets it. */
  takeRest(): Uint8Array | undefined {
    return this.#heldBytes === 0 ? undefined : this.#joinHeld()
  }

  #hold(bytes: Uint8Array) {
    this.#held.push(bytes)
    this.#heldBytes += bytes.length
  }

  #joinHeld(tail?: Uint8Array): Uint8Array {
    if (tail !== undefined) {
      if (this.#heldBytes === 0) return tail
      this.#hold(tail)
    }
    const [first] = this.#held
    const line = this.#held.length === 1 && first ? first : Buffer.concat(this.#held)
    this.#held = []
    this.#heldBytes = 0
    return line
  }

  #emitPieces(line: Uint8Array, lines: SplitLine[]): Uint8Array {
    let rest = line
    while (rest.length > this.#maxBytes) {
      const cut = characterStart(rest, this.#maxBytes)
      lines.push({ bytes: rest.subarray(0, cut), complete: false })
      rest = rest.subarray(cut)
    }
    return rest
  }
}

/** The last index, not after `index`, at which a UTF-8 character begins (or `index`, where the bytes are no UTF-8). */
function characterStart(bytes: Uint8Array, index: number): number {
  for (let at = index; at > index - 4 && at > 0; at--) {
    if (((bytes[at] ?? 0) & 0xc0) !== 0x80) return at
  }
  return index
}
