/** A frame of SPDY/3.1, as far as Kubernetes uses it. Header blocks are compressed. */
export type SpdyFrame =
  | { type: 'data'; streamId: number; isLast: boolean; data: Uint8Array }
  | { type: 'synStream'; streamId: number; isLast: boolean; headers: Uint8Array }
  | { type: 'synReply'; streamId: number; isLast: boolean; headers: Uint8Array }
  | { type: 'headers'; streamId: number; isLast: boolean; headers: Uint8Array }
  | { type: 'reset'; streamId: number; status: number }
  | { type: 'ping'; id: number }
  | { type: 'goAway'; lastStreamId: number; status: number }

const version = 3
const types = { synStream: 1, synReply: 2, reset: 3, ping: 6, goAway: 7, headers: 8 } as const
const lastFlag = 0x01
const frameHeaderBytes = 8
const idMask = 0x7fff_ffff

/** @see https://www.chromium.org/spdy/spdy-protocol/spdy-protocol-draft3-1/ 2.2 */
export function encodeFrame(frame: SpdyFrame): Buffer {
  if (frame.type === 'data') {
    const head = Buffer.alloc(frameHeaderBytes)
    head.writeUInt32BE(frame.streamId, 0)
    writeFlagsAndLength(head, frame.isLast, frame.data.length)
    return Buffer.concat([head, frame.data])
  }
  const isLast = 'isLast' in frame && frame.isLast
  const body = encodeBody(frame)
  const head = Buffer.alloc(frameHeaderBytes)
  head.writeUInt16BE(0x8000 | version, 0)
  head.writeUInt16BE(types[frame.type], 2)
  writeFlagsAndLength(head, isLast, body.length)
  return Buffer.concat([head, body])
}

function writeFlagsAndLength(head: Buffer, isLast: boolean, length: number): void {
  head.writeUInt8(isLast ? lastFlag : 0, 4)
  head.writeUIntBE(length, 5, 3)
}

function encodeBody(frame: Exclude<SpdyFrame, { type: 'data' }>): Uint8Array {
  switch (frame.type) {
    case 'synStream':
      // Behind the id: no associated stream, highest priority, no slot.
      return Buffer.concat([words(frame.streamId, 0), Buffer.alloc(2), frame.headers])
    case 'synReply':
    case 'headers':
      return Buffer.concat([words(frame.streamId), frame.headers])
    case 'reset':
      return words(frame.streamId, frame.status)
    case 'ping':
      return words(frame.id)
    case 'goAway':
      return words(frame.lastStreamId, frame.status)
  }
}

function words(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4)
  values.forEach((value, index) => bytes.writeUInt32BE(value, index * 4))
  return bytes
}

/** Cuts what comes into frames; those that Kubernetes has no use for (settings, window updates) are left out. */
export class FrameReader {
  #chunks: Uint8Array[] = []
  #size = 0
  /** Bytes that are needed before there can be another frame. */
  #needed = frameHeaderBytes

  /** @throws RangeError when this is not SPDY/3 */
  push(chunk: Uint8Array): SpdyFrame[] {
    this.#chunks.push(chunk)
    this.#size += chunk.length
    const frames: SpdyFrame[] = []
    if (this.#size < this.#needed) return frames

    let bytes = this.#chunks.length === 1 ? toBuffer(chunk) : Buffer.concat(this.#chunks)
    this.#needed = frameHeaderBytes
    while (bytes.length >= frameHeaderBytes) {
      const length = frameHeaderBytes + bytes.readUIntBE(5, 3)
      if (bytes.length < length) {
        this.#needed = length
        break
      }
      const frame = decodeFrame(bytes.subarray(0, length))
      if (frame !== undefined) frames.push(frame)
      bytes = bytes.subarray(length)
    }
    this.#chunks = bytes.length === 0 ? [] : [bytes]
    this.#size = bytes.length
    return frames
  }
}

function toBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
}

function decodeFrame(bytes: Buffer): SpdyFrame | undefined {
  const isLast = (bytes.readUInt8(4) & lastFlag) !== 0
  const body = bytes.subarray(frameHeaderBytes)
  if ((bytes.readUInt8(0) & 0x80) === 0) {
    return { type: 'data', streamId: bytes.readUInt32BE(0), isLast, data: body }
  }
  if (bytes.readUInt16BE(0) !== (0x8000 | version)) throw new RangeError('The other side does not speak SPDY/3.')
  const first = body.length >= 4 ? body.readUInt32BE(0) & idMask : 0
  switch (bytes.readUInt16BE(2)) {
    case types.synStream:
      return { type: 'synStream', streamId: first, isLast, headers: body.subarray(10) }
    case types.synReply:
      return { type: 'synReply', streamId: first, isLast, headers: body.subarray(4) }
    case types.headers:
      return { type: 'headers', streamId: first, isLast, headers: body.subarray(4) }
    case types.reset:
      return { type: 'reset', streamId: first, status: body.readUInt32BE(4) }
    case types.ping:
      return { type: 'ping', id: body.readUInt32BE(0) }
    case types.goAway:
      return { type: 'goAway', lastStreamId: first, status: body.length >= 8 ? body.readUInt32BE(4) : 0 }
    default:
      return undefined
  }
}
