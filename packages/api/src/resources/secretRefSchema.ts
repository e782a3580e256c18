import { z } from 'zod'
import { dnsSubdomainSchema } from './metadataSchema.ts'

/** A Secret in the same namespace, by name; its data is never part of a custom resource. */
export const secretRefSchema = z.strictObject({ name: dnsSubdomainSchema })
