import type { Environment, Pod, Project } from '@catalyst/api'
import type { Deployment, StatefulSet } from '@catalyst/kubernetes-client'
import type { Home } from '../desired/Home.ts'
import type { DesiredObject } from '../objects/DesiredObject.ts'

export type Template = Project['spec']['templates'][string]

/** An environment as a strategy sees it. */
export interface Deployable extends Home {
  template: Template
  /** Where it will answer. */
  url: string
}

/** What runs of an environment. */
export interface Running {
  deployments: readonly Deployment[]
  statefulSets: readonly StatefulSet[]
  pods: readonly Pod[]
}

/** What a strategy makes of an environment, or why it can't: a fault that only a change of the resources mends. */
export type Outcome = { objects: readonly DesiredObject[] } | { fault: Fault }

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
