/** What a hook adds to a query's result: whether its data is what holds now. */
export interface Freshness {
  /** The data is what was true at `staleSince`: the event stream, its source in the cluster, or polling is lost. */
  stale: boolean
  staleSince?: Date | undefined
  /** Why, for people. */
  staleReason?: string | undefined
  /** When the event stream is tried again. */
  retryAt?: Date | undefined
}
