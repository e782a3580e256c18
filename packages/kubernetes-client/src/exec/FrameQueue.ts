export interface OutputFrame {
  channel: 'stdout' | 'stderr'
  bytes: Uint8Array
}

export interface FrameQueueOptions {
  /** Above this many bytes the source is asked to pause; below half of it, to go on. */
  limitBytes: number
  pause(): void
  resume(): void
}

/**
 * What a command has written, until somebody reads it: together, in the order of arrival, or each channel for itself. It
 * is bounded by asking the source to pause.
 */
export class FrameQueue {
  readonly #options: FrameQueueOptions
  readonly #frames: OutputFrame[] = []
  readonly #readers = new Set<() => void>()
  #bytes = 0
  #paused = false
  #end: { error?: Error | undefined } | undefined

  constructor(options: FrameQueueOptions) {
    this.#options = options
  }

  push(frame: OutputFrame): void {
    if (this.#end || frame.bytes.length === 0) return
    this.#frames.push(frame)
    this.#bytes += frame.bytes.length
    if (!this.#paused && this.#bytes >= this.#options.limitBytes) {
      this.#paused = true
      this.#options.pause()
    }
    this.#wake()
  }

  /** Nothing more will come; with an error, readers throw it after what is left. */
  end(error?: Error): void {
    this.#end ??= { error }
    this.#wake()
  }

  /** Forgets what nobody read, and ends. */
  discard(): void {
    this.#frames.length = 0
    this.#bytes = 0
    this.end()
  }

  async *read(channel?: OutputFrame['channel']): AsyncGenerator<OutputFrame, void, undefined> {
    for (;;) {
      const index = channel ? this.#frames.findIndex((frame) => frame.channel === channel) : 0
      const frame = index === -1 ? undefined : this.#frames[index]
      if (frame) {
        this.#frames.splice(index, 1)
        this.#release(frame.bytes.length)
        yield frame
      } else if (this.#end) {
        if (this.#end.error) throw this.#end.error
        return
      } else {
        await new Promise<void>((resolve) => this.#readers.add(resolve))
      }
    }
  }

  async *readBytes(channel: OutputFrame['channel']): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const { bytes } of this.read(channel)) yield bytes
  }

  #release(bytes: number) {
    this.#bytes -= bytes
    if (!this.#paused || this.#bytes > this.#options.limitBytes / 2) return
    this.#paused = false
    this.#options.resume()
  }

  #wake() {
    for (const resolve of this.#readers) resolve()
    this.#readers.clear()
  }
}
