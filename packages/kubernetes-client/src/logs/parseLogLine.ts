import { normalizeLogTime } from './logTime.ts'

/** A line as the kubelet gave it, or a message of its own in the midst of them, which carries no time. */
export type ParsedLogLine = { time: string; text: string } | { message: string }

const space = 0x20
const longestTime = '2006-01-02T15:04:05.999999999+07:00'.length

/** Reads a line of a log that was asked for with timestamps. */
export function parseLogLine(line: Uint8Array): ParsedLogLine {
  const bytes = Buffer.from(line.buffer, line.byteOffset, line.length)
  const end = bytes.subarray(0, longestTime + 1).indexOf(space)
  // A line without content may come without the space, too.
  const time = normalizeLogTime(bytes.toString('latin1', 0, end === -1 ? Math.min(bytes.length, longestTime) : end))
  if (time === undefined) return { message: bytes.toString() }
  return { time, text: end === -1 ? '' : bytes.toString('utf8', end + 1) }
}
