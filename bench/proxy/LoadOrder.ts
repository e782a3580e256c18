export interface LoadOrder {
  /** http, with a port. */
  url: string
  headers: Readonly<Record<string, string>>
  connections: number
  seconds: number
  /** What every answer has to be. */
  status: number
}

export interface LoadFigures {
  /** Answers. */
  perSecond: number
  /** Milliseconds. */
  p50: number
  p99: number
  /** Of an answer, its head included. */
  bytesEach: number
  /** Share of a core that the generator itself took: near 1 it measures itself. */
  ownCpu: number
}
