import { createInflate, type Inflate } from 'node:zlib'
import { headerDictionary, headerDictionaryId } from './headerDictionary.ts'

/** By names in lower case. */
export type SpdyHeaders = Readonly<Record<string, string>>

/** The most that a block may grow to: what is longer is no header of anybody who means well. */
const longestBlock = 64 * 1024
/** The most that fits into a block of zlib that is not compressed. */
const longestStored = 0xffff
/** An empty block, without which Go's inflater keeps what came before for itself. */
const flush = Buffer.from([0, 0, 0, 0xff, 0xff])

/**
 * Writes header blocks. They are one zlib stream over the whole connection; ours has only blocks that are stored as they
 * are, which any inflater reads: the headers of a few streams are not worth a compressor.
 */
export function createHeaderEncoder(): (headers: SpdyHeaders) => Buffer {
  let prefix = zlibHeader()
  return (headers) => {
    const block = formatHeaders(headers)
    if (block.length > longestStored) throw new RangeError('The headers of a SPDY stream are longer than 64 KiB.')
    const stored = Buffer.alloc(5)
    stored.writeUInt16LE(block.length, 1)
    stored.writeUInt16LE(~block.length & 0xffff, 3)
    const encoded = Buffer.concat([prefix, stored, block, flush])
    prefix = Buffer.alloc(0)
    return encoded
  }
}

export interface HeaderDecoder {
  /** Blocks must be decoded one after the other, in the order in which they came. */
  decode(block: Uint8Array): Promise<SpdyHeaders>
  close(): void
}

export function createHeaderDecoder(): HeaderDecoder {
  const inflate = createInflate({ dictionary: headerDictionary })
  return {
    async decode(block) {
      const text = await pass(inflate, block)
      return parseHeaders(text)
    },
    close: () => inflate.destroy(),
  }
}

/** RFC 1950: deflate with a window of 32 KiB, and which dictionary. */
function zlibHeader(): Buffer {
  const header = Buffer.from([0x78, 0xbb, 0, 0, 0, 0])
  header.writeUInt32BE(headerDictionaryId, 2)
  return header
}

function pass(inflate: Inflate, block: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const take = (chunk: Buffer) => {
      chunks.push(chunk)
      size += chunk.length
      if (size > longestBlock) inflate.destroy(new RangeError('The headers of a SPDY stream are longer than 64 KiB.'))
    }
    inflate.on('data', take)
    inflate.once('error', reject)
    inflate.write(block, (error) => {
      inflate.off('data', take)
      inflate.off('error', reject)
      if (error) reject(error)
      else resolve(Buffer.concat(chunks))
    })
  })
}

function formatHeaders(headers: SpdyHeaders): Buffer {
  const entries = Object.entries(headers)
  return Buffer.concat([
    length(entries.length),
    ...entries.flat().flatMap((text) => [length(Buffer.byteLength(text)), Buffer.from(text)]),
  ])
}

function length(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

/** @throws RangeError when the block is cut short */
function parseHeaders(block: Buffer): SpdyHeaders {
  let at = 0
  const take = () => {
    const size = block.readUInt32BE(at)
    at += 4 + size
    if (at > block.length) throw new RangeError('The headers of a SPDY stream are cut short.')
    return block.toString('utf8', at - size, at)
  }
  const count = block.readUInt32BE(0)
  at = 4
  const headers: Record<string, string> = Object.create(null) as Record<string, string>
  for (let index = 0; index < count; index++) {
    const name = take()
    headers[name] = take()
  }
  return headers
}
