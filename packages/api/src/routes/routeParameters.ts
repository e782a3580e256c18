import { z } from 'zod'
import { dnsLabelSchema, dnsSubdomainSchema } from '../resources/metadataSchema.ts'

/** `true` or `false` in a query string. */
export const flagSchema = z.enum(['true', 'false']).transform((value) => value === 'true')

/** A whole number from 0 up in a query string. */
export const countSchema = z
  .string()
  .regex(/^\d{1,12}$/, 'must be a whole number')
  .transform(Number)

/** A parameter that may be repeated: one value or several become a list. */
export const repeatedSchema = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (Array.isArray(value) ? value : [value]))

export const clusterSchema = z
  .string()
  .min(1)
  .max(253)
  .regex(/^(-|[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?)$/, 'must be the name of a cluster, or "-" for the default one')

export const clusterParams = z.object({ cluster: clusterSchema })
export const namespaceParams = clusterParams.extend({ namespace: dnsLabelSchema })
export const namedParams = namespaceParams.extend({ name: dnsSubdomainSchema })
export const podParams = namespaceParams.extend({ pod: dnsSubdomainSchema })

/** What every list takes. */
export const listQuery = z.object({
  labelSelector: z.string().max(4096).optional(),
  limit: countSchema.optional(),
  continue: z.string().max(65_536).optional(),
})
