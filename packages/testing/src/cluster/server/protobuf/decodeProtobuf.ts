import data from './messages.json' with { type: 'json' }
import { badRequest } from '../../objects/StatusError.ts'
import { decodeSpecialMessage } from './decodeSpecialMessage.ts'
import { readFields, type WireValue } from './readFields.ts'

type Field = readonly [name: string, type: string, flags?: string]
const messages = data.messages as unknown as Readonly<Record<string, Readonly<Record<string, Field>>>>

/** What every body begins with: `k8s` and a zero. */
const magic = Buffer.from('k8s\0')

/**
 * The object in a body of the media type `application/vnd.kubernetes.protobuf`, which Go clients prefer for built-in kinds.
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#protobuf-encoding-idl
 *
 * @throws StatusError 400 when it is none, or of a kind that is not known here
 */
export function decodeProtobuf(body: Buffer): Record<string, unknown> {
  if (!body.subarray(0, 4).equals(magic)) throw badRequest('the body does not begin as Kubernetes protobuf does')
  let typeMeta: Buffer = Buffer.alloc(0)
  let raw: Buffer = Buffer.alloc(0)
  for (const { number, value } of readFields(body.subarray(4))) {
    if (number === 1) typeMeta = value as Buffer
    if (number === 2) raw = value as Buffer
  }
  let apiVersion = ''
  let kind = ''
  for (const { number, value } of readFields(typeMeta)) {
    if (number === 1) apiVersion = String(value)
    if (number === 2) kind = String(value)
  }
  const name = messageOf(apiVersion, kind)
  if (name === undefined) {
    throw badRequest(`no kind "${kind}" is registered for protobuf in version "${apiVersion}": send it as JSON`)
  }
  return { kind, apiVersion, ...decodeMessage(name, raw) }
}

/** `rbac.authorization.k8s.io/v1` is `rbac.v1` among the messages. */
function messageOf(apiVersion: string, kind: string): string | undefined {
  const [version = '', group = 'core'] = apiVersion.split('/').toReversed()
  const names = [`${group.split('.')[0]}.${version}.${kind}`, `meta.v1.${kind}`]
  return names.find((name) => name in messages)
}

function decodeMessage(name: string, bytes: Buffer): Record<string, unknown> {
  const fields = messages[name] ?? {}
  const result: Record<string, unknown> = {}
  for (const { number, value } of readFields(bytes)) {
    const field = fields[number]
    if (field !== undefined) setField(result, field, value)
  }
  return result
}

function setField(result: Record<string, unknown>, [name, type, flags = '']: Field, wire: WireValue): void {
  if (flags.includes('i')) {
    Object.assign(result, decodeMessage(type, wire as Buffer))
    return
  }
  if (flags.includes('m')) {
    const [key, value] = decodeEntry(type, wire as Buffer)
    result[name] = { ...(result[name] as object | undefined), [key]: value }
    return
  }
  const value = decodeValue(type, wire)
  if (flags.includes('r')) {
    result[name] = [...((result[name] as unknown[] | undefined) ?? []), value]
    return
  }
  if (value === undefined || (flags.includes('o') && isEmpty(value))) return
  result[name] = value
}

/** An entry of a map is a message of its own: 1 is the key, 2 the value. */
function decodeEntry(type: string, bytes: Buffer): [string, unknown] {
  let key = ''
  let value: unknown = decodeValue(type, Buffer.alloc(0))
  for (const { number, value: wire } of readFields(bytes)) {
    if (number === 1) key = String(wire)
    if (number === 2) value = decodeValue(type, wire)
  }
  return [key, value]
}

function decodeValue(type: string, wire: WireValue): unknown {
  switch (type) {
    case 'string':
      return String(wire)
    case 'bytes':
      return (wire as Buffer).toString('base64')
    case 'bool':
      return wire === 1n
    case 'int32':
    case 'int64':
    case 'uint32':
    case 'uint64':
      return Number(BigInt.asIntN(64, wire as bigint))
    case 'double':
      return (wire as Buffer).readDoubleLE()
    default: {
      const special = decodeSpecialMessage(type, wire as Buffer)
      return special === undefined ? decodeMessage(type, wire as Buffer) : special.value
    }
  }
}

function isEmpty(value: unknown): boolean {
  return value === '' || value === 0 || value === false
}
