/** What the process of a contender is told to do. */
export type Order = { do: 'sync' } | { do: 'begin' } | { do: 'report'; expected: number }

/** Times in milliseconds, memory in MiB. */
export interface SyncReport {
  ms: number
  cpuMs: number
  /** Of the process since its start, its libraries included. */
  processCpuMs: number
  /** Largest resident size of the process so far, its libraries included. */
  peakMb: number
  /** By how much synchronising raised that. */
  grownMb: number
  /** What stays on the heap afterwards. */
  heldMb: number
  objects: number
}

export interface ChangesReport {
  changes: number
  /** Of names and revisions of everything that is held. */
  digest: string
  cpuMs: number
  peakMb: number
  heldMb: number
}
