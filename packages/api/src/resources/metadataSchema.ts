import { z } from 'zod'

/** A DNS-1123 label: what namespaces, environments and sources are named by. */
export const dnsLabelSchema = z
  .string()
  .min(1)
  .max(63)
  .regex(
    /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
    'must be a DNS-1123 label: lower-case letters, digits and hyphens, starting and ending with a letter or digit',
  )

/** A DNS-1123 subdomain: what Kubernetes objects are named by. */
export const dnsSubdomainSchema = z
  .string()
  .min(1)
  .max(253)
  .regex(
    /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
    'must be a DNS-1123 subdomain: lower-case letters, digits, hyphens and dots',
  )

const ownerReferenceSchema = z.object({
  apiVersion: z.string(),
  kind: z.string(),
  name: z.string(),
  uid: z.string(),
  controller: z.boolean().optional(),
  blockOwnerDeletion: z.boolean().optional(),
})

/** Metadata of an object as the API server answers it; `managedFields` never leaves the proxy. */
export const objectMetaSchema = z
  .object({
    name: z.string(),
    namespace: z.string().optional(),
    uid: z.string().optional(),
    resourceVersion: z.string().optional(),
    generation: z.int().optional(),
    creationTimestamp: z.string().optional(),
    deletionTimestamp: z.string().optional(),
    deletionGracePeriodSeconds: z.int().optional(),
    labels: z.record(z.string(), z.string()).optional(),
    annotations: z.record(z.string(), z.string()).optional(),
    finalizers: z.array(z.string()).optional(),
    ownerReferences: z.array(ownerReferenceSchema).optional(),
  })
  .meta({ id: 'ObjectMeta' })

/** Metadata of a list: where a watch may begin, and where the next page does. */
export const listMetaSchema = z
  .object({
    resourceVersion: z.string(),
    continue: z.string().optional(),
    remainingItemCount: z.int().optional(),
  })
  .meta({ id: 'ListMeta' })

/** One aspect of an object's state, as Kubernetes' own kinds report it. */
export const conditionSchema = z
  .object({
    type: z.string().min(1).max(316),
    status: z.enum(['True', 'False', 'Unknown']),
    reason: z.string().max(1024).default(''),
    message: z.string().max(32_768).default(''),
    lastTransitionTime: z.string().max(64).meta({ format: 'date-time' }),
    observedGeneration: z.int().min(0).optional(),
  })
  .meta({ id: 'Condition' })

export type ObjectMeta = z.output<typeof objectMetaSchema>
export type ListMeta = z.output<typeof listMetaSchema>
export type Condition = z.output<typeof conditionSchema>
export type OwnerReference = z.output<typeof ownerReferenceSchema>

/** A page of objects. */
export interface ResourceList<TItem> {
  items: TItem[]
  metadata: ListMeta
}
