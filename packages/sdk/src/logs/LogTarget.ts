import type { LogEvent } from '@catalyst/api'

/** Whose log: a pod's, or that of all pods of an environment, builds included. */
export type LogTarget =
  | { cluster?: string | undefined; namespace: string; pod: string }
  | { cluster?: string | undefined; namespace: string; environment: string }

export interface LogOptions {
  /** Only these containers. Default: all. */
  container?: string | readonly string[] | undefined
  /** Lines of backlog per container. Default: all that the node still has. */
  tailLines?: number | undefined
  /** Goes on with new lines. @default true */
  follow?: boolean | undefined
  /** The run of the container before this one. */
  previous?: boolean | undefined
  /** Only lines not older than this. */
  sinceSeconds?: number | undefined
  /** Only lines since this time, RFC 3339. */
  sinceTime?: string | undefined
}

/** How the stream of a log is doing; told when it changes. */
export interface LogConnectionEvent {
  event: 'connection'
  data: {
    /** `stale`: lost or paused; retried at `retryAt`. */
    state: 'live' | 'stale'
    /** Since when the state holds. */
    since: Date
    retryAt?: Date | undefined
    reason?: string | undefined
  }
}

export type LogStreamEvent = LogEvent | LogConnectionEvent
