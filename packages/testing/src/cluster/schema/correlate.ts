import { isRecord } from '../objects/isRecord.ts'
import { jsonEqual } from '../objects/jsonEqual.ts'
import type { Schema } from '../objects/Schema.ts'

/** Which entry of a list before is the one now: only entries of list maps have an identity. */
export function correlate(list: Schema, old: unknown, entry: unknown): unknown {
  if (!Array.isArray(old) || list['x-kubernetes-list-type'] !== 'map' || !isRecord(entry)) return undefined
  const keys = list['x-kubernetes-list-map-keys'] ?? []
  return (old as unknown[]).find((one) => isRecord(one) && keys.every((key) => jsonEqual(one[key], entry[key])))
}
