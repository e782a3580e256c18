import type { ClusterAccess } from '@catalyst/kubernetes-client'
import type { DeploymentOrder, DeploymentResult } from '@catalyst/operator/deployment'

export interface RemovalTask {
  order: DeploymentOrder
  /** As the account of the Job. */
  kubeConfig: ClusterAccess
  /** An empty folder for what is written on the way; it is deleted in the end. */
  scratch: string
  /** Ends at the time limit of the order and when the Job is stopped; then nothing more is changed. */
  signal: AbortSignal
  /** Tells people, in the log of the pod, one line at a time; nothing secret. */
  log: (line: string) => void
}

export interface DeploymentTask extends RemovalTask {
  /** Root of the repository's files, or of the inline ones. No link in it leads out of it. */
  folder: string
  /** What `order.path` names, absolute: a file or folder below `folder`, which is there. */
  path: string
  /** Where they are from a repository. */
  commitSha?: string | undefined
}

export interface Deployed {
  /** What was done, for people: `8 objects applied, 1 removed.` */
  message: string
  /** What is there now of Deployments, StatefulSets, DaemonSets, Services and Ingresses. */
  objects: NonNullable<DeploymentResult['objects']>
}

/** One way to deploy, by the `type` of the order. Both methods may be called again after a failure, or after they succeeded. */
export interface Deployment {
  /** @throws DeployError; any other error is told as one of our own making. */
  apply(task: DeploymentTask): Promise<Deployed>
  /** Takes away what `apply` brought. @returns what was done, for people. */
  remove(task: RemovalTask): Promise<string>
}
