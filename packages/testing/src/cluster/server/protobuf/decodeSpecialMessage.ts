import { readFields, type WireValue } from './readFields.ts'

/** Messages that are no objects in JSON; their value may be undefined, which is as if they were not there. */
export function decodeSpecialMessage(type: string, bytes: Buffer): { value: unknown } | undefined {
  const decode = special[type]
  return decode && { value: decode(new Map([...readFields(bytes)].map(({ number, value }) => [number, value])), bytes) }
}

type Fields = ReadonlyMap<number, WireValue>

const text = (fields: Fields, number: number) => (fields.has(number) ? String(fields.get(number)) : undefined)
const whole = (fields: Fields, number: number) =>
  Number(BigInt.asIntN(64, (fields.get(number) as bigint | undefined) ?? 0n))
const json = (fields: Fields) => (fields.has(1) ? (JSON.parse(String(fields.get(1))) as unknown) : undefined)

/** A list of texts that is a message of its own, because it may be absent or empty. */
const list = (_: Fields, bytes: Buffer) =>
  [...readFields(bytes)].flatMap(({ number, value }) => (number === 1 ? [String(value)] : []))

const special: Readonly<Record<string, (fields: Fields, bytes: Buffer) => unknown>> = {
  'meta.v1.Time': (fields) => (fields.size === 0 || whole(fields, 1) < 0 ? undefined : time(fields, 0)),
  'meta.v1.MicroTime': (fields) => (fields.size === 0 || whole(fields, 1) < 0 ? undefined : time(fields, 6)),
  'meta.v1.Duration': (fields) => `${whole(fields, 1) / 1e9}s`,
  'meta.v1.FieldsV1': json,
  'runtime.RawExtension': json,
  'resource.Quantity': (fields) => text(fields, 1) ?? '0',
  'intstr.IntOrString': (fields) => (whole(fields, 1) === 0 ? whole(fields, 2) : (text(fields, 3) ?? '')),
  'authorization.v1.ExtraValue': list,
  'authentication.v1.ExtraValue': list,
  'meta.v1.Verbs': list,
}

function time(fields: Fields, digits: number): string {
  const seconds = new Date(whole(fields, 1) * 1000).toISOString().slice(0, 19)
  if (digits === 0) return `${seconds}Z`
  const nanos = String(whole(fields, 2)).padStart(9, '0')
  return `${seconds}.${nanos.slice(0, digits)}Z`
}
