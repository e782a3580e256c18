import { useMemo } from 'react'
import { LineFinder } from './lineLink.ts'
import type { LogSnapshot } from './LogSnapshot.ts'

/** Number of the line that a link of `lineLink` names; `undefined` while it is not there. */
export function useLinkedRow(snapshot: LogSnapshot, link: string | undefined): number | undefined {
  const { log } = snapshot
  const finder = useMemo(() => (link === undefined ? undefined : { log, lines: new LineFinder(link) }), [link, log])
  return finder?.lines.read(snapshot)
}
