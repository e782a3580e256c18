import type { Socket } from 'node:net'

/** A place in what a server sends: so many bytes into a text. The first relay that comes there has it. */
export interface CutMark {
  bytes: Buffer
  keep: number
  reached: boolean
}

/** One connection through a gate. */
export class Relay {
  readonly #inner: Socket
  readonly #outer: Socket
  #mark: CutMark | undefined
  #onCut: (() => void) | undefined
  /** The end of what has passed, in which the beginning of the mark may be. */
  #tail: Buffer = Buffer.alloc(0)

  constructor(inner: Socket, outer: Socket, onClose: () => void) {
    this.#inner = inner
    this.#outer = outer
    inner.pipe(outer)
    outer.on('data', (chunk: Buffer) => this.#pass(chunk))
    outer.on('end', () => inner.end())
    inner.on('drain', () => outer.resume())
    for (const socket of [inner, outer]) {
      socket.on('error', () => this.cut())
      socket.on('close', () => {
        this.cut()
        onClose()
      })
    }
  }

  cut(): void {
    this.#inner.destroy()
    this.#outer.destroy()
  }

  cutAt(mark: CutMark, onCut: () => void): void {
    this.#mark = mark
    this.#onCut = onCut
  }

  stall(): void {
    this.#inner.unpipe(this.#outer)
    this.#inner.pause()
    this.#outer.removeAllListeners('data')
    this.#outer.pause()
  }

  #pass(chunk: Buffer) {
    const mark = this.#mark
    if (mark && !mark.reached) {
      const seen = Buffer.concat([this.#tail, chunk])
      const at = seen.indexOf(mark.bytes)
      if (at !== -1) {
        mark.reached = true
        const end = at + mark.keep - this.#tail.length
        this.#inner.end(chunk.subarray(0, Math.max(end, 0)), () => this.cut())
        this.#outer.removeAllListeners('data')
        this.#onCut?.()
        return
      }
      this.#tail = seen.subarray(Math.max(seen.length - mark.bytes.length + 1, 0))
    }
    if (!this.#inner.write(chunk)) this.#outer.pause()
  }
}
