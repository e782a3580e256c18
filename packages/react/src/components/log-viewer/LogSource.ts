/** A container that wrote into a log. */
export interface LogSource {
  /** `pod/container`, as filters name it. */
  key: string
  pod: string
  container: string
  /** One of the colours by which sources are told apart, from 0. */
  hue: number
}

/** How many colours tell sources apart; after them they begin anew. */
const hues = 8

function sourceKey({ pod, container }: Pick<LogSource, 'pod' | 'container'>): string {
  return `${pod}/${container}`
}

/** Everybody who wrote, in the order of their first lines. */
export class LogSources {
  readonly #numbers = new Map<string, Map<string, number>>()
  /** Another array when somebody new writes. */
  list: readonly LogSource[] = []

  numberOf(pod: string, container: string): number {
    let containers = this.#numbers.get(pod)
    if (containers === undefined) this.#numbers.set(pod, (containers = new Map<string, number>()))
    let number = containers.get(container)
    if (number === undefined) {
      number = this.list.length
      containers.set(container, number)
      this.list = [...this.list, { key: sourceKey({ pod, container }), pod, container, hue: number % hues }]
    }
    return number
  }
}
