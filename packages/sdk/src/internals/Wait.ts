/** A wait that can be cut short; a call to wake that comes before the wait is not lost. */
export class Wait {
  #woken = false
  #wake: (() => void) | undefined

  /** Forgets a call that came before. */
  reset(): void {
    this.#woken = false
  }

  wake(): void {
    this.#woken = true
    this.#wake?.()
  }

  /** Waits for so many milliseconds, `Infinity` for until it is woken. */
  async for(milliseconds: number): Promise<void> {
    if (!this.#woken) {
      let timer: ReturnType<typeof setTimeout> | undefined
      await new Promise<void>((resolve) => {
        this.#wake = resolve
        if (Number.isFinite(milliseconds)) timer = setTimeout(resolve, milliseconds)
      })
      clearTimeout(timer)
      this.#wake = undefined
    }
    this.#woken = false
  }
}
