/** Which requests a fault meets. What is absent matches everything. */
export interface FaultMatch {
  /** `get`, `list`, `watch`, `create`, `update`, `patch`, `delete`, `deletecollection`. */
  verb?: string | readonly string[] | undefined
  /** `pods`, `deployments.apps`. */
  resource?: string | undefined
  subresource?: string | undefined
  namespace?: string | undefined
  name?: string | undefined
  /** The request's User-Agent contains it. */
  userAgent?: string | undefined
}

/** What goes wrong with a request that matches. */
export type Fault =
  /** The connection is closed before any answer. */
  | { kind: 'refuse' }
  /** The connection stays open, and nothing (more) comes. */
  | { kind: 'stall'; afterBytes?: number | undefined }
  /** The connection is closed after some bytes of the answer's body, wherever that is. @default 0 */
  | { kind: 'cut'; afterBytes?: number | undefined }
  | { kind: 'delay'; ms: number }
  /** A Status is the answer: 410 Expired, 429 with Retry-After, 500 and so on. */
  | {
      kind: 'status'
      code: number
      reason?: string | undefined
      message?: string | undefined
      retryAfterSeconds?: number | undefined
    }
  /** A watch that is open, or opens, gets an ERROR event with a 410 Status, and ends. */
  | { kind: 'expire' }

export interface FaultOptions {
  /** For how many requests. @default all, until it is disposed of */
  times?: number | undefined
}

/** Puts faults into a cluster. What is open already is met too by `stall`, `cut` and `expire`, whose bytes count from now. */
export interface Faults {
  inject(fault: Fault, match?: FaultMatch, options?: FaultOptions): InjectedFault
  /** Takes all of them away. What was cut stays cut. */
  clear(): void
}

export interface InjectedFault extends Disposable {
  /** How many requests it has met. */
  readonly hits: number
}
