/** One thing that a release brings to others. */
export interface Artefact {
  readonly name: string
  readonly version: string
  /** In bytes. */
  readonly size: number
  /** What proves that it is this one: `sha256:…` or `sha512-…`. */
  readonly digest: string
  /** Why it can't be released, in words; none where all is well. */
  readonly faults: readonly string[]
}
