import { z } from 'zod'

/** A map with a maximum number of entries, which JSON Schema can say and zod can't. */
export function boundedRecordSchema<TKey extends z.ZodType<string>, TValue extends z.ZodType>(
  key: TKey,
  value: TValue,
  options: { max: number },
) {
  const { max } = options
  return z
    .record(key, value)
    .refine((entries) => Object.keys(entries).length <= max, `must have at most ${max} entries`)
    .meta({ maxProperties: max })
}
