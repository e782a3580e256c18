import type { Lease } from '@catalyst/kubernetes-client'

/** What a Lease says about its holder. */
export interface LeaseRecord {
  holder: string
  durationMs: number
  transitions: number
  /** Changes with each renewal; compared, never read as a time. */
  stamp: string
}

export function readLease({ spec }: Lease): LeaseRecord {
  return {
    holder: spec?.holderIdentity ?? '',
    durationMs: (spec?.leaseDurationSeconds ?? 0) * 1000,
    transitions: spec?.leaseTransitions ?? 0,
    stamp: JSON.stringify([spec?.holderIdentity, spec?.renewTime, spec?.leaseTransitions]),
  }
}

/** A time as Lease has it: with six digits of a second. */
export function microTime(date: Date): string {
  return date.toISOString().replace('Z', '000Z')
}
