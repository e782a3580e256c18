import { createClock } from '../../clock/createClock.ts'
import type { Image } from '../../machine/Image.ts'
import type { ObjectInput } from '../../objects/KubernetesObject.ts'
import { startCluster } from '../../startCluster.ts'
import { startNode } from '../startNode.ts'
import type { Container, ContainerStatus, Pod, PodSpec } from '../Pod.ts'

/** Runs `sh` scripts and nothing else. */
const busybox: Image = { name: 'docker.io/library/busybox', pullMs: 400 }

/** A cluster with a node on a clock that stands still, and what tests ask of its pods. */
export async function startTestNode({ images = [] }: { images?: readonly Image[] } = {}) {
  const clock = createClock({ stopped: true, now: Date.parse('2026-03-01T12:00:00Z') })
  const cluster = await startCluster({ clock, nodes: 0 })
  const { api } = cluster
  const node = startNode({ api, clock, images: [...images, busybox] })
  await clock.advance(0)

  const ref = (name: string) => ({ namespace: 'default', name })
  return {
    ...{ cluster, api, clock, ref, node },
    async run(
      name: string,
      containers: readonly (Partial<Container> & { script?: string })[],
      spec: Partial<PodSpec> = {},
    ) {
      const pod = podOf(name, containers, spec)
      await api.create('pods', pod)
      await clock.advance(0)
    },
    pod: (name: string) => api.get('pods', ref(name)) as Pod | undefined,
    /** The state of its first container, or of the one that is named. */
    container(name: string, container?: string): ContainerStatus | undefined {
      const {
        containerStatuses = [],
        initContainerStatuses = [],
        ephemeralContainerStatuses = [],
      } = (api.get('pods', ref(name)) as Pod | undefined)?.status ?? {}
      const all = [...containerStatuses, ...initContainerStatuses, ...ephemeralContainerStatuses]
      return container === undefined ? all[0] : all.find((status) => status.name === container)
    },
    /** `Reason: message` of the Events about an object, in order. */
    events(name: string, kind = 'Pod'): string[] {
      const all = api.list('events', { namespace: 'default' }) as (ObjectInput & {
        involvedObject: { kind: string; name: string }
        reason: string
        message: string
      })[]
      return all
        .filter(({ involvedObject }) => involvedObject.name === name && involvedObject.kind === kind)
        .sort((a, b) => Number(a.metadata.resourceVersion) - Number(b.metadata.resourceVersion))
        .map(({ reason, message }) => `${reason}: ${message}`)
    },
    async [Symbol.asyncDispose]() {
      node[Symbol.dispose]()
      await cluster.close()
    },
  }
}

export function podOf(
  name: string,
  containers: readonly (Partial<Container> & { script?: string })[],
  spec: Partial<PodSpec> = {},
): ObjectInput {
  return {
    ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'default' } },
    spec: { restartPolicy: 'Never', ...spec, containers: containers.map(containerOf) },
  }
}

/** A container of busybox that runs a script. */
export function containerOf({ script, ...container }: Partial<Container> & { script?: string }, index = 0): Container {
  return {
    name: index === 0 ? 'main' : `side-${index}`,
    image: 'docker.io/library/busybox:1',
    ...(script !== undefined && { command: ['sh', '-c', script] }),
    ...container,
  }
}
