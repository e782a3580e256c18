import { isRecord } from '../objects/isRecord.ts'
import type { Schema } from '../objects/Schema.ts'
import { fieldOf, fieldTypeOf, type FieldType } from './fieldType.ts'

/** Puts what is applied over what is there: maps by fields, list maps and sets by entries, all else as a whole. */
export function mergeFields(schema: Schema, live: unknown, applied: unknown): unknown {
  if (applied === undefined) return live
  const type = fieldTypeOf(schema, applied)
  if (type.kind === 'map' && isRecord(live)) return mergeMaps(type.schema, live, applied as Record<string, unknown>)
  if (type.kind === 'list' && Array.isArray(live)) return mergeLists(type, live, applied as unknown[])
  return applied
}

function mergeMaps(schema: Schema, live: Record<string, unknown>, applied: Record<string, unknown>): unknown {
  const result = { ...live }
  for (const [name, value] of Object.entries(applied)) {
    if (value !== undefined) result[name] = mergeFields(fieldOf(schema, name).schema, live[name], value)
  }
  return result
}

/** As structured-merge-diff orders them: shared entries as they are applied, others where they stood. */
function mergeLists(
  type: FieldType & { kind: 'list' },
  live: readonly unknown[],
  applied: readonly unknown[],
): unknown[] {
  const liveKeys = live.map((entry) => type.keyOf(entry))
  const appliedKeys = applied.map((entry) => type.keyOf(entry))
  const liveByKey = new Map(liveKeys.map((key, index) => [key, live[index]]))
  const isApplied = new Set(appliedKeys)
  const shared = appliedKeys.filter((key) => liveByKey.has(key))
  const merged = new Set<string>()
  const result: unknown[] = []
  let [left, right, nextShared] = [0, 0, 0]

  function takeApplied(): void {
    const key = appliedKeys[right] ?? ''
    merged.add(key)
    result.push(mergeFields(type.items, liveByKey.get(key), applied[right]))
    if (shared[nextShared] === key) nextShared += 1
    right += 1
  }

  while (left < live.length || right < applied.length) {
    const key = liveKeys[left]
    if (key !== undefined && right < applied.length) {
      if (key === appliedKeys[right]) {
        takeApplied()
        left += 1
        continue
      }
      if (isApplied.has(key) && nextShared < shared.length && shared[nextShared] !== key) {
        left += 1
        continue
      }
    }
    if (key !== undefined && !isApplied.has(key)) {
      result.push(live[left])
      left += 1
      continue
    }
    if (key !== undefined && merged.has(key)) left += 1
    if (right < applied.length) takeApplied()
  }
  return result
}
