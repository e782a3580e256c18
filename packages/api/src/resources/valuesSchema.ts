import { z } from 'zod'
import { boundedRecordSchema } from './boundedRecordSchema.ts'

/** Free-form values: passed through to charts, read by name where a template type defines them. */
export const valuesSchema = boundedRecordSchema(z.string().max(256), z.unknown(), { max: 256 }).meta({
  'x-kubernetes-preserve-unknown-fields': true,
})
