import { isRecord } from '../objects/isRecord.ts'
import type { Schema } from '../objects/Schema.ts'
import { resolveSchema } from './resolveSchema.ts'

/**
 * Fills in what is absent, as kube-apiserver does: defaults apply in what is there, from the outside to the inside; a null
 * where none may be is as good as absent. What has to change is copied; the value itself is left as it is.
 */
export function applyDefaults<TValue>(schema: Schema, value: TValue): TValue {
  return withDefaults(schema, value) as TValue
}

function withDefaults(reference: Schema, value: unknown): unknown {
  const schema = resolveSchema(reference)
  if (Array.isArray(value)) return schema.items === undefined ? value : mapArray(value, schema.items)
  if (!isRecord(value) || !hasDefaults(schema)) return value
  let result = value
  const set = (key: string, entry: unknown) => {
    if (result === value) result = { ...value }
    if (entry === undefined) delete result[key]
    else result[key] = entry
  }
  for (const [key, property] of propertiesOf(schema)) {
    const before = value[key]
    if (before === undefined && property.default === undefined) continue
    const isAbsent = before === undefined || (before === null && property.nullable !== true)
    const given = isAbsent ? property.default : before
    const after = given === undefined ? undefined : withDefaults(property, given)
    if (after !== before) set(key, after)
  }
  if (typeof schema.additionalProperties === 'object') {
    for (const [key, before] of Object.entries(value)) {
      if (schema.properties?.[key] !== undefined) continue
      const after = withDefaults(schema.additionalProperties, before)
      if (after !== before) set(key, after)
    }
  }
  return result
}

function mapArray(values: readonly unknown[], items: Schema): readonly unknown[] {
  if (!hasDefaults(resolveSchema(items))) return values
  let result: unknown[] | undefined
  for (const [index, before] of values.entries()) {
    const after = withDefaults(items, before)
    if (after !== before) (result ??= [...values])[index] = after
  }
  return result ?? values
}

const properties = new WeakMap<Schema, readonly (readonly [string, Schema])[]>()

function propertiesOf(schema: Schema): readonly (readonly [string, Schema])[] {
  let entries = properties.get(schema)
  if (entries === undefined) {
    entries = Object.entries(schema.properties ?? {}).map(([key, property]) => [key, resolveSchema(property)] as const)
    properties.set(schema, entries)
  }
  return entries
}

/** Where there is neither property nor item there is nothing to fill in or to drop. */
function hasDefaults({ properties: own, items, additionalProperties }: Schema): boolean {
  return own !== undefined || items !== undefined || typeof additionalProperties === 'object'
}
