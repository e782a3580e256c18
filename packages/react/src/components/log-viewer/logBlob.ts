import { entryText, type EntryTextOptions } from './entryText.ts'
import type { LogEntry } from './LogEntry.ts'
import type { LogSnapshot } from './LogSnapshot.ts'
import type { LogFiltered } from './useLogFilter.ts'

export interface LogTextOptions extends EntryTextOptions {
  snapshot: LogSnapshot
  /** What of it is shown; all when absent. */
  filtered?: Pick<LogFiltered, 'rows'> | undefined
  /** Index of the first entry, of those that are shown. @default 0 */
  from?: number | undefined
  /** Index after the last. @default all */
  to?: number | undefined
}

/** Lines that are written at a time, between which the page stays alive. */
const slice = 2_000

/** What is loaded, or what of it is shown, as a file: one line each. A large log is written in slices. */
export async function logBlob(options: LogTextOptions, signal?: AbortSignal): Promise<Blob> {
  const parts: string[] = []
  for (const part of textParts(options)) {
    parts.push(part)
    await new Promise((resolve) => setTimeout(resolve, 0))
    signal?.throwIfAborted()
  }
  return new Blob(parts, { type: 'text/plain;charset=utf-8' })
}

/** The same at once, for a log that is known to be short. */
export function logText(options: LogTextOptions): string {
  return [...textParts(options)].join('')
}

function* textParts(options: LogTextOptions): Generator<string> {
  let lines: string[] = []
  for (const entry of entriesOf(options)) {
    lines.push(entryText(entry, options))
    if (lines.length < slice) continue
    yield `${lines.join('\n')}\n`
    lines = []
  }
  if (lines.length > 0) yield `${lines.join('\n')}\n`
}

function* entriesOf({ snapshot, filtered, from = 0, to = Infinity }: LogTextOptions): Generator<LogEntry> {
  const rows = filtered?.rows
  if (rows === undefined) {
    yield* snapshot.entries(snapshot.first + from, snapshot.first + to)
    return
  }
  for (let index = from; index < Math.min(to, rows.length); index++) {
    const entry = snapshot.entryAt(rows.at(index) ?? -1)
    if (entry !== undefined) yield entry
  }
}
