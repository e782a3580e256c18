/** A wait that something else may cut short. */
export class Wakeable {
  #wake: (() => void) | undefined
  #woken = false

  /** Ends the present wait, or the next one before it begins. */
  wake(): void {
    this.#woken = true
    this.#wake?.()
  }

  /** Waits until it is woken, the time is over or the signal aborts. */
  async wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    if (!this.#woken && !signal.aborted) {
      const { promise, resolve } = Promise.withResolvers<void>()
      const wake = () => resolve()
      const timer = setTimeout(wake, milliseconds)
      signal.addEventListener('abort', wake)
      this.#wake = wake
      await promise
      clearTimeout(timer)
      signal.removeEventListener('abort', wake)
      this.#wake = undefined
    }
    this.#woken = false
  }
}
