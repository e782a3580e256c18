export interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** What came of one level of the tests. */
export interface LevelResult extends Counts {
  readonly level: string
  readonly seconds: number
  /** Why something was skipped or failed beyond what single tests say. */
  readonly reason?: string | undefined
}
