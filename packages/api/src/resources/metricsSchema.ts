import { z } from 'zod'

/** Usage of one resource beside what was asked for: cpu in cores, memory in bytes. */
export const usageSchema = z.object({
  usage: z.number(),
  request: z.number().optional(),
  limit: z.number().optional(),
})

/** What a pod's containers use, as metrics-server measured it, joined with their requests and limits. */
export const podMetricsSchema = z
  .object({
    metadata: z.object({ name: z.string(), namespace: z.string() }),
    /** End of the measured window. */
    timestamp: z.string(),
    /** Length of the measured window, a Go duration such as `10s`. */
    window: z.string(),
    containers: z.array(z.object({ name: z.string(), cpu: usageSchema, memory: usageSchema })),
    cpu: usageSchema,
    memory: usageSchema,
  })
  .meta({ id: 'PodMetrics' })

/** Why usage can't be told. */
export const metricsUnavailableReasons = ['NotInstalled', 'Forbidden', 'NotYetKnown', 'Unreachable'] as const

/** Usage of a pod, or in plain words why it can't be told: never an error for a page to trip over. */
export const podMetricsResultSchema = z
  .discriminatedUnion('available', [
    z.object({ available: z.literal(true), metrics: podMetricsSchema }),
    z.object({ available: z.literal(false), reason: z.enum(metricsUnavailableReasons), message: z.string() }),
  ])
  .meta({ id: 'PodMetricsResult' })

const quotaUsageSchema = z.object({
  usage: z.number(),
  /** Hard limit of the namespace's ResourceQuota, where there is one. */
  quota: z.number().optional(),
})

/** Usage of all pods of an environment against its quota. */
export const environmentMetricsSchema = z
  .discriminatedUnion('available', [
    z.object({
      available: z.literal(true),
      namespace: z.string(),
      timestamp: z.string(),
      cpu: quotaUsageSchema,
      memory: quotaUsageSchema,
      pods: z.array(podMetricsSchema),
    }),
    z.object({ available: z.literal(false), reason: z.enum(metricsUnavailableReasons), message: z.string() }),
  ])
  .meta({ id: 'EnvironmentMetrics' })

export type Usage = z.output<typeof usageSchema>
export type PodMetrics = z.output<typeof podMetricsSchema>
export type PodMetricsResult = z.output<typeof podMetricsResultSchema>
export type EnvironmentMetrics = z.output<typeof environmentMetricsSchema>
export type MetricsUnavailableReason = (typeof metricsUnavailableReasons)[number]
