import type { Schema } from '../objects/Schema.ts'
import data from './builtInSchemas.json' with { type: 'json' }

const definitions = data.definitions as unknown as Readonly<Record<string, Schema>>
const kinds: Readonly<Record<string, string>> = data.kinds

/** Of an unknown kind: anything goes. */
const unknownKind: Schema = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true }

/** The schema of a kind of Kubernetes itself. It has references, which `resolveSchema` follows. */
export function builtInSchema(group: string, version: string, kind: string): Schema {
  const name = kinds[`${group === '' ? '' : `${group}/`}${version}/${kind}`]
  return name === undefined ? unknownKind : (definitions[name] ?? unknownKind)
}

/** What every object's metadata may have. */
export const objectMetaSchema: Schema = definitions['apis.meta.v1.ObjectMeta'] ?? unknownKind

/** Every schema that references name. */
export const builtInDefinitions = definitions

const builtIn: ReadonlySet<Schema> = new Set([unknownKind, ...Object.values(definitions)])

/** Whether a schema is that of a kind of Kubernetes itself. */
export function isBuiltInSchema(schema: Schema): boolean {
  return builtIn.has(schema)
}
