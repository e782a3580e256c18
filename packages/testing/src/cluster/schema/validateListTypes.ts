import type { FieldError } from '../objects/FieldError.ts'
import { isRecord } from '../objects/isRecord.ts'
import { jsonEqual } from '../objects/jsonEqual.ts'
import type { Schema } from '../objects/Schema.ts'
import { duplicate } from './fieldErrors.ts'
import { childPath, entryPath } from './fieldPath.ts'
import { resolveSchema } from './resolveSchema.ts'
import type { Place } from './validateStructure.ts'

/** Finds entries that a list of the type `set` or `map` has twice. */
export function validateListTypes(reference: Schema, place: Place): FieldError[] {
  const errors: FieldError[] = []
  check(reference, place, errors)
  return errors
}

function check(reference: Schema, { value, old, path }: Place, errors: FieldError[]): void {
  const schema = resolveSchema(reference)
  if (old !== undefined && jsonEqual(value, old)) return
  if (Array.isArray(value)) {
    checkDuplicates(schema, value, { path, errors })
    if (schema.items === undefined) return
    for (const [index, entry] of value.entries()) {
      check(schema.items, { value: entry, path: entryPath(path, index) }, errors)
    }
  } else if (isRecord(value)) {
    const before = isRecord(old) ? old : undefined
    for (const [name, entry] of Object.entries(value)) {
      if (typeof entry !== 'object' || entry === null) continue
      const next = schema.properties?.[name] ?? schema.additionalProperties
      if (typeof next !== 'object') continue
      const at = schema.properties?.[name] === undefined ? entryPath(path, name) : childPath(path, name)
      check(next, { value: entry, old: before?.[name], path: at }, errors)
    }
  }
}

function checkDuplicates(
  schema: Schema,
  values: readonly unknown[],
  { path, errors }: { path: string; errors: FieldError[] },
): void {
  const type = schema['x-kubernetes-list-type']
  if (type !== 'set' && type !== 'map') return
  const keys = schema['x-kubernetes-list-map-keys'] ?? []
  const seen = new Set<string>()
  for (const [index, entry] of values.entries()) {
    const identity = type === 'map' && isRecord(entry) ? pick(entry, keys) : entry
    const text = JSON.stringify(identity)
    if (seen.has(text)) errors.push(duplicate(entryPath(path, index), identity))
    seen.add(text)
  }
}

function pick(entry: Readonly<Record<string, unknown>>, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(keys.filter((key) => entry[key] !== undefined).map((key) => [key, entry[key]]))
}
