import type { Impersonation } from './Impersonation.ts'

/** A query parameter: arrays are repeated, `undefined` is left out. */
export type QueryValue = string | number | boolean | readonly string[] | undefined

export interface RequestOptions {
  /** @default 'GET' */
  method?: string | undefined
  query?: Readonly<Record<string, QueryValue>> | undefined
  /** Sent as JSON. */
  body?: unknown
  /** Of the body. @default 'application/json' */
  contentType?: string | undefined
  /** Further headers; those that authenticate or impersonate are ignored here. */
  headers?: Readonly<Record<string, string>> | undefined
  impersonate?: Impersonation | undefined
  /** Ends the request and closes its connection; the promise then rejects with `signal.reason`. */
  signal?: AbortSignal | undefined
  /** How long the whole answer may take; for streams and WebSockets, how long its begin may. In ms. @default 30_000 */
  timeoutMs?: number | undefined
  /** How long connecting may take, in ms. @default 10_000 */
  connectTimeoutMs?: number | undefined
  /** How often a request is sent again that the API server put off (429 with `Retry-After`), within `timeoutMs`. @default 10 */
  throttleRetries?: number | undefined
}
