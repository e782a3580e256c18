const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const encoder = new TextEncoder()

/**
 * Bytes as text. Bytes that are no UTF-8 become lone surrogates U+DC80 to U+DCFF and `toBytes` makes them bytes again
 * (Python's PEP 383), so that text tools do not damage what they pass on.
 */
export function toText(bytes: Uint8Array): string {
  try {
    return strictDecoder.decode(bytes)
  } catch {
    return decodeLoosely(bytes)
  }
}

export function toBytes(text: string): Uint8Array {
  return text.isWellFormed() ? encoder.encode(text) : encodeLoosely(text)
}

/** A byte as `toText` writes it when it stands alone. */
export function byteToText(byte: number): string {
  return String.fromCharCode(byte < 0x80 ? byte : 0xdc00 + byte)
}

function decodeLoosely(bytes: Uint8Array): string {
  let text = ''
  for (let index = 0; index < bytes.length;) {
    const length = sequenceLength(bytes, index)
    text += length === 0 ? byteToText(bytes[index] ?? 0) : strictDecoder.decode(bytes.subarray(index, index + length))
    index += Math.max(length, 1)
  }
  return text
}

/** How many bytes the UTF-8 character at this place has; 0 when there is none. */
function sequenceLength(bytes: Uint8Array, index: number): number {
  const first = bytes[index] ?? 0
  const length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0
  if (length < 2) return length
  try {
    strictDecoder.decode(bytes.subarray(index, index + length))
    return index + length <= bytes.length ? length : 0
  } catch {
    return 0
  }
}

function encodeLoosely(text: string): Uint8Array {
  const parts: Uint8Array[] = []
  let start = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    const next = text.charCodeAt(index + 1)
    if (code >= 0xd800 && code < 0xdc00 && next >= 0xdc00 && next < 0xe000) {
      index += 1
    } else if (code >= 0xdc80 && code <= 0xdcff) {
      parts.push(encoder.encode(text.slice(start, index)), Uint8Array.of(code - 0xdc00))
      start = index + 1
    }
  }
  parts.push(encoder.encode(text.slice(start)))
  return concatBytes(parts)
}

export function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts
  if (parts.length === 1 && only !== undefined) return only
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}
