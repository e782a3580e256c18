import { isRecord } from '../objects/isRecord.ts'
import type { Schema } from '../objects/Schema.ts'
import { objectMetaSchema } from './builtInSchemas.ts'
import { childPath, entryPath } from './fieldPath.ts'
import { resolveSchema } from './resolveSchema.ts'

export interface Pruned<TValue> {
  value: TValue
  /** Such as `spec.sources[0].nmae`, in the order of the text. */
  unknownPaths: string[]
}

/**
 * Takes out of an object the fields that its schema doesn't have. What has to change is copied.
 *
 * https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#field-pruning
 */
export function pruneUnknown<TValue>(schema: Schema, value: TValue): Pruned<TValue> {
  const unknownPaths: string[] = []
  return { value: pruneResource(schema, value, { path: '', unknownPaths }) as TValue, unknownPaths }
}

interface Context {
  readonly path: string
  readonly unknownPaths: string[]
}

/** A whole resource, alone or inside of another. */
function pruneResource(schema: Schema, value: unknown, context: Context): unknown {
  return pruneFields(value, resourceSchema(schema), context)
}

const stringSchema: Schema = { type: 'string' }
const resources = new WeakMap<Schema, Schema>()

/** It has these fields whatever its schema says. */
function resourceSchema(reference: Schema): Schema {
  let whole = resources.get(reference)
  if (whole === undefined) {
    const schema = resolveSchema(reference)
    const { apiVersion = stringSchema, kind = stringSchema } = schema.properties ?? {}
    whole = { ...schema, properties: { ...schema.properties, apiVersion, kind, metadata: objectMetaSchema } }
    resources.set(reference, whole)
  }
  return whole
}

function prune(reference: Schema, value: unknown, context: Context): unknown {
  const schema = resolveSchema(reference)
  if (schema['x-kubernetes-embedded-resource'] === true) return pruneResource(schema, value, context)
  return pruneFields(value, schema, context)
}

function pruneFields(value: unknown, schema: Schema, context: Context): unknown {
  if (Array.isArray(value)) return schema.items === undefined ? value : pruneItems(value, schema.items, context)
  if (!isRecord(value)) return value
  const { properties, additionalProperties } = schema
  const keepsAll = schema['x-kubernetes-preserve-unknown-fields'] === true
  let result = value
  for (const [key, before] of Object.entries(value)) {
    const known = properties !== undefined && Object.hasOwn(properties, key) ? properties[key] : undefined
    const path = childPath(context.path, key)
    let after: unknown = before
    if (known !== undefined) after = prune(known, before, { ...context, path })
    else if (typeof additionalProperties === 'object') after = prune(additionalProperties, before, { ...context, path })
    else if (!keepsAll && additionalProperties !== true) {
      context.unknownPaths.push(path)
      after = undefined
    }
    if (after === before) continue
    if (result === value) result = { ...value }
    if (after === undefined) delete result[key]
    else result[key] = after
  }
  return result
}

function pruneItems(values: readonly unknown[], items: Schema, context: Context): readonly unknown[] {
  let result: unknown[] | undefined
  for (const [index, before] of values.entries()) {
    const after = prune(items, before, { ...context, path: entryPath(context.path, index) })
    if (after !== before) (result ??= [...values])[index] = after
  }
  return result ?? values
}
