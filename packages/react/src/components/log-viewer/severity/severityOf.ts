import { plainText } from '../ansi/escapes.ts'
import type { LogSnapshot } from '../LogSnapshot.ts'
import { detectSeverity, isContinuation } from './detectSeverity.ts'
import { logSeverities, type LogSeverity } from './LogSeverity.ts'

/** How many entries back the line is looked for that a stack trace belongs to. */
const lookBack = 200

/**
 * How bad a line is: what it says, and for the lines of a stack trace what the line before them from the same source says.
 * `undefined` for a marker.
 */
export function severityOf(snapshot: LogSnapshot, row: number): LogSeverity | undefined {
  const chunk = snapshot.chunkOf(row)
  const source = chunk?.sourceAt(row - chunk.first)
  if (chunk === undefined || source === undefined) return undefined
  const known = logSeverities[chunk.severityAt(row - chunk.first) - 1]
  if (known !== undefined) return known
  const severity = read(snapshot, row, source)
  chunk.noteSeverity(row - chunk.first, logSeverities.indexOf(severity) + 1)
  return severity
}

function read(snapshot: LogSnapshot, row: number, source: number): LogSeverity {
  for (let at = row; at >= Math.max(snapshot.first, row - lookBack); at--) {
    const chunk = snapshot.chunkOf(at)
    const index = at - (chunk?.first ?? 0)
    if (chunk?.sourceAt(index) !== source) continue
    const known = logSeverities[chunk.severityAt(index) - 1]
    if (known !== undefined) return known
    const text = plainText(chunk.textAt(index).slice(0, 1000))
    const own = detectSeverity(text)
    if (own !== undefined) return own
    if (!isContinuation(text)) return 'other'
  }
  return 'other'
}
