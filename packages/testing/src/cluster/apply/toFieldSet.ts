import { isRecord } from '../objects/isRecord.ts'
import type { Schema } from '../objects/Schema.ts'
import { FieldSet } from './FieldSet.ts'
import { fieldOf, fieldTypeOf } from './fieldType.ts'

/** The fields that an object names, which are those that its applier owns. */
export function toFieldSet(schema: Schema, value: unknown): FieldSet {
  const set = new FieldSet()
  collect(schema, value, set)
  return set
}

/** @returns whether the value is a leaf, which belongs to the set as a whole */
function collect(schema: Schema, value: unknown, set: FieldSet): boolean {
  const type = fieldTypeOf(schema, value)
  if (type.kind === 'leaf') return true
  if (type.kind === 'list') {
    for (const entry of value as unknown[]) {
      const element = type.keyOf(entry)
      set.members.add(element)
      descend(type.items, entry, { set, element })
    }
    return false
  }
  for (const [name, entry] of Object.entries(value as Record<string, unknown>)) {
    if (entry === undefined) continue
    const field = fieldOf(type.schema, name)
    const element = `f:${name}`
    const isLeaf = descend(field.schema, entry, { set, element })
    const isEmptyMap = isRecord(entry) && Object.keys(entry).length === 0
    if (isLeaf || isEmptyMap || !field.isNamed) set.members.add(element)
  }
  return false
}

function descend(schema: Schema, value: unknown, { set, element }: { set: FieldSet; element: string }): boolean {
  const inner = new FieldSet()
  const isLeaf = collect(schema, value, inner)
  if (!inner.isEmpty) set.children.set(element, inner)
  return isLeaf
}
