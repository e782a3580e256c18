import type { ApiOperations, ListFilter, ObjectRef } from '../api/ApiOperations.ts'
import type { ControllerContext } from '../api/Controller.ts'
import type { VirtualResource } from '../api/VirtualResource.ts'
import type { ContainerRegistry } from '../containers/ContainerRegistry.ts'
import { toTimestamp } from '../controllers/timestamps.ts'
import type { Pod } from '../nodes/Pod.ts'
import type { KubernetesObject } from '../objects/KubernetesObject.ts'
import { createSampler, type Sample } from './createSampler.ts'
import { nodeMetricsType, podMetricsType } from './metricsTypes.ts'

/** The usage of pods and nodes as metrics-server serves it, `metrics.k8s.io/v1beta1`, measured from the machines. */
export function createMetrics({ api, clock }: ControllerContext, registry: ContainerRegistry): VirtualResource[] {
  const sample = createSampler(registry, clock)

  function ofPod(pod: Pod): KubernetesObject | undefined {
    const taken = sample(pod)
    if (taken === undefined) return undefined
    const { name, namespace, labels } = pod.metadata
    const containers = taken.containers.map(({ name: container, ...usage }) => ({
      name: container,
      usage: quantities(usage),
    }))
    return { kind: 'PodMetrics', ...envelope({ name, namespace, labels }, taken), containers }
  }

  function ofNode({ metadata }: KubernetesObject): KubernetesObject {
    const samples = (api.list('pods') as Pod[])
      .filter(({ spec }) => spec.nodeName === metadata.name)
      .flatMap((pod) => sample(pod)?.containers ?? [])
    const cpu = samples.reduce((sum, usage) => sum + usage.cpu, systemUsage.cpu)
    const memory = samples.reduce((sum, usage) => sum + usage.memory, systemUsage.memory)
    const { name, labels } = metadata
    const usage = quantities({ cpu, memory })
    return { kind: 'NodeMetrics', ...envelope({ name, labels }, { at: clock.now(), windowMs: 15_000 }), usage }
  }

  function envelope(
    {
      name,
      namespace,
      labels,
    }: { name: string; namespace?: string | undefined; labels?: Record<string, string> | undefined },
    { at, windowMs }: Pick<Sample, 'at' | 'windowMs'>,
  ) {
    const metadata = {
      ...{ name, creationTimestamp: toTimestamp(clock.now()) },
      ...(namespace !== undefined && { namespace }),
      ...(labels !== undefined && { labels }),
    }
    return {
      apiVersion: 'metrics.k8s.io/v1beta1',
      // It has neither uid nor version: it is never stored.
      metadata: metadata as KubernetesObject['metadata'],
      ...{ timestamp: toTimestamp(at), window: `${windowMs / 1000}s` },
    }
  }

  return [
    {
      type: podMetricsType,
      get: (ref: ObjectRef) => read<Pod, KubernetesObject | undefined>(api, { resource: 'pods', ref }, ofPod),
      list: (filter: ListFilter) => (api.list('pods', filter) as Pod[]).flatMap((pod) => ofPod(pod) ?? []),
    },
    {
      type: nodeMetricsType,
      get: (ref: ObjectRef) => read(api, { resource: 'nodes', ref }, ofNode),
      list: (filter: ListFilter) => api.list('nodes', filter).map(ofNode),
    },
  ]
}

/** What a node itself uses beside its pods. */
const systemUsage = { cpu: 0.12, memory: 900 * 2 ** 20 }

function read<TObject extends KubernetesObject, TResult>(
  api: ApiOperations,
  { resource, ref }: { resource: string; ref: ObjectRef },
  toMetrics: (object: TObject) => TResult,
): TResult | undefined {
  const object = api.get(resource, ref) as TObject | undefined
  return object && toMetrics(object)
}

function quantities({ cpu, memory }: { cpu: number; memory: number }) {
  return { cpu: cpu === 0 ? '0' : `${Math.round(cpu * 1e9)}n`, memory: `${Math.round(memory / 1024)}Ki` }
}
