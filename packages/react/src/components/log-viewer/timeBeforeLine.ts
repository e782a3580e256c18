/** Milliseconds of the log before a linked line that are loaded with it. */
const before = 60_000

/** From when a log has to be loaded to hold a line and what led to it; `undefined` for a text that names no line. */
export function timeBeforeLine(line: string | undefined): string | undefined {
  const at = Date.parse(/^([^@]+)@/.exec(line ?? '')?.[1] ?? '')
  return Number.isNaN(at) ? undefined : new Date(at - before).toISOString()
}
