/** An object by its place. */
export interface ResourceRef {
  /** A registered cluster. Default: `-`, the default one. */
  cluster?: string | undefined
  namespace: string
  name: string
}

/** A pod by its place. */
export interface PodRef {
  /** A registered cluster. Default: `-`, the default one. */
  cluster?: string | undefined
  namespace: string
  pod: string
}

export interface CallOptions {
  /** Gives the request up. */
  signal?: AbortSignal | undefined
}
