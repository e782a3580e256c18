import type { Environment } from '@catalyst/api'
import type { Namespace } from '@catalyst/kubernetes-client'
import type { ObservedCredentials } from '../credentials/desiredCredentials.ts'
import type { Running } from '../strategies/Strategy.ts'
import type { Acceptance } from './accept.ts'

/** What a pass sees of the world before it decides. */
export interface Observed {
  environment: Environment
  acceptance: Acceptance
  /** The namespace by the name that the environment's would have, whoever it belongs to. */
  namespace: Namespace | undefined
  /** An object of the environment's namespace as it is in the cluster. */
  find: (reference: { apiVersion: string; kind: string; name: string }) => object | undefined
  /** Objects in it that an earlier pass has made. */
  made: readonly { apiVersion: string; kind: string; name: string }[]
  running: Running
  /** Secrets that it needs copies of, and who pulls images with them. */
  credentials: ObservedCredentials
  now: Date
}
