import { z } from 'zod'
import { listMetaSchema, objectMetaSchema } from './metadataSchema.ts'

const containerSchema = z.looseObject({
  name: z.string(),
  image: z.string().optional(),
  resources: z
    .looseObject({
      requests: z.record(z.string(), z.string()).optional(),
      limits: z.record(z.string(), z.string()).optional(),
    })
    .optional(),
})

const terminatedSchema = z.looseObject({
  exitCode: z.int(),
  reason: z.string().optional(),
  message: z.string().optional(),
  startedAt: z.string().nullish(),
  finishedAt: z.string().nullish(),
})

const containerStateSchema = z.looseObject({
  waiting: z.looseObject({ reason: z.string().optional(), message: z.string().optional() }).optional(),
  running: z.looseObject({ startedAt: z.string().nullish() }).optional(),
  terminated: terminatedSchema.optional(),
})

const containerStatusSchema = z.looseObject({
  name: z.string(),
  ready: z.boolean(),
  restartCount: z.int(),
  containerID: z.string().optional(),
  image: z.string().optional(),
  state: containerStateSchema.optional(),
  lastState: containerStateSchema.optional(),
})

/** A Pod (core/v1) as Kubernetes answers it; only the fields that Catalyst reads are typed, the others are kept. */
export const podSchema = z
  .looseObject({
    apiVersion: z.string().optional(),
    kind: z.string().optional(),
    metadata: objectMetaSchema.loose(),
    spec: z
      .looseObject({
        nodeName: z.string().optional(),
        containers: z.array(containerSchema),
        initContainers: z.array(containerSchema).optional(),
        ephemeralContainers: z.array(containerSchema).optional(),
      })
      .optional(),
    status: z
      .looseObject({
        phase: z.string().optional(),
        reason: z.string().optional(),
        message: z.string().optional(),
        podIP: z.string().optional(),
        startTime: z.string().optional(),
        containerStatuses: z.array(containerStatusSchema).optional(),
        initContainerStatuses: z.array(containerStatusSchema).optional(),
        ephemeralContainerStatuses: z.array(containerStatusSchema).optional(),
      })
      .optional(),
  })
  .meta({ id: 'Pod' })

export const podListSchema = z.object({ items: z.array(podSchema), metadata: listMetaSchema }).meta({ id: 'PodList' })

export type Pod = z.output<typeof podSchema>
export type ContainerStatus = z.output<typeof containerStatusSchema>
export type ContainerState = z.output<typeof containerStateSchema>
