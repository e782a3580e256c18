import { isKubernetesError } from '../errors/guards.ts'
import type { SyncState } from './watchTypes.ts'

/** Answers that trying again soon will hardly change: rights, a type that isn't installed, a bad selector. */
const definitive: ReadonlySet<number> = new Set([400, 401, 403, 404, 405, 406, 415, 422])

export interface WatchFailure {
  state: Exclude<SyncState, 'live'>
  reason: string
  error: Error
  /** How long the API server asks to be left alone; a minute at most. */
  retryAfterMs: number
}

/** An API server says one second. What is far beyond comes from elsewhere, and must neither blind a watch nor overflow its timer. */
const longestAskedMs = 60_000

/** Tells a lost connection from an answer that won't change by itself. */
export function describeFailure(thrown: unknown): WatchFailure {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown))
  const failed = isKubernetesError(error) && definitive.has(error.status)
  const askedMs = isKubernetesError(error) ? (error.details?.retryAfterSeconds ?? 0) * 1000 : 0
  const retryAfterMs = Math.min(askedMs, longestAskedMs)
  return { state: failed ? 'failed' : 'stale', reason: error.message, error, retryAfterMs }
}
