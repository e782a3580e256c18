import { isRecord } from '../../objects/isRecord.ts'
import type { KubernetesObject, ObjectInput } from '../../objects/KubernetesObject.ts'
import type { ResourceName } from '../../objects/ResourceType.ts'
import { sumQuantities } from '../../objects/quantity.ts'
import { podResources } from '../podResources.ts'
import { podSpecOf } from '../PodSpec.ts'

type Amounts = Readonly<Record<string, string>>

/** Kinds that a quota counts under their own name, as it did before `count/…`. */
const counted = new Set(['pods', 'services', 'configmaps', 'secrets', 'resourcequotas', 'replicationcontrollers'])

/**
 * What one object takes of a quota: https://kubernetes.io/docs/concepts/policy/resource-quotas/
 *
 * @param resource as in `count/deployments.apps`
 */
export function quotaUsage(resource: ResourceName, object: ObjectInput): Amounts {
  const usage: Record<string, string> = { [`count/${resource}`]: '1' }
  if (counted.has(resource)) usage[resource] = '1'
  if (resource === 'pods') return isOver(object) ? { 'count/pods': '1' } : { ...usage, ...podUsage(object) }
  if (resource === 'services') return { ...usage, ...serviceUsage(object) }
  if (resource === 'persistentvolumeclaims') return { ...usage, [resource]: '1', ...claimUsage(object) }
  return usage
}

/** A pod that has ended takes nothing any more. */
function isOver(pod: ObjectInput): boolean {
  const phase = isRecord(pod['status']) ? pod['status']['phase'] : undefined
  return phase === 'Succeeded' || phase === 'Failed'
}

function podUsage(pod: ObjectInput): Amounts {
  const { requests = {}, limits = {} } = podResources(podSpecOf(pod))
  const usage: Record<string, string> = {}
  for (const [name, amount] of Object.entries(requests)) {
    usage[`requests.${name}`] = amount
    if (name === 'cpu' || name === 'memory' || name === 'ephemeral-storage') usage[name] = amount
  }
  for (const [name, amount] of Object.entries(limits)) usage[`limits.${name}`] = amount
  return usage
}

function serviceUsage({ spec }: ObjectInput): Amounts {
  const { type, ports } = isRecord(spec) ? spec : {}
  const count = String(Array.isArray(ports) ? ports.length : 0)
  if (type === 'LoadBalancer') return { 'services.loadbalancers': '1', 'services.nodeports': count }
  return type === 'NodePort' ? { 'services.nodeports': count } : {}
}

function claimUsage({ spec }: ObjectInput): Amounts {
  const resources = isRecord(spec) && isRecord(spec['resources']) ? spec['resources'] : {}
  const requests = isRecord(resources['requests']) ? resources['requests'] : {}
  return typeof requests['storage'] === 'string' ? { 'requests.storage': requests['storage'] } : {}
}

/** Which resource's objects a name in a quota is about. */
export function quotaSubject(name: string): ResourceName {
  if (name.startsWith('count/')) return name.slice('count/'.length)
  if (name.startsWith('services')) return 'services'
  if (name === 'requests.storage') return 'persistentvolumeclaims'
  return counted.has(name) || name === 'persistentvolumeclaims' ? name : 'pods'
}

/** What all objects of a resource take together of the named amounts. */
export function totalUsage(
  resource: ResourceName,
  objects: readonly KubernetesObject[],
  names: readonly string[],
): Amounts {
  const count = String(objects.length)
  // Most quotas count, and their namespaces may hold thousands.
  if (names.every((name) => name.startsWith('count/'))) return Object.fromEntries(names.map((name) => [name, count]))
  const usages = objects.map((object) => quotaUsage(resource, object))
  return Object.fromEntries(names.map((name) => [name, sumQuantities(usages.flatMap((usage) => usage[name] ?? []))]))
}
