import type { ClusterAccess } from '@catalyst/kubernetes-client'

/** What the program works with; the process's own outside of tests. */
export interface Surroundings {
  env: Readonly<Record<string, string | undefined>>
  /** For people: what is done, as it is done. */
  out: { write(text: string): unknown }
  /** Ends when the process is asked to. */
  signal: AbortSignal
  /** Where the credentials for Git are, as files, if there are any. @default '/run/catalyst/git' */
  credentialsFolder?: string | undefined
  /** @default the account of the pod, or KUBECONFIG */
  kubeConfig?: ClusterAccess | undefined
}
