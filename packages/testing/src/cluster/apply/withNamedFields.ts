import type { Schema } from '../objects/Schema.ts'
import { resolveSchema } from '../schema/resolveSchema.ts'
import { FieldSet } from './FieldSet.ts'
import { fieldOf } from './fieldType.ts'

const unknownSchema: Schema = {}

/** The set, and in it the structs that its paths lead through: they are there as long as something in them is. */
export function withNamedFields(schema: Schema, set: FieldSet): FieldSet {
  const result = new FieldSet()
  for (const member of set.members) result.members.add(member)
  for (const [element, child] of set.children) {
    const next = element.startsWith('f:') ? fieldOf(schema, element.slice(2)) : undefined
    if (next?.isNamed === true) result.members.add(element)
    const inner = next?.schema ?? resolveSchema(schema.items ?? unknownSchema)
    result.children.set(element, withNamedFields(inner, child))
  }
  return result
}
