import { badRequest } from '../../objects/StatusError.ts'

/** A whole number, or bytes. */
export type WireValue = bigint | Buffer

export interface WireField {
  readonly number: number
  readonly value: WireValue
}

/** The fields of a protobuf message, in order. https://protobuf.dev/programming-guides/encoding/ @throws StatusError 400 */
export function* readFields(bytes: Buffer): Generator<WireField> {
  let at = 0

  function varint(): bigint {
    let value = 0n
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = bytes[at++]
      if (byte === undefined) throw badRequest('the protobuf ends too early')
      value |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) return value
    }
    throw badRequest('the protobuf has a number that is too long')
  }

  function take(length: number): Buffer {
    const end = at + length
    if (end > bytes.length) throw badRequest('the protobuf ends too early')
    const value = bytes.subarray(at, end)
    at = end
    return value
  }

  while (at < bytes.length) {
    const tag = Number(varint())
    const number = tag >>> 3
    switch (tag & 7) {
      case 0:
        yield { number, value: varint() }
        break
      case 1:
        yield { number, value: take(8) }
        break
      case 2:
        yield { number, value: take(Number(varint())) }
        break
      case 5:
        yield { number, value: take(4) }
        break
      default:
        throw badRequest('the protobuf has a field of no known wire type')
    }
  }
}
