import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { ListMeta } from '@catalyst/api'
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
  /**
   * Equal for equal items, whatever the position: that moves on with every change in the cluster, and is not worth sending
   * them again. Weak for this reason, and because it stands for the plain and the compressed bytes.
   */
  readonly etag: string
  readonly #compressed = new Map<ContentCoding, Promise<Uint8Array>>()

  constructor({ items, metadata }: { items: readonly unknown[]; metadata: ListMeta }) {
    const { resourceVersion: _, ...rest } = metadata
    const text = JSON.stringify(items)
    this.bytes = Buffer.from(`{"items":${text},"metadata":${JSON.stringify(metadata)}}`)
    const hash = createHash('sha256').update(text).update(JSON.stringify(rest))
    this.etag = `W/"${hash.digest('base64url').slice(0, 22)}"`
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
