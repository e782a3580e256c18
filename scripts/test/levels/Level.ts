import type { Counts } from '../report/LevelResult.ts'

export interface LevelOutcome extends Counts {
  readonly reason?: string | undefined
}

/** What a level must have. Gets it where it can; else says what is missing and what would help. */
export type Need = (signal: AbortSignal) => Promise<string | undefined>

export interface Level {
  readonly name: string
  readonly needs: readonly Need[]
  /** After so long the level is ended and has failed, because something hangs. */
  readonly minutes: number
  run(signal: AbortSignal): Promise<LevelOutcome>
}
