import type { Schema } from '../objects/Schema.ts'
import { resolveSchema } from '../schema/resolveSchema.ts'

const objects = new WeakMap<Schema, unknown>()

/** A kind's object before anything is in it: built-in kinds have structs that are always there. */
export function emptyObject(schema: Schema): unknown {
  let object = objects.get(schema)
  if (object === undefined) {
    object = Object.fromEntries(
      Object.entries(schema.properties ?? {})
        .filter(([, property]) => property['x-kubernetes-always-present'] === true)
        .map(([name, property]) => [name, emptyObject(resolveSchema(property))]),
    )
    objects.set(schema, object)
  }
  return object
}
