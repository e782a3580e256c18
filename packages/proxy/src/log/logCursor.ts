import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { logCursorSchema, type LogCursor } from '@catalyst/api'

/** What a cursor may hold once it is unpacked; no pod has so many containers. */
const maxBytes = 1024 * 1024

/** Writes the cursor of a log: packed, since the positions of all containers have to fit into one request header. */
export function encodeLogCursor(cursor: LogCursor): string {
  return deflateRawSync(JSON.stringify(cursor)).toString('base64url')
}

/** Reads a cursor; `undefined` for a text that is none. */
export function decodeLogCursor(text: string | undefined): LogCursor | undefined {
  if (!text) return undefined
  try {
    const json = inflateRawSync(Buffer.from(text, 'base64url'), { maxOutputLength: maxBytes }).toString('utf8')
    return logCursorSchema.safeParse(JSON.parse(json)).data
  } catch {
    return undefined
  }
}
