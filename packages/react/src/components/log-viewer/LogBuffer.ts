import type { LogLine, LogStateEvent } from '@catalyst/api'

/** What stands between two lines: a gap, a restart, an end. */
export interface LogMarker extends Pick<LogStateEvent, 'pod' | 'container' | 'reason' | 'gap'> {
  marker: 'rotated' | 'container-restarted' | 'ended' | 'gone'
}

export type LogEntry = LogLine | LogMarker

export interface LogSnapshot {
  /** The entries that are kept, oldest first. Only those below `count` belong to the snapshot. */
  readonly entries: readonly LogEntry[]
  readonly count: number
  /** Number of the first entry that is kept, counted from the first that ever arrived. */
  readonly first: number
  /** How many of them are lines, not markers. */
  readonly lines: number
}

export interface LogBufferOptions {
  /** Entries above which the oldest tenth is dropped. @default 200_000 */
  maxEntries?: number | undefined
}

export function isMarker(entry: LogEntry): entry is LogMarker {
  return 'marker' in entry
}

/** Keeps the entries of a log, in order, and tells when some were added. Adding costs what is added, not what is there. */
export class LogBuffer {
  readonly #maxEntries: number
  readonly #listeners = new Set<() => void>()
  #entries: LogEntry[] = []
  #snapshot: LogSnapshot = { entries: this.#entries, count: 0, first: 0, lines: 0 }

  constructor({ maxEntries = 200_000 }: LogBufferOptions = {}) {
    this.#maxEntries = maxEntries
  }

  append(entries: readonly LogEntry[]): void {
    if (entries.length === 0) return
    // Not push(...entries): a spread of a large batch overflows the stack.
    for (const entry of entries) this.#entries.push(entry)
    let { first, lines } = this.#snapshot
    lines += countLines(entries)
    if (this.#entries.length > this.#maxEntries) {
      const kept = this.#entries.slice(this.#entries.length - Math.floor(this.#maxEntries * 0.9))
      first += this.#entries.length - kept.length
      this.#entries = kept
      lines = countLines(kept)
    }
    this.#publish({ first, lines })
  }

  /** Forgets every entry. */
  clear(): void {
    const { first, count } = this.#snapshot
    this.#entries = []
    this.#publish({ first: first + count, lines: 0 })
  }

  /** Stable until the next change. */
  readonly getSnapshot = (): LogSnapshot => this.#snapshot

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #publish(counts: Pick<LogSnapshot, 'first' | 'lines'>): void {
    this.#snapshot = { entries: this.#entries, count: this.#entries.length, ...counts }
    for (const listener of [...this.#listeners]) listener()
  }
}

function countLines(entries: readonly LogEntry[]): number {
  let lines = 0
  for (const entry of entries) if (!isMarker(entry)) lines++
  return lines
}
