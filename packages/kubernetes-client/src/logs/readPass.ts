import type { IdleLimit } from './IdleLimit.ts'
import type { TimedLine } from './LogLineReader.ts'
import type { LogPosition } from './LogPosition.ts'
import type { OpenLog } from './openLog.ts'
import { ResumeFilter } from './ResumeFilter.ts'

export interface PassOptions {
  /** Skip everything up to this line. */
  from?: LogPosition | undefined
  /** Believe at once that this is the right log. Else `stillTrue` is asked after a while, unless the line at `from` proves it. */
  trusted: boolean
  stillTrue: () => boolean
  /** How long a silence may last. */
  idle: IdleLimit
  /** Whether the pod is gone, so that a silent log is hardly worth waiting for. */
  gone: () => boolean
}

export interface PassLines {
  lines: readonly TimedLine[]
  /** The line to resume after is no longer in the log: something may be missing before these lines. */
  rotated: boolean
}

/**
 * How a pass over a log ended: at its end, in a silence, or because it turned out to be the log of another run. The kubelet
 * doesn't say whose log it gives, and knows of a restart before the API server does.
 */
export type PassEnd = 'end' | 'silent' | 'mistaken'

/** How long to look out for news of the pod before what was known of it is believed. */
const settleMs = 500
/** How long newer lines wait for the one to resume after. */
const holdMs = 250
const sliceMs = 2000
const maxHeldCharacters = 1024 * 1024

/** Reads an open log once and gives what is new in it. */
export async function* readPass(log: OpenLog, options: PassOptions): AsyncGenerator<PassLines, PassEnd, undefined> {
  const { from, idle, stillTrue, gone } = options
  const filter = from && new ResumeFilter<TimedLine>(from)
  const settledAt = Date.now() + settleMs
  let { trusted } = options
  let rotated: 'no' | 'untold' | 'told' = 'no'
  let held: TimedLine[] = []
  let heldCharacters = 0
  let silentSince = Date.now()
  for (;;) {
    const settlingMs = Math.max(settledAt - Date.now(), 1)
    const waitMs = filter?.holds ? holdMs : trusted ? Math.min(idle.ms, sliceMs) : settlingMs
    // Enough is held for now: the kubelet may wait, too.
    const read = heldCharacters >= maxHeldCharacters ? await pause(settlingMs) : await log.read(waitMs)
    let lines: readonly TimedLine[] = []
    if (Array.isArray(read)) {
      idle.mark()
      silentSince = Date.now()
      lines = filter ? filter.push(read) : read
    } else if (filter?.holds) {
      lines = filter.giveUp()
    }
    if (filter?.outcome === 'found') {
      trusted = true
    } else if (filter?.outcome === 'lost' && rotated === 'no') {
      // The log of another run has no such line either.
      rotated = 'untold'
      trusted = false
    }
    held.push(...lines)
    if (!trusted) {
      for (const { text } of lines) heldCharacters += 100 + text.length
      if (read === 'end') await pause(settledAt - Date.now())
      if (read === 'end' || Date.now() >= settledAt) {
        if (!stillTrue()) return 'mistaken'
        trusted = true
      }
    }
    if (trusted && held.length > 0) {
      const fresh = held
      held = []
      heldCharacters = 0
      yield { lines: fresh, rotated: rotated === 'untold' }
      silentSince = Date.now()
      if (rotated === 'untold') rotated = 'told'
    }
    if (read === 'end') return 'end'
    if (read === undefined && trusted && !filter?.holds && Date.now() - silentSince >= (gone() ? sliceMs : idle.ms)) {
      idle.mark()
      return 'silent'
    }
  }
}

function pause(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, undefined))
}
