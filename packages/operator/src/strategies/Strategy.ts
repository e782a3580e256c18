import type { Environment, Pod, Project } from '@catalyst/api'
import type { Deployment, Ingress, Secret, Service, StatefulSet } from '@catalyst/kubernetes-client'
import type { GitSecret } from '../deployment/gitSecretOf.ts'
import type { DeploymentOrder } from '../deployment/deploymentOrderSchema.ts'
import type { Home } from '../desired/Home.ts'
import type { DesiredObject } from '../objects/DesiredObject.ts'

export type Template = Project['spec']['templates'][string]

/** An environment as a strategy sees it. */
export interface Deployable extends Home {
  template: Template
  /** Where it will answer. */
  url: string
  /** The Secret that its repository is fetched with, as far as one is named. */
  gitSecret?: ObservedGitSecret | undefined
}

export interface ObservedGitSecret extends GitSecret {
  source: Secret | undefined
}

/** What runs of an environment. */
export interface Running {
  deployments: readonly Deployment[]
  statefulSets: readonly StatefulSet[]
  services: readonly Service[]
  ingresses: readonly Ingress[]
  pods: readonly Pod[]
}

/** Credentials for Git, as the files that a Job finds them in, by name. Base64, as in a Secret. */
export type GitCredentials = Readonly<Record<string, string>>

/** What a strategy makes of an environment, or why it can't: a fault that only a change of the resources mends. */
export type Outcome =
  | { objects: readonly DesiredObject[] }
  /** A Job carries it out. */
  | { order: DeploymentOrder; credentials?: GitCredentials | undefined }
  | { fault: Fault }

/** What is wrong, for the developer who has to mend it. */
export interface Fault {
  /** CamelCase, for a condition. */
  reason: string
  message: string
}

/** One way to deploy, by the `type` of a template. Every way is a folder of its own. */
export interface Strategy {
  /** Whether images are built before; they are in place when `plan` is called. */
  builds: boolean
  /** What the strategy wants in the environment's namespace. Pure: the same question has the same answer. */
  plan: (deployable: Deployable) => Outcome
}

/** The revision of an environment's sources, for people and for comparison. */
export function revisionOf({ spec }: Environment): string | undefined {
  return spec.sources?.[0]?.commitSha
}
