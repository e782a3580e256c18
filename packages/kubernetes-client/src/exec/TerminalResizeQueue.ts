import type { TerminalSize } from '@catalyst/api/exec-frames'

/**
 * Passes the size of a terminal on, one at a time: while one is under way only the latest is kept, and one that says nothing
 * new is left out. However fast a window is dragged, the last size always arrives.
 */
export class TerminalResizeQueue {
  readonly #send: (size: TerminalSize) => void | Promise<void>
  #current: TerminalSize | undefined
  #next: TerminalSize | undefined
  #sending = false

  constructor(send: (size: TerminalSize) => void | Promise<void>) {
    this.#send = send
  }

  /** Takes a size in character cells; one that no terminal can have (a hidden element measures 0) is left out. */
  push({ columns, rows }: TerminalSize): void {
    if (!isCellCount(columns) || !isCellCount(rows)) return
    this.#next = { columns, rows }
    if (!this.#sending) void this.#drain()
  }

  async #drain() {
    this.#sending = true
    try {
      while (this.#next) {
        const size = this.#next
        this.#next = undefined
        if (size.columns === this.#current?.columns && size.rows === this.#current.rows) continue
        this.#current = size
        await this.#send(size)
      }
    } catch {
      // The terminal is gone; its owner learns that from the terminal itself.
      this.#current = undefined
    } finally {
      this.#sending = false
    }
  }
}

/** Kubernetes takes 16 bits. */
function isCellCount(count: number): boolean {
  return Number.isInteger(count) && count > 0 && count <= 65_535
}
