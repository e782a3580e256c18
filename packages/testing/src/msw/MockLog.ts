import type { LogLine, LogStateEvent } from '@catalyst/api'

export type MockLogEntry = { line: LogLine; state?: undefined } | { state: LogStateEvent; line?: undefined }

/** What the containers of a mock cluster write. Appending reaches every open follow. */
export class MockLog {
  readonly #entries: MockLogEntry[] = []
  readonly #listeners = new Set<(entries: readonly MockLogEntry[]) => void>()

  append(...lines: readonly LogLine[]): void {
    this.#add(lines.map((line) => ({ line })))
  }

  /** Tells followers what became of a container: it waits, was rotated, ended or is gone. */
  mark(state: LogStateEvent): void {
    this.#add([{ state }])
  }

  get entries(): readonly MockLogEntry[] {
    return this.#entries
  }

  subscribe(listener: (entries: readonly MockLogEntry[]) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #add(entries: readonly MockLogEntry[]): void {
    for (const entry of entries) this.#entries.push(entry)
    for (const listener of [...this.#listeners]) listener(entries)
  }
}
