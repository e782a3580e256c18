const blockBytes = 64 * 1024
const newline = 0x0a
const noBlock = Buffer.alloc(0)

/** A file of log entries that only grows, in blocks, so that it takes little more memory than it has bytes. */
export class LogFile {
  readonly #blocks: Buffer[] = []
  #size = 0

  get size(): number {
    return this.#size
  }

  append(bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length;) {
      const at = this.#size % blockBytes
      const piece = bytes.subarray(done, done + blockBytes - at)
      this.#lastBlock().set(piece, at)
      this.#size += piece.length
      done += piece.length
    }
  }

  /** The entry that begins there, with its newline. */
  entryAt(offset: number): Uint8Array {
    const pieces: Uint8Array[] = []
    for (let at = offset; at < this.#size;) {
      const block = this.#block(at)
      const begin = at % blockBytes
      const end = block.indexOf(newline, begin)
      if (end >= 0) {
        pieces.push(block.subarray(begin, end + 1))
        break
      }
      pieces.push(block.subarray(begin))
      at += block.length - begin
    }
    const [first, second] = pieces
    return first !== undefined && second === undefined ? first : Buffer.concat(pieces)
  }

  /** Where the last `count` entries begin. */
  offsetOfLast(count: number): number {
    let left = count
    for (let index = this.#blocks.length - 1; index >= 0; index--) {
      const block = this.#block(index * blockBytes)
      for (let at = block.length - 1; at >= 0; at--) {
        at = block.lastIndexOf(newline, at)
        if (at < 0) break
        if (left-- === 0) return index * blockBytes + at + 1
      }
    }
    return 0
  }

  /** What has been written of the block at an offset. */
  #block(offset: number): Buffer {
    const index = Math.floor(offset / blockBytes)
    return (this.#blocks[index] ?? noBlock).subarray(0, this.#size - index * blockBytes)
  }

  /** One with room. */
  #lastBlock(): Buffer {
    const last = this.#blocks.at(-1)
    if (last !== undefined && this.#size % blockBytes > 0) return last
    const block = Buffer.allocUnsafeSlow(blockBytes)
    this.#blocks.push(block)
    return block
  }
}
