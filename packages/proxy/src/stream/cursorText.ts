import { deflateRawSync, inflateRawSync } from 'node:zlib'

/** Above that a cursor is compressed: all of it has to fit into one request header, of which servers take 8 or 16 KiB. */
const plainBytes = 1024
/** What a cursor may unpack to. */
const maxBytes = 1024 * 1024
const brace = '{'.charCodeAt(0)

/** Writes a cursor's value as text for an event's id. */
export function packCursor(value: object): string {
  const json = Buffer.from(JSON.stringify(value))
  return (json.length > plainBytes ? deflateRawSync(json) : json).toString('base64url')
}

/** Reads what `packCursor` wrote; `undefined` for any other text. */
export function unpackCursor(text: string | undefined): unknown {
  if (!text) return undefined
  try {
    const bytes = Buffer.from(text, 'base64url')
    const json = bytes[0] === brace ? bytes : inflateRawSync(bytes, { maxOutputLength: maxBytes })
    return JSON.parse(json.toString('utf8'))
  } catch {
    return undefined
  }
}
