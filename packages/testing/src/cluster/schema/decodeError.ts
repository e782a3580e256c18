import { isRecord } from '../objects/isRecord.ts'
import { parseQuantity } from '../objects/quantity.ts'
import type { Schema } from '../objects/Schema.ts'
import { builtInDefinitions, objectMetaSchema } from './builtInSchemas.ts'
import { childPath } from './fieldPath.ts'
import { resolveSchema } from './resolveSchema.ts'

/**
 * Why Go could not read an object into the structs of its kind, in the words of its JSON package; undefined where it can.
 * Of a custom kind only the metadata is a struct.
 */
export function decodeError(schema: Schema, object: Readonly<Record<string, unknown>>): string | undefined {
  const kind = nameOf(schema)
  if (kind !== undefined) return check(schema, object, { struct: kind, path: '' })
  return check(objectMetaSchema, object['metadata'], { struct: 'ObjectMeta', path: '' })
}

interface Place {
  /** The innermost struct that the value is in. */
  readonly struct: string
  readonly path: string
}

function check(reference: Schema, value: unknown, place: Place): string | undefined {
  if (value === null || value === undefined) return undefined
  const schema = resolveSchema(reference)
  if (schema['x-kubernetes-preserve-unknown-fields'] === true && schema.type === undefined) return undefined
  if (schema.format === 'quantity') return quantityError(value)
  if (schema['x-kubernetes-int-or-string'] === true) return undefined
  if (!fits(schema, value)) {
    const sent = typeof value === 'boolean' ? 'bool' : Array.isArray(value) ? 'array' : typeof value
    const text = typeof value === 'number' && schema.type === 'integer' ? `${sent} ${value}` : sent
    return `json: cannot unmarshal ${text} into Go struct field ${place.struct}.${place.path} of type ${goType(reference)}`
  }
  if (typeof value === 'string') return textError(schema, value)
  return checkInner(reference, value, place)
}

function checkInner(reference: Schema, value: unknown, place: Place): string | undefined {
  const schema = resolveSchema(reference)
  if (Array.isArray(value)) return first(value, (entry) => check(schema.items ?? {}, entry, place))
  if (!isRecord(value)) return undefined
  const struct = schema.properties === undefined ? place.struct : (nameOf(reference) ?? place.struct)
  const { additionalProperties } = schema
  return first(Object.entries(value), ([name, entry]) => {
    const property = schema.properties?.[name]
    if (property !== undefined) return check(property, entry, { struct, path: childPath(place.path, name) })
    return typeof additionalProperties === 'object' ? check(additionalProperties, entry, place) : undefined
  })
}

function first<TItem>(items: readonly TItem[], look: (item: TItem) => string | undefined): string | undefined {
  for (const item of items) {
    const found = look(item)
    if (found !== undefined) return found
  }
  return undefined
}

function fits(schema: Schema, value: unknown): boolean {
  switch (schema.type) {
    case 'object':
      return isRecord(value)
    case 'array':
      return Array.isArray(value)
    case 'integer':
      return Number.isInteger(value)
    case undefined:
      return true
    default:
      return typeof value === schema.type
  }
}

function quantityError(value: unknown): string | undefined {
  if (parseQuantity(value) !== undefined) return undefined
  return "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
}

function textError({ format }: Schema, text: string): string | undefined {
  if (format === 'date-time' && Number.isNaN(Date.parse(text))) {
    return `parsing time ${JSON.stringify(text)} as "2006-01-02T15:04:05Z07:00": cannot parse ${JSON.stringify(text)} as "2006"`
  }
  if (format !== 'byte') return undefined
  const at = text.search(/[^A-Za-z0-9+/=\r\n]/)
  return at < 0 ? undefined : `illegal base64 data at input byte ${at}`
}

function goType(reference: Schema): string {
  const name = nameOf(reference)
  const schema = resolveSchema(reference)
  if (name !== undefined && schema.type === 'object') return `v1.${name}`
  if (schema.type === 'array') return `[]${goType(schema.items ?? {})}`
  if (schema.type === 'boolean') return 'bool'
  if (schema.type === 'integer') return schema.format ?? 'int'
  if (schema.type !== 'object') return schema.type ?? 'interface {}'
  const { additionalProperties } = schema
  return `map[string]${typeof additionalProperties === 'object' ? goType(additionalProperties) : 'interface {}'}`
}

const names = new Map(Object.entries(builtInDefinitions).map(([name, schema]) => [schema, shorten(name)]))

/** The name of the struct that a schema describes. */
function nameOf(schema: Schema): string | undefined {
  return schema.$ref === undefined ? names.get(schema) : shorten(schema.$ref)
}

function shorten(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}
