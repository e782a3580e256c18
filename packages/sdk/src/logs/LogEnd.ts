import type { LogEvent } from '@catalyst/api'

/**
 * Tells the end of a log from the mere end of a connection: a log that is not followed is over with its answer, a followed one when
 * every container that spoke has ended.
 */
export class LogEnd {
  readonly #follow: boolean
  readonly #containers = new Map<string, { pod: string | undefined; over: boolean }>()
  #whole = false

  constructor(follow: boolean) {
    this.#follow = follow
  }

  get reached(): boolean {
    if (!this.#follow || this.#whole) return true
    const containers = [...this.#containers.values()]
    return containers.length > 0 && containers.every((container) => container.over)
  }

  take({ event, data }: LogEvent): void {
    if (event === 'lines') {
      for (const { pod, container } of data.lines) this.#containers.set(`${pod}/${container}`, { pod, over: false })
      if (data.lines.length > 0) this.#whole = false
      return
    }
    const { state, pod, container } = data
    const over = state === 'ended' || state === 'gone'
    if (pod === undefined) this.#whole = over
    else if (container !== undefined) this.#containers.set(`${pod}/${container}`, { pod, over })
    else for (const one of this.#containers.values()) if (one.pod === pod) one.over = over
  }
}
