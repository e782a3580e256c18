import { z } from 'zod'
import { boundedRecordSchema } from './boundedRecordSchema.ts'
import { dnsLabelSchema, objectMetaSchema } from './metadataSchema.ts'

/** A label or annotation: an optional DNS subdomain and a slash, then at most 63 characters. */
const metadataKeySchema = z
  .string()
  .max(317)
  .regex(
    /^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/,
    'must be a label or annotation key such as "example.com/name"',
  )

const labelValueSchema = z
  .string()
  .max(63)
  .regex(
    /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/,
    'must be a label value: letters, digits, "-", "_" and ".", starting and ending with a letter or digit',
  )

/** Metadata as a client may send it; what only the API server sets is accepted and ignored, so that a read object can be written back. */
export const writableMetaSchema = objectMetaSchema.extend({
  namespace: dnsLabelSchema.optional(),
  labels: boundedRecordSchema(metadataKeySchema, labelValueSchema, { max: 256 }).optional(),
  annotations: boundedRecordSchema(metadataKeySchema, z.string().max(262_144), { max: 256 }).optional(),
})
