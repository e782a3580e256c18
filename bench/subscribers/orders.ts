/** What a server of streams is told to do. */
export type ServerOrder = { do: 'measure' } | { do: 'send'; text: string }

/** A server of streams, with what it takes. */
export interface ServerReport {
  /** Memory of the process that is in use after a collection, in bytes: its heap, and what lies beside it. */
  usedBytes: number
  /** Resident size of the process, in bytes. */
  residentBytes: number
  /** CPU of the process so far, in ms. */
  cpuMs: number
}

/** What the process of the subscribers is told to do. */
export type SubscriberOrder =
  | { do: 'connect'; url: string; count: number }
  /** Waits until everybody got the text, from now on. */
  | { do: 'await'; text: string }

export interface ArrivalReport {
  /** When each subscriber had it, in ms of `performance.timeOrigin` and `performance.now`. */
  arrivals: number[]
}
