import type { Schema } from '../objects/Schema.ts'
import { builtInDefinitions } from './builtInSchemas.ts'

const resolved = new WeakMap<Schema, Schema>()

/** The schema itself, or what it refers to, with what it says beside its reference. */
export function resolveSchema(schema: Schema): Schema {
  if (schema.$ref === undefined) return schema
  let result = resolved.get(schema)
  if (result === undefined) {
    const { $ref, ...own } = schema
    const target = builtInDefinitions[$ref]
    if (target === undefined) throw new Error(`A schema refers to "${$ref}", which is not there.`)
    result = { ...resolveSchema(target), ...own }
    resolved.set(schema, result)
  }
  return result
}
