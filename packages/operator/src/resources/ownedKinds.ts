import {
  deployments,
  ingresses,
  jobs,
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
import { jobLabel } from '../deployment/deployerNames.ts'
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

/** What is made and not watched, or watched in another way. */
const otherKinds = [namespaces, secrets, jobs] as unknown as readonly Kind[]

/** Objects that belong to some environment. */
export const ownedScope = { labelSelector: labels.environment }

/** Jobs of the operator, among those that users bring. */
export const jobScope = { labelSelector: `${labels.environment},${jobLabel}` }

/** The kind of an object. @throws Error for one that the operator does not make. */
export function kindOf({ kind }: { kind: string }): Kind {
  const found = [...otherKinds, ...foundationKinds, ...workloadKinds].find((one) => one.kind === kind)
  if (found === undefined) throw new Error(`The operator makes no objects of the kind ${kind}.`)
  return found
}
