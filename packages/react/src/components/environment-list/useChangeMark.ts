import type { Environment } from '@catalyst/api'
import { phaseOf } from '@catalyst/api/phases'
import { useContext, useEffect, useRef, useState } from 'react'
import { ClockContext } from '../../internals/clock.ts'

/** For how long a change is marked, in milliseconds. */
const markedMs = 2400

/**
 * What just happened to an environment that somebody watches: `changed` when what is said of it changed, `new` when it was only just
 * made. A row that merely scrolls into view has seen no change.
 */
export function useChangeMark(environment: Environment): 'new' | 'changed' | undefined {
  const clock = useContext(ClockContext)
  const [mark, setMark] = useState<'new' | 'changed' | undefined>(() =>
    isNew(environment, clock()) ? 'new' : undefined,
  )
  const said = sayingOf(environment)
  const before = useRef(said)
  // Counts, so that one change after another starts the time anew.
  const [changes, setChanges] = useState(0)

  useEffect(() => {
    if (before.current === said) return
    before.current = said
    setMark('changed')
    setChanges((count) => count + 1)
  }, [said])

  useEffect(() => {
    if (mark === undefined) return
    const timer = setTimeout(() => setMark(undefined), markedMs)
    return () => clearTimeout(timer)
  }, [mark, changes])

  return mark
}

function isNew({ metadata }: Environment, now: number): boolean {
  return now - Date.parse(metadata.creationTimestamp ?? '') < markedMs
}

function sayingOf(environment: Environment): string {
  const { url, message } = environment.status ?? {}
  return JSON.stringify([phaseOf(environment), url, message, environment.spec.pullRequest?.number])
}
