import { z } from 'zod'
import { dnsLabelSchema, objectMetaSchema } from './metadataSchema.ts'

/** Metadata as a client may send it; what only the API server sets is accepted and ignored, so that a read object can be written back. */
export const writableMetaSchema = objectMetaSchema.extend({
  namespace: dnsLabelSchema.optional(),
  labels: z.record(z.string().max(317), z.string().max(63)).optional(),
  annotations: z.record(z.string().max(317), z.string().max(262_144)).optional(),
})
