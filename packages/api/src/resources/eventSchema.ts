import { z } from 'zod'
import { listMetaSchema, objectMetaSchema } from './metadataSchema.ts'

/** An Event (core/v1) as Kubernetes answers it; only the fields that Catalyst reads are typed, the others are kept. */
export const eventSchema = z
  .looseObject({
    metadata: objectMetaSchema.loose(),
    type: z.string().optional(),
    reason: z.string().optional(),
    message: z.string().optional(),
    count: z.int().nullish(),
    firstTimestamp: z.string().nullish(),
    lastTimestamp: z.string().nullish(),
    eventTime: z.string().nullish(),
    involvedObject: z.looseObject({
      kind: z.string().optional(),
      name: z.string().optional(),
      namespace: z.string().optional(),
      uid: z.string().optional(),
    }),
  })
  .meta({ id: 'Event' })

export const eventListSchema = z
  .object({ items: z.array(eventSchema), metadata: listMetaSchema })
  .meta({ id: 'EventList' })

export type KubernetesEvent = z.output<typeof eventSchema>
