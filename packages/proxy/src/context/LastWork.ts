/** What must not be left half done when the proxy is closed, such as the end of shells that would otherwise remain in their pods. */
export class LastWork {
  readonly #running = new Set<Promise<void>>()

  add(work: Promise<void>): void {
    const running = work
      .catch(() => undefined)
      .finally(() => {
        this.#running.delete(running)
      })
    this.#running.add(running)
  }

  /** Resolves when all of it is done, or after a while. */
  async done(withinMs: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, withinMs)))
    await Promise.race([Promise.all(this.#running), patience])
    clearTimeout(timer)
  }
}
