import type { LogLine } from '@catalyst/api'
import type { MockLogEntry } from './MockLog.ts'

interface BacklogQuery {
  url: URL
  isWanted: (line: LogLine) => boolean
  now: Date
}

/** Which lines a request for a log begins with: `tailLines` of each container, and none older than `sinceSeconds` or `sinceTime`. */
export function selectBacklog(
  entries: readonly MockLogEntry[],
  { url: { searchParams }, isWanted, now }: BacklogQuery,
): (line: LogLine, position: number) => boolean {
  const tail = Number(searchParams.get('tailLines') ?? Infinity)
  const seconds = searchParams.get('sinceSeconds')
  const sinceTime = searchParams.get('sinceTime')
  const since = Math.max(
    seconds === null ? -Infinity : now.getTime() - Number(seconds) * 1000,
    sinceTime === null ? -Infinity : Date.parse(sinceTime),
  )
  const selected = new Set<number>()
  const counts = new Map<string, number>()
  for (let position = entries.length - 1; position >= 0; position--) {
    const line = entries[position]?.line
    if (line === undefined || !isWanted(line) || Date.parse(line.time) < since) continue
    const source = `${line.pod}/${line.container}`
    const count = (counts.get(source) ?? 0) + 1
    counts.set(source, count)
    if (count <= tail) selected.add(position)
  }
  return (_line, position) => selected.has(position)
}
