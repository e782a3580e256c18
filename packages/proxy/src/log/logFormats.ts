import type { LogEvent, LogLine } from '@catalyst/api'
import type { FollowedLog } from '@catalyst/kubernetes-client'
import { encodeLogCursor } from './logCursor.ts'

/** A log as events; `limitBytes` counts the text of its lines. */
export async function* logEvents(
  log: AsyncIterable<FollowedLog>,
  limitBytes = Infinity,
): AsyncGenerator<LogEvent, void, undefined> {
  let left = limitBytes
  for await (const item of log) {
    const id = encodeLogCursor(item.cursor)
    if ('state' in item) {
      yield { event: 'state', id, data: item.state }
      continue
    }
    yield { event: 'lines', id, data: { lines: item.lines } }
    left -= bytesOf(item.lines)
    if (left > 0) continue
    const reason = `LimitReached: the limit of ${limitBytes} bytes was reached.`
    return yield { event: 'state', id, data: { state: 'ended', reason } }
  }
}

export interface LogTextOptions {
  timestamps?: boolean | undefined
  limitBytes?: number | undefined
}

/** A log as text, each line with the container that it is from. */
export async function* logText(
  log: AsyncIterable<FollowedLog>,
  { timestamps = false, limitBytes = Infinity }: LogTextOptions = {},
): AsyncGenerator<Uint8Array, void, undefined> {
  let left = limitBytes
  for await (const item of log) {
    if ('state' in item) continue
    const text = item.lines.map(
      (line) => `[${line.pod}/${line.container}] ${timestamps ? `${line.time} ` : ''}${line.text}\n`,
    )
    const bytes = Buffer.from(text.join(''))
    yield bytes.subarray(0, left)
    left -= bytes.length
    if (left <= 0) return
  }
}

function bytesOf(lines: readonly LogLine[]): number {
  return lines.reduce((sum, { text }) => sum + Buffer.byteLength(text) + 1, 0)
}
