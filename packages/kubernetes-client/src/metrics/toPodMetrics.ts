import type { Pod, PodMetrics, Usage } from '@catalyst/api'
import { parseQuantity } from '@catalyst/api/quantities'
import type { MeasuredPod } from './podMetricsResource.ts'

/**
 * Joins what was measured of a pod with what its containers asked for. A pod's request is the sum of those of its measured
 * containers; it has a limit only when each of them has one, since one without may use whatever the node has.
 */
export function toPodMetrics(measured: MeasuredPod, pod?: Pod): PodMetrics {
  const containers = measured.containers.map(({ name, usage }) => ({
    name,
    cpu: usageOf('cpu', { name, usage: usage.cpu, pod }),
    memory: usageOf('memory', { name, usage: usage.memory, pod }),
  }))
  return {
    metadata: { name: measured.metadata.name, namespace: measured.metadata.namespace ?? '' },
    timestamp: measured.timestamp,
    window: measured.window,
    containers,
    cpu: sumOf(containers.map(({ cpu }) => cpu)),
    memory: sumOf(containers.map(({ memory }) => memory)),
  }
}

function usageOf(
  resource: 'cpu' | 'memory',
  { name, usage, pod }: { name: string; usage: string | undefined; pod: Pod | undefined },
): Usage {
  const { containers = [], initContainers = [] } = pod?.spec ?? {}
  // Sidecars are init containers that go on running.
  const resources = [...containers, ...initContainers].find((container) => container.name === name)?.resources
  return usageWith(parseQuantity(usage ?? '0'), {
    request: optionalQuantity(resources?.requests?.[resource]),
    limit: optionalQuantity(resources?.limits?.[resource]),
  })
}

function sumOf(usages: readonly Usage[]): Usage {
  const requests = usages.flatMap(({ request }) => request ?? [])
  const limits = usages.flatMap(({ limit }) => limit ?? [])
  return usageWith(sum(usages.map(({ usage }) => usage)), {
    request: requests.length > 0 ? sum(requests) : undefined,
    limit: limits.length > 0 && limits.length === usages.length ? sum(limits) : undefined,
  })
}

function usageWith(
  usage: number,
  { request, limit }: { request: number | undefined; limit: number | undefined },
): Usage {
  return { usage, ...(request !== undefined && { request }), ...(limit !== undefined && { limit }) }
}

function optionalQuantity(text: string | undefined): number | undefined {
  return text === undefined ? undefined : parseQuantity(text)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
