import { z } from 'zod'

/** How many bytes Kubernetes keeps of the message with which a container ends. */
export const maxResultBytes = 4096

/**
 * What the deployer says when it ends, as JSON in its termination message.
 * https://kubernetes.io/docs/tasks/debug/debug-application/determine-reason-pod-failure/
 */
export const deploymentResultSchema = z.strictObject({
  ok: z.boolean(),
  /** CamelCase, for a condition: `ChartInvalid`. */
  reason: z.string().max(128),
  /** What a developer can act on, without anything secret. */
  message: z.string().max(2000),
  /** Whether the same order may go well another time: a host that did not answer, and not a chart that is wrong. */
  retry: z.boolean().optional(),
  /** The commit that was taken. */
  commitSha: z.string().optional(),
  /** What is there now of Deployments, StatefulSets, DaemonSets, Services and Ingresses; as many as fit. */
  objects: z.array(z.strictObject({ kind: z.string(), name: z.string(), generation: z.int().optional() })).optional(),
})

export type DeploymentResult = z.output<typeof deploymentResultSchema>
