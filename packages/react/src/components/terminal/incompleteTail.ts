/** The bytes at the end of a text in UTF-8 that begin a character without ending it; at most three. */
export function incompleteTail(bytes: Uint8Array): Uint8Array {
  for (let length = 1; length <= Math.min(3, bytes.length); length++) {
    const byte = bytes[bytes.length - length] ?? 0
    if (byte < 0x80) break
    // A byte of 0b10xxxxxx goes on with a character; another one says how many bytes it has.
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return needed > length ? bytes.slice(-length) : new Uint8Array()
    }
  }
  return new Uint8Array()
}
