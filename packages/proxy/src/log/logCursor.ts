import { logCursorSchema, type LogCursor } from '@catalyst/api'
import { packCursor, unpackCursor } from '../stream/cursorText.ts'

/** RFC 3339 in UTC with nine digits of a second, as `followLog` gives it. */
const timePattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$/

/** Writes the cursor of a log. */
export function encodeLogCursor(cursor: LogCursor): string {
  return packCursor(cursor)
}

/** Reads a cursor; `undefined` for a text that is none. */
export function decodeLogCursor(text: string | undefined): LogCursor | undefined {
  const cursor = logCursorSchema.safeParse(unpackCursor(text)).data
  // A client may send anything, and where to go on is reckoned from the time.
  return Object.values(cursor ?? {}).every(({ time }) => timePattern.test(time) && !Number.isNaN(Date.parse(time)))
    ? cursor
    : undefined
}
