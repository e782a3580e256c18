import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { ContentCoding } from './preferredCoding.ts'

const compressors: Record<ContentCoding, (bytes: Uint8Array) => Promise<Uint8Array>> = {
  // At these levels both take about as long as serialising the list; the highest ones take fifty times that.
  br: (bytes) => brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  gzip: (bytes) => zip(bytes, { level: 4 }),
}
const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

/** A serialised list, with what it was compressed to. */
export class ListBody {
  readonly bytes: Uint8Array
  /** Equal for equal lists. Weak, because it stands for the plain and the compressed bytes. */
  readonly etag: string
  readonly #compressed = new Map<ContentCoding, Promise<Uint8Array>>()

  constructor(list: object) {
    this.bytes = Buffer.from(JSON.stringify(list))
    this.etag = `W/"${createHash('sha256').update(this.bytes).digest('base64url').slice(0, 22)}"`
  }

  /** Compressed by the first who takes it so, for all. */
  compressed(coding: ContentCoding): Promise<Uint8Array> {
    const known = this.#compressed.get(coding)
    if (known !== undefined) return known
    const made = compressors[coding](this.bytes)
    this.#compressed.set(coding, made)
    return made
  }
}
