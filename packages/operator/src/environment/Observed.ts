import type { Environment, Pod } from '@catalyst/api'
import type { Job, Namespace, Secret } from '@catalyst/kubernetes-client'
import type { ObservedCredentials } from '../credentials/desiredCredentials.ts'
import type { ObservedGitSecret, Running } from '../strategies/Strategy.ts'
import type { Acceptance } from './accept.ts'

/** Names an object; in the environment's namespace where it says nothing of one. */
export interface Reference {
  apiVersion: string
  kind: string
  name: string
  namespace?: string | undefined
}

/** Jobs of an environment, in the namespace of its project. */
export interface ObservedJobs {
  all: readonly Job[]
  pods: readonly Pod[]
  /** Whether their namespace is being deleted, so that nothing can begin in it. */
  isTerminating: boolean
}

/** What a pass sees of the world before it decides. */
export interface Observed {
  environment: Environment
  acceptance: Acceptance
  /** The namespace by the name that the environment's would have, whoever it belongs to. */
  namespace: Namespace | undefined
  /** An object as it is in the cluster. */
  find: (reference: Reference) => object | undefined
  /** Objects in the environment's namespace that an earlier pass has made: of what runs, and of what holds there. */
  made: readonly Reference[]
  foundations: readonly Reference[]
  running: Running
  jobs: ObservedJobs
  /** Secrets that it needs copies of, and who pulls images with them. */
  credentials: ObservedCredentials
  /** The Secret that its repository is fetched with, and the copy of it that a Job can mount. */
  git: { secret: ObservedGitSecret | undefined; copy: Secret | undefined }
  now: Date
}
