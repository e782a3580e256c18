import { normalizeLogTime } from './logTime.ts'

/** A line as the kubelet gave it, or a message of its own in the midst of them, which carries no time. */
export type ParsedLogLine = { time: string; text: string } | { message: string }

const space = 0x20
const usualTime = '2006-01-02T15:04:05.999999999Z'
const longestTime = '2006-01-02T15:04:05.999999999+07:00'.length

/** Reads a line, from `start` to before `end`, of a log that was asked for with timestamps. */
export function parseLogLine(bytes: Buffer, start = 0, end = bytes.length): ParsedLogLine {
  if (beginsWithUsualTime(bytes, start, end)) {
    const line = bytes.toString('utf8', start, end)
    return { time: line.slice(0, usualTime.length), text: line.slice(usualTime.length + 1) }
  }
  const found = bytes.subarray(start, Math.min(start + longestTime + 1, end)).indexOf(space)
  const timeEnd = found === -1 ? Math.min(end, start + longestTime) : start + found
  const time = normalizeLogTime(bytes.toString('latin1', start, timeEnd))
  if (time === undefined) return { message: bytes.toString('utf8', start, end) }
  // A line without content may come without the space, too.
  return { time, text: found === -1 ? '' : bytes.toString('utf8', timeEnd + 1, end) }
}

/** Whether a line begins as nearly all do, with UTC and nine digits; found out without a text for each of a million lines. */
function beginsWithUsualTime(bytes: Buffer, start: number, end: number): boolean {
  if (end - start <= usualTime.length || bytes[start + usualTime.length] !== space) return false
  for (let index = 0; index < usualTime.length; index++) {
    const byte = bytes[start + index] ?? 0
    const expected = usualTime.charCodeAt(index)
    const isDigit = byte >= 0x30 && byte <= 0x39
    if (expected >= 0x30 && expected <= 0x39 ? !isDigit : byte !== expected) return false
  }
  return true
}
