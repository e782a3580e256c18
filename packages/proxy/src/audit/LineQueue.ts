import { setImmediate as turnEnds, setTimeout as sleep } from 'node:timers/promises'

/** What takes bytes, in its own time. */
export interface LineTarget {
  /** @returns how many of the bytes it took, at least one. Rejects when it takes none now. */
  write(bytes: Uint8Array): Promise<number>
  /** Begins anew, e.g. with the file that is at its path now. */
  reopen(): void
  close(): void
}

export interface LineQueueOptions {
  /** How many lines may wait. @default 10_000 */
  maxLines?: number | undefined
  /** How many characters may wait. @default 16 MiB */
  maxLength?: number | undefined
  /** The line that tells how many were dropped, and since when. */
  lostLine: (lost: number, since: Date) => string
}

export interface LineQueueHealth {
  state: 'ok' | 'failing'
  queued: number
  written: number
  dropped: number
}

/** What is written at once. */
const chunkLength = 64 * 1024
/** A write that takes longer is told as failing: nobody reads at the other end. */
const slowMs = 2000
const firstRetryMs = 50
const maxRetryMs = 2000
const newline = 10

/**
 * Hands lines on to a target that may be slow, full or gone, without ever making who writes them wait. What doesn't fit
 * in is dropped, counted, and told by a line of its own where it is missing, as soon as lines are taken again.
 */
export class LineQueue {
  readonly #target: LineTarget
  readonly #options
  readonly #end = new AbortController()
  #lines: string[] = []
  #length = 0
  /** Lines of which some bytes may be with the target already. */
  #chunk: Uint8Array = new Uint8Array()
  #chunkLines = 0
  #offset = 0
  #written = 0
  #dropped = 0
  #lost = 0
  #lostSince = new Date()
  #failing = false
  #reopening = false
  #writingSince: number | undefined
  #running: Promise<void> | undefined
  #retry = new AbortController()

  constructor(target: LineTarget, { maxLines = 10_000, maxLength = 16 * 1024 * 1024, lostLine }: LineQueueOptions) {
    this.#target = target
    this.#options = { maxLines, maxLength, lostLine }
  }

  /** Takes a line, which ends in a newline. @returns whether there was room for it. */
  push(line: string): boolean {
    if (this.#end.signal.aborted || !this.#hasRoom(line)) {
      this.#lose(1)
      return false
    }
    this.#tellLost()
    this.#append(line)
    this.#running ??= this.#run()
    return true
  }

  health(): LineQueueHealth {
    const slow = this.#writingSince !== undefined && performance.now() - this.#writingSince > slowMs
    return {
      state: this.#failing || slow || this.#lost > 0 ? 'failing' : 'ok',
      queued: this.#queued,
      written: this.#written,
      dropped: this.#dropped,
    }
  }

  /** Begins with a new file, say after a log rotation. A line that was cut off by a full disk is written whole. */
  reopen(): void {
    this.#reopening = true
    this.#retry.abort()
    if (this.#running === undefined) this.#reopen()
  }

  /** Writes what waits, for as long as given; the rest is dropped. Safe to call twice. @returns how many were dropped in the end. */
  async close({ timeoutMs }: { timeoutMs: number }): Promise<number> {
    this.#retry.abort()
    const waited = new AbortController()
    await Promise.race([this.#running, sleep(timeoutMs, undefined, { signal: waited.signal }).catch(() => undefined)])
    waited.abort()
    this.#end.abort()
    this.#retry.abort()
    const left = this.#queued
    this.#lose(left)
    this.#lines = []
    this.#chunk = new Uint8Array()
    this.#chunkLines = 0
    this.#target.close()
    return left
  }

  get #queued(): number {
    return this.#lines.length + this.#chunkLines
  }

  #hasRoom(line: string): boolean {
    const { maxLines, maxLength } = this.#options
    // One more than it seems, for the line that tells what is missing.
    return this.#queued + 2 <= maxLines && this.#length + line.length <= maxLength
  }

  #append(line: string): void {
    this.#lines.push(line)
    this.#length += line.length
  }

  #lose(count: number): void {
    if (count === 0) return
    if (this.#lost === 0) this.#lostSince = new Date()
    this.#lost += count
    this.#dropped += count
  }

  /** At the place where they are missing: after everything that was taken before them. */
  #tellLost(): void {
    if (this.#lost === 0) return
    this.#append(this.#options.lostLine(this.#lost, this.#lostSince))
    this.#lost = 0
  }

  async #run(): Promise<void> {
    let retryMs = firstRetryMs
    // Lines of one turn go together: a write for each would cost more than the line.
    await turnEnds()
    while (this.#fill()) {
      try {
        this.#writingSince = performance.now()
        this.#offset += await this.#target.write(this.#chunk.subarray(this.#offset))
        this.#failing = false
        retryMs = firstRetryMs
      } catch {
        this.#failing = true
        this.#writingSince = undefined
        await this.#pause(retryMs)
        retryMs = Math.min(2 * retryMs, maxRetryMs)
      }
      this.#writingSince = undefined
      if (this.#reopening) this.#reopen()
      if (this.#end.signal.aborted) break
    }
    this.#running = undefined
  }

  #reopen(): void {
    this.#reopening = false
    this.#target.reopen()
    // From the start of the line that was cut off, if one was.
    if (this.#offset > 0 && this.#offset < this.#chunk.length)
      this.#offset = this.#chunk.lastIndexOf(newline, this.#offset - 1) + 1
  }

  /** Makes the next chunk where the last one is through. @returns whether there is one. */
  #fill(): boolean {
    if (this.#offset < this.#chunk.length) return true
    this.#written += this.#chunkLines
    if (this.#lines.length === 0) this.#tellLost()
    let length = 0
    let count = 0
    while (count < this.#lines.length && length < chunkLength) length += this.#lines[count++]?.length ?? 0
    const lines = this.#lines.splice(0, count)
    this.#length -= length
    this.#chunk = Buffer.from(lines.join(''))
    this.#chunkLines = count
    this.#offset = 0
    return count > 0
  }

  async #pause(ms: number): Promise<void> {
    this.#retry = new AbortController()
    // Not a reason for the process to live on: whoever ends it closes the queue first.
    await sleep(ms, undefined, { signal: this.#retry.signal, ref: false }).catch(() => undefined)
  }
}
