import type { JsonSchema } from './jsonSchema.ts'
import type { StructuralSchema } from './structuralSchema.ts'

const maxInt32 = 2 ** 31 - 1

/** Bounds and format of a number. The bounds that zod gives every integer, those of JavaScript, say nothing and are dropped. */
export function numberBounds(schema: JsonSchema): StructuralSchema {
  const { type, exclusiveMinimum, exclusiveMaximum } = schema
  if (type !== 'integer' && type !== 'number') return {}
  const minimum = schema.minimum === Number.MIN_SAFE_INTEGER ? undefined : (exclusiveMinimum ?? schema.minimum)
  const maximum = schema.maximum === Number.MAX_SAFE_INTEGER ? undefined : (exclusiveMaximum ?? schema.maximum)
  const isSmall = minimum !== undefined && minimum >= -maxInt32 && maximum !== undefined && maximum <= maxInt32
  return {
    ...(type === 'integer' ? { format: isSmall ? 'int32' : 'int64' } : {}),
    ...(minimum === undefined ? {} : { minimum }),
    ...(exclusiveMinimum === undefined ? {} : { exclusiveMinimum: true }),
    ...(maximum === undefined ? {} : { maximum }),
    ...(exclusiveMaximum === undefined ? {} : { exclusiveMaximum: true }),
  }
}
