import { isRecord } from '../objects/isRecord.ts'
import type { Schema } from '../objects/Schema.ts'
import { resolveSchema } from '../schema/resolveSchema.ts'

type Fields = Record<string, unknown>

/**
 * A merge patch that knows lists whose entries have keys.
 * https://github.com/kubernetes/community/blob/master/contributors/devel/sig-api-machinery/strategic-merge-patch.md
 */
export function strategicMergePatch(reference: Schema, target: unknown, patch: Fields): unknown {
  const schema = resolveSchema(reference)
  if (patch['$patch'] === 'replace') return withoutDirectives(patch)
  if (patch['$patch'] === 'delete') return undefined
  const result: Fields = isRecord(target) ? { ...target } : {}
  const retained = patch['$retainKeys']
  for (const [name, value] of Object.entries(patch)) {
    if (name.startsWith('$')) continue
    const inner = resolveSchema(schema.properties?.[name] ?? elementOf(schema))
    if (value === null) delete result[name]
    else if (Array.isArray(value)) result[name] = mergeList(inner, result[name], value)
    else if (isRecord(value)) setOrDelete(result, name, strategicMergePatch(inner, result[name], value))
    else result[name] = value
  }
  for (const [directive, values] of Object.entries(patch)) {
    const [, name] = /^\$deleteFromPrimitiveList\/(.+)$/.exec(directive) ?? []
    if (name === undefined || !Array.isArray(values) || !Array.isArray(result[name])) continue
    result[name] = result[name].filter((entry) => !values.includes(entry))
  }
  for (const [directive, order] of Object.entries(patch)) {
    const [, name] = /^\$setElementOrder\/(.+)$/.exec(directive) ?? []
    if (name === undefined || !Array.isArray(order) || !Array.isArray(result[name])) continue
    result[name] = inOrder(resolveSchema(schema.properties?.[name] ?? {}), result[name], order)
  }
  if (Array.isArray(retained)) {
    for (const name of Object.keys(result)) if (!retained.includes(name)) delete result[name]
  }
  return result
}

function elementOf(schema: Schema): Schema {
  return typeof schema.additionalProperties === 'object' ? schema.additionalProperties : {}
}

function setOrDelete(fields: Fields, name: string, value: unknown): void {
  if (value === undefined) delete fields[name]
  else fields[name] = value
}

/** Which fields name an entry. A list that merges by several keys when it is applied merges by the first here. */
function keyOf(schema: Schema): string | undefined {
  const named = (schema as Fields)['x-kubernetes-patch-merge-key']
  return typeof named === 'string' ? named : schema['x-kubernetes-list-map-keys']?.[0]
}

function merges(schema: Schema): boolean {
  const strategy = (schema as Fields)['x-kubernetes-patch-strategy']
  return typeof strategy === 'string' && strategy.split(',').includes('merge')
}

function mergeList(schema: Schema, target: unknown, patch: readonly unknown[]): unknown[] {
  const current: unknown[] = Array.isArray(target) ? target : []
  if (!merges(schema)) return patch.filter((entry) => !isDirective(entry))
  if (patch.some((entry) => isRecord(entry) && entry['$patch'] === 'replace' && Object.keys(entry).length === 1)) {
    return patch.filter((entry) => !isDirective(entry))
  }
  const key = keyOf(schema)
  if (key === undefined) return [...new Set([...current, ...patch])]
  let result = [...current]
  for (const entry of patch.filter(isRecord)) {
    const index = result.findIndex((each) => isRecord(each) && each[key] === entry[key])
    if (entry['$patch'] === 'delete') result = result.filter((_, position) => position !== index)
    else if (index < 0) result.push(withoutDirectives(entry))
    else result[index] = strategicMergePatch(schema.items ?? {}, result[index], entry)
  }
  return result
}

const isDirective = (entry: unknown) => isRecord(entry) && '$patch' in entry

function withoutDirectives(entry: Fields): Fields {
  return Object.fromEntries(Object.entries(entry).filter(([name, value]) => !name.startsWith('$') && value !== null))
}

/** Entries that the order names in its order, the others behind those that they stood behind. */
function inOrder(schema: Schema, list: readonly unknown[], order: readonly unknown[]): unknown[] {
  const key = keyOf(schema)
  const idOf = (entry: unknown) => (key !== undefined && isRecord(entry) ? entry[key] : entry)
  const position = new Map(order.map((entry, index) => [idOf(entry), index]))
  const named = list.filter((entry) => position.has(idOf(entry)))
  const placeOf = (entry: unknown) => position.get(idOf(entry)) ?? 0
  named.sort((a, b) => placeOf(a) - placeOf(b))
  const others = list.filter((entry) => !position.has(idOf(entry)))
  return [...named, ...others]
}
