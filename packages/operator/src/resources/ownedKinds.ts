import {
  deployments,
  ingresses,
  namespaces,
  networkPolicies,
  resourceQuotas,
  roleBindings,
  secrets,
  serviceAccounts,
  services,
  statefulSets,
  type ResourceDefinition,
  type WatchableObject,
} from '@catalyst/kubernetes-client'
import { labels } from '@catalyst/api/labels'
import { limitRanges } from './limitRanges.ts'

type Kind = ResourceDefinition<WatchableObject, WatchableObject>

/** What the operator makes in the namespaces of environments: those that only the platform changes, and what runs. */
export const foundationKinds = [
  resourceQuotas,
  limitRanges,
  networkPolicies,
  serviceAccounts,
  roleBindings,
] as unknown as readonly Kind[]
export const workloadKinds = [deployments, statefulSets, services, ingresses] as unknown as readonly Kind[]

/** What is made in an environment's namespace and not watched. */
const credentialKinds = [secrets] as unknown as readonly Kind[]

/** Objects that belong to some environment. */
export const ownedScope = { labelSelector: labels.environment }

/** The kind of an object. @throws Error for one that the operator does not make. */
export function kindOf({ kind }: { kind: string }): Kind {
  const found = [namespaces as unknown as Kind, ...foundationKinds, ...credentialKinds, ...workloadKinds].find(
    (one) => one.kind === kind,
  )
  if (found === undefined) throw new Error(`The operator makes no objects of the kind ${kind}.`)
  return found
}
