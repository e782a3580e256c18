import type { Cluster, Context } from '../loader.ts'
import type { CompleteUser } from './completeUsers.ts'

/** What a kubeconfig says, in the words of `@kubernetes/client-node`, whose `KubeConfig` can be made of it. */
export interface KubeconfigData {
  clusters: Cluster[]
  users: CompleteUser[]
  contexts: Context[]
  currentContext: string | undefined
}
