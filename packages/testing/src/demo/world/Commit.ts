/** A commit in one of the demo's repositories, and what comes of it when it is built and run. */
export interface Commit {
  readonly sha: string
  readonly message: string
  readonly author: string
  /** Seconds that its build takes. */
  readonly buildSeconds: number
  /** It does not compile. */
  readonly breaksBuild?: boolean | undefined
  /** It ends soon after its start, unless this environment variable is set. */
  readonly needsVariable?: string | undefined
  /** Seconds that its migrations take before the application starts. */
  readonly migrationSeconds?: number | undefined
}
