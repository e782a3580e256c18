import { z } from 'zod'

export interface ListMapOptions<TKey extends string> {
  /** The field that names an entry. */
  key: TKey
  /** @default 0 */
  min?: number | undefined
  max: number
}

/**
 * A list whose entries are told apart by one field: the API server refuses doubles, and server-side apply merges by it, so
 * that two writers can each own an entry.
 */
export function listMapSchema<TKey extends string, TItem extends z.ZodType<{ [key in TKey]: unknown }>>(
  item: TItem,
  options: ListMapOptions<TKey>,
) {
  const { key, min = 0, max } = options
  const list = min === 0 ? z.array(item) : z.array(item).min(min)
  return list
    .max(max)
    .superRefine((entries, context) => {
      const seen = new Set<unknown>()
      for (const [index, entry] of entries.entries()) {
        const name = entry[key]
        if (seen.has(name)) {
          context.addIssue({
            code: 'custom',
            path: [index, key],
            message: `"${String(name)}" is there twice: each ${key} must be unique`,
          })
        }
        seen.add(name)
      }
    })
    .meta({ 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': [key] })
}
