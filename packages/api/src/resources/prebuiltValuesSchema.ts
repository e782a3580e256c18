import { z } from 'zod'

const portSchema = z.int().min(1).max(65_535)
const commandSchema = z.array(z.string().max(4096)).max(64)
const secondsSchema = z.int().min(0).max(86_400)

const probeSchema = z.strictObject({
  httpGet: z
    .strictObject({
      path: z.string().max(2048).regex(/^\//, 'must begin with "/"').default('/'),
      /** @default the port of the values */
      port: portSchema.optional(),
      scheme: z.enum(['HTTP', 'HTTPS']).optional(),
    })
    .optional(),
  tcpSocket: z.strictObject({ port: portSchema.optional() }).optional(),
  exec: z.strictObject({ command: commandSchema.min(1) }).optional(),
  initialDelaySeconds: secondsSchema.optional(),
  periodSeconds: secondsSchema.min(1).optional(),
  timeoutSeconds: secondsSchema.min(1).optional(),
  successThreshold: z.int().min(1).max(1000).optional(),
  failureThreshold: z.int().min(1).max(1000).optional(),
})

const serviceSchema = z.looseObject({ enabled: z.boolean().default(false) })

/**
 * What the values of a template of type `prebuilt` mean. Probes are written as in a Pod; without any, the container counts
 * as ready once its port accepts connections. Other keys are left alone.
 */
export const prebuiltValuesSchema = z.looseObject({
  /** Instead of the image's entrypoint. */
  command: commandSchema.optional(),
  /** Instead of the image's arguments. */
  args: commandSchema.optional(),
  /** Where the container listens; the environment's URL leads there. */
  port: portSchema.default(8080),
  replicas: z.int().min(0).max(100).default(1),
  probes: z
    .strictObject({
      startup: probeSchema.optional(),
      readiness: probeSchema.optional(),
      liveness: probeSchema.optional(),
    })
    .optional(),
  /** Managed services beside the application. */
  services: z
    .looseObject({ postgres: serviceSchema.optional(), redis: serviceSchema.optional(), s3: serviceSchema.optional() })
    .optional(),
})

export type PrebuiltValues = z.output<typeof prebuiltValuesSchema>
