import { parseQuantity } from '@catalyst/api/quantities'
import type { ContainerResources, OperatorSettings } from '../settings/OperatorSettings.ts'

/** So that a rollout, which has two pods for a while, and something beside them fit. */
const partsOfQuota = 4

/**
 * What a container gets that says nothing: what is configured, but no more than a quarter of the quota. Else an environment
 * with a small quota could run nothing that does not state its needs.
 */
export function containerLimits(
  { requests, limits }: OperatorSettings['containerDefaults'],
  quota: ContainerResources,
): OperatorSettings['containerDefaults'] {
  const most = {
    cpu: atMost(limits.cpu, `${Math.floor((parseQuantity(quota.cpu) * 1000) / partsOfQuota)}m`),
    memory: atMost(limits.memory, `${Math.floor(parseQuantity(quota.memory) / 1024 / partsOfQuota)}Ki`),
  }
  return {
    limits: most,
    requests: { cpu: atMost(requests.cpu, most.cpu), memory: atMost(requests.memory, most.memory) },
  }
}

function atMost(wanted: string, most: string): string {
  return parseQuantity(wanted) <= parseQuantity(most) ? wanted : most
}
