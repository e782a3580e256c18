import type { Schema } from '../objects/Schema.ts'
import { resolveSchema } from '../schema/resolveSchema.ts'

const objects = new WeakMap<Schema, unknown>()

/** A kind's object before anything is in it: built-in kinds have structs that are always there, and lists that are null. */
export function emptyObject(schema: Schema): unknown {
  let object = objects.get(schema)
  if (object === undefined) {
    const entries = Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
      if (property['x-kubernetes-always-present'] === true)
        return [[name, emptyObject(resolveSchema(property))] as const]
      const isNull = property.type === 'array' && schema.required?.includes(name) === true
      return isNull ? [[name, null] as const] : []
    })
    object = Object.fromEntries(entries)
    objects.set(schema, object)
  }
  return object
}
