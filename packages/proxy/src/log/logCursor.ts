import { logCursorSchema, type LogCursor } from '@catalyst/api'
import { packCursor, unpackCursor } from '../stream/cursorText.ts'

/** Writes the cursor of a log. */
export function encodeLogCursor(cursor: LogCursor): string {
  return packCursor(cursor)
}

/** Reads a cursor; `undefined` for a text that is none. */
export function decodeLogCursor(text: string | undefined): LogCursor | undefined {
  return logCursorSchema.safeParse(unpackCursor(text)).data
}
