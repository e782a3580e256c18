const roundConstants = fractions(64, Math.cbrt)
const initialState = fractions(8, Math.sqrt)

/**
 * SHA-256 (FIPS 180-4) as lower-case hexadecimal. Here because names are made synchronously and in browsers, where
 * WebCrypto only answers asynchronously.
 */
export function sha256(text: string): string {
  const message = pad(new TextEncoder().encode(text))
  const state = Uint32Array.from(initialState)
  const schedule = new Uint32Array(64)
  for (let offset = 0; offset < message.byteLength; offset += 64)
    compress(state, schedule, new DataView(message.buffer, offset, 64))
  return Array.from(state, (word) => word.toString(16).padStart(8, '0')).join('')
}

function pad(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29))
  view.setUint32(padded.length - 4, (bytes.length << 3) >>> 0)
  return padded
}

function compress(state: Uint32Array, schedule: Uint32Array, block: DataView): void {
  const at = (words: Uint32Array, index: number) => words[index] ?? 0
  for (let i = 0; i < 16; i++) schedule[i] = block.getUint32(i * 4)
  for (let i = 16; i < 64; i++) {
    const a = at(schedule, i - 15)
    const b = at(schedule, i - 2)
    const sigma0 = rotate(a, 7) ^ rotate(a, 18) ^ (a >>> 3)
    const sigma1 = rotate(b, 17) ^ rotate(b, 19) ^ (b >>> 10)
    schedule[i] = at(schedule, i - 16) + sigma0 + at(schedule, i - 7) + sigma1
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let i = 0; i < 64; i++) {
    const sum1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    const choice = (e & f) ^ (~e & g)
    const first = (h + sum1 + choice + at(roundConstants, i) + at(schedule, i)) >>> 0
    const sum0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
    const majority = (a & b) ^ (a & c) ^ (b & c)
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + first) >>> 0, c, b, a, (first + sum0 + majority) >>> 0]
  }
  for (const [index, word] of [a, b, c, d, e, f, g, h].entries()) state[index] = at(state, index) + word
}

function rotate(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits))
}

/** First 32 bits of the fractional parts of a root of the first primes. */
function fractions(count: number, root: (value: number) => number): Uint32Array {
  const words: number[] = []
  for (let candidate = 2; words.length < count; candidate++) {
    if (isPrime(candidate)) words.push(Math.floor((root(candidate) % 1) * 2 ** 32))
  }
  return Uint32Array.from(words)
}

function isPrime(value: number): boolean {
  for (let divisor = 2; divisor * divisor <= value; divisor++) if (value % divisor === 0) return false
  return true
}
