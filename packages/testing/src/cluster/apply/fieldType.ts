import type { Schema } from '../objects/Schema.ts'
import { isRecord } from '../objects/isRecord.ts'
import { objectMetaSchema } from '../schema/builtInSchemas.ts'
import { resolveSchema } from '../schema/resolveSchema.ts'

/** How a value merges: as a whole, field by field, or entry by entry. */
export type FieldType =
  | { readonly kind: 'leaf' }
  | { readonly kind: 'map'; readonly schema: Schema }
  | { readonly kind: 'list'; readonly keyOf: (entry: unknown) => string; readonly items: Schema }

const leaf: FieldType = { kind: 'leaf' }
const unknownSchema: Schema = {}

/**
 * How a value merges by its schema. What no schema knows merges by its fields, and its lists as a whole.
 * https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy
 */
export function fieldTypeOf(schema: Schema, value: unknown): FieldType {
  if (Array.isArray(value)) return listTypeOf(schema)
  if (!isRecord(value) || schema['x-kubernetes-map-type'] === 'atomic') return leaf
  return { kind: 'map', schema }
}

const listTypes = new WeakMap<Schema, FieldType>()

function listTypeOf(schema: Schema): FieldType {
  let type = listTypes.get(schema)
  if (type === undefined) {
    type = makeListType(schema)
    listTypes.set(schema, type)
  }
  return type
}

function makeListType(schema: Schema): FieldType {
  const items = resolveSchema(schema.items ?? unknownSchema)
  if (schema['x-kubernetes-list-type'] === 'set') {
    return { kind: 'list', items, keyOf: (entry) => `v:${JSON.stringify(entry)}` }
  }
  if (schema['x-kubernetes-list-type'] !== 'map') return leaf
  const keys = [...(schema['x-kubernetes-list-map-keys'] ?? [])].sort()
  return {
    kind: 'list',
    items,
    keyOf(entry) {
      const fields = isRecord(entry) ? entry : {}
      const pairs = keys.map((key) => [key, fields[key] ?? items.properties?.[key]?.default] as const)
      return `k:${JSON.stringify(Object.fromEntries(pairs.filter(([, value]) => value !== undefined)))}`
    },
  }
}

/** The schema of a field; `isNamed` tells a field of a struct from an entry of a map. */
export function fieldOf(schema: Schema, name: string): { schema: Schema; isNamed: boolean } {
  const property =
    schema.properties !== undefined && Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined
  if (property !== undefined) return { schema: resolveSchema(property), isNamed: true }
  const { additionalProperties } = schema
  const entries = typeof additionalProperties === 'object' ? resolveSchema(additionalProperties) : unknownSchema
  return { schema: entries, isNamed: false }
}

const roots = new WeakMap<Schema, Schema>()

/** The schema of a whole object: its metadata is what metadata is everywhere. */
export function rootSchema(reference: Schema): Schema {
  let root = roots.get(reference)
  if (root === undefined) {
    const schema = resolveSchema(reference)
    const text: Schema = { type: 'string' }
    root = { ...schema, properties: { ...schema.properties, apiVersion: text, kind: text, metadata: objectMetaSchema } }
    roots.set(reference, root)
  }
  return root
}
