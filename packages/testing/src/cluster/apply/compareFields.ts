import { isRecord } from '../objects/isRecord.ts'
import { jsonEqual } from '../objects/jsonEqual.ts'
import type { Schema } from '../objects/Schema.ts'
import { FieldSet } from './FieldSet.ts'
import { fieldOf, fieldTypeOf, type FieldType } from './fieldType.ts'

/** What is different between two states of an object. */
export interface FieldComparison {
  readonly added: FieldSet
  readonly modified: FieldSet
  readonly removed: FieldSet
}

/** Compares two states of an object, by the paths that managed fields have. */
export function compareFields(schema: Schema, before: unknown, after: unknown): FieldComparison {
  const comparison = { added: new FieldSet(), modified: new FieldSet(), removed: new FieldSet() }
  compare(schema, { before, after }, comparison)
  return comparison
}

interface Pair {
  readonly before: unknown
  readonly after: unknown
}

type Difference = 'added' | 'modified' | 'removed'

/** Goes through what is inside; what the value is as a whole is said by the result. */
function compare(schema: Schema, { before, after }: Pair, sets: FieldComparison): Difference | undefined {
  if (before === undefined && after === undefined) return undefined
  if (before !== undefined && after !== undefined && jsonEqual(before, after)) return undefined
  // A null is of whatever type the other one is.
  const type = sharedType(fieldTypeOf(schema, before ?? after), fieldTypeOf(schema, after ?? before))
  if (type.kind === 'map') compareMaps(type.schema, { before, after }, sets)
  else if (type.kind === 'list') compareLists(type, { before, after }, sets)
  if (before === undefined) return 'added'
  if (after === undefined) return 'removed'
  return type.kind === 'leaf' ? 'modified' : undefined
}

function sharedType(before: FieldType, after: FieldType): FieldType {
  return before.kind === after.kind ? after : { kind: 'leaf' }
}

function compareMaps(schema: Schema, { before, after }: Pair, sets: FieldComparison): void {
  const left = isRecord(before) ? before : {}
  const right = isRecord(after) ? after : {}
  for (const name of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const field = fieldOf(schema, name)
    compareAt(field.schema, { before: left[name], after: right[name] }, { sets, element: `f:${name}` })
  }
}

function compareLists(type: FieldType & { kind: 'list' }, { before, after }: Pair, sets: FieldComparison): void {
  const left = byKey(type, before)
  const right = byKey(type, after)
  for (const element of new Set([...left.keys(), ...right.keys()])) {
    compareAt(type.items, { before: left.get(element), after: right.get(element) }, { sets, element })
  }
}

function byKey(type: FieldType & { kind: 'list' }, list: unknown): Map<string, unknown> {
  return new Map(Array.isArray(list) ? list.map((entry) => [type.keyOf(entry), entry as unknown]) : [])
}

const differences: readonly Difference[] = ['added', 'modified', 'removed']

function compareAt(schema: Schema, pair: Pair, { sets, element }: { sets: FieldComparison; element: string }): void {
  if (isScalar(pair.before) && isScalar(pair.after)) {
    const difference = scalarDifference(pair)
    if (difference !== undefined) sets[difference].members.add(element)
    return
  }
  const inner = { added: new FieldSet(), modified: new FieldSet(), removed: new FieldSet() }
  const difference = compare(schema, pair, inner)
  if (difference !== undefined) sets[difference].members.add(element)
  for (const one of differences) if (!inner[one].isEmpty) sets[one].children.set(element, inner[one])
}

function isScalar(value: unknown): boolean {
  return typeof value !== 'object' || value === null
}

function scalarDifference({ before, after }: Pair): Difference | undefined {
  if (before === after) return undefined
  if (before === undefined) return 'added'
  return after === undefined ? 'removed' : 'modified'
}
