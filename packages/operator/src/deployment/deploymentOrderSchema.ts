import { z } from 'zod'

/** In which variable of its environment the deployer finds its order, as JSON. */
export const orderVariable = 'CATALYST_ORDER'

/** Where the files are from: a commit or a branch of a Git repository. */
const sourceSchema = z.strictObject({
  name: z.string(),
  repositoryUrl: z.string(),
  commitSha: z.string().optional(),
  /** The repository's default one where neither is given. */
  branch: z.string().optional(),
})

/** What a Job of the operator has to bring into, or take out of, one environment's namespace. */
export const deploymentOrderSchema = z.strictObject({
  action: z.enum(['apply', 'remove']),
  type: z.enum(['manifest', 'helm']),
  /** The namespace of the environment: the only one that may be touched. */
  namespace: z.string(),
  /** Name of the environment: what a Helm release is called. */
  name: z.string(),
  /** On every object, and on the pods that it makes. */
  labels: z.record(z.string(), z.string()),
  /** The host at which the environment answers: an Ingress may name it and no other. */
  host: z.string(),
  /** Absent where `files` has everything, and for `remove`. */
  source: sourceSchema.optional(),
  /** Folder or file of manifests, or folder of the chart. @default the root */
  path: z.string().optional(),
  /** Path to text, in place of a repository. */
  files: z.record(z.string(), z.string()).optional(),
  /** Values for the chart; `env` holds the variables of the environment. */
  values: z.record(z.string(), z.unknown()).optional(),
  /** Variables for the containers of manifests. */
  envVars: z.record(z.string(), z.string()).optional(),
  envFrom: z.array(z.strictObject({ secretRef: z.strictObject({ name: z.string() }) })).optional(),
  /** After so long it gives up by itself and says so, before the Job is ended from outside. */
  timeoutSeconds: z.int().min(1),
})

export type DeploymentOrder = z.output<typeof deploymentOrderSchema>
