import type { Schema } from '../objects/Schema.ts'
import type { FieldSet } from './FieldSet.ts'
import { fieldOf, fieldTypeOf } from './fieldType.ts'

/** An object without the fields and entries of a set; what is emptied by that goes too. */
export function removeFields(schema: Schema, value: unknown, removed: FieldSet): unknown {
  if (removed.isEmpty) return value
  const type = fieldTypeOf(schema, value)
  if (type.kind === 'leaf') return value
  if (type.kind === 'list') {
    const list: unknown[] = []
    for (const entry of value as unknown[]) {
      const element = type.keyOf(entry)
      if (!removed.members.has(element)) list.push(removeAt(type.items, entry, removed.children.get(element)))
    }
    return list.length === 0 ? undefined : list
  }
  const result: Record<string, unknown> = {}
  for (const [name, entry] of Object.entries(value as Record<string, unknown>)) {
    const element = `f:${name}`
    if (removed.members.has(element)) continue
    const inner = removeAt(fieldOf(type.schema, name).schema, entry, removed.children.get(element))
    if (inner !== undefined) result[name] = inner
  }
  return Object.keys(result).length === 0 ? undefined : result
}

function removeAt(schema: Schema, value: unknown, removed: FieldSet | undefined): unknown {
  return removed === undefined ? value : removeFields(schema, value, removed)
}
