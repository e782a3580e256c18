import type { Pod } from '@catalyst/api'
import {
  createResourceClient,
  createWatchCache,
  isConflict,
  isNotFound,
  leases,
  pods,
  type ClusterAccess,
} from '@catalyst/kubernetes-client'
import { nodeLease, nodes, nodeStatus } from './SimulatedNode.ts'
import { simulatedPodStatus, type ContainerEnd } from './simulatedPodStatus.ts'

export interface SimulatedNodeOptions {
  /** @default 'simulated' */
  name?: string | undefined
  /** Images that no registry has. @default those with `no-such` in their names */
  isMissing?: ((image: string) => boolean) | undefined
  /**
   * How the containers of a pod come to their end; waited for while the pod is Running. The signal is aborted when the pod is
   * deleted. @default they run for ever
   */
  endOf?: ((pod: Pod, signal: AbortSignal) => Promise<ContainerEnd> | undefined) | undefined
}

/** Writes at the same time: a kubelet of many pods. */
const workers = 8

/**
 * A node in the books of a real control plane: it takes the pods that the scheduler gives it, reports them as Running and
 * Ready, and lets those go that are deleted. Nothing runs. For more pods than a machine can hold.
 */
export async function simulateNode(
  kubeConfig: ClusterAccess,
  options: SimulatedNodeOptions = {},
): Promise<AsyncDisposable> {
  const { name = 'simulated', isMissing = (image) => image.includes('no-such'), endOf } = options
  const client = createResourceClient(pods, { kubeConfig, fieldManager: 'kubelet' })
  const nodeClient = createResourceClient(nodes, { kubeConfig, fieldManager: 'kubelet' })
  await nodeClient.apply({ metadata: { name, labels: { 'kubernetes.io/hostname': name } } })
  await nodeClient.patchStatus({ name }, { status: nodeStatus(10_000) })

  const stop = new AbortController()
  const waiting = new Map<string, Pod>()
  const running = new Set<Promise<void>>()
  const ends = new Map<string, AbortController>()
  const faults: unknown[] = []
  let busy = 0

  async function tend(pod: Pod): Promise<void> {
    const { name: podName, namespace = '', uid, deletionTimestamp } = pod.metadata
    const reference = { namespace, name: podName }
    const { signal } = stop
    if (deletionTimestamp !== undefined) {
      ends.get(uid ?? '')?.abort()
      ends.delete(uid ?? '')
      await client.delete(reference, { gracePeriodSeconds: 0, preconditions: { uid: uid ?? '' }, signal })
      return
    }
    if (pod.status?.containerStatuses !== undefined) return
    const status = simulatedPodStatus(pod, { isMissing })
    await client.patchStatus(reference, { metadata: { uid }, status }, { signal })
    const end = new AbortController()
    const ending = endOf?.(pod, end.signal)
    if (ending === undefined) return
    ends.set(uid ?? '', end)
    // Apart, because it takes as long as it likes.
    const ended = ending.then(async (how) => {
      const status = simulatedPodStatus(pod, { isMissing, end: how })
      await client.patchStatus(reference, { metadata: { uid }, status }, { signal })
    })
    keep(ended)
  }

  /** A pod that is gone or was replaced meanwhile is nobody's to tend. */
  function keep(work: Promise<void>): void {
    const kept = work
      .catch((error: unknown) => {
        if (!stop.signal.aborted && !isNotFound(error) && !isConflict(error)) faults.push(error)
      })
      .finally(() => running.delete(kept))
    running.add(kept)
  }

  function work(): void {
    for (const [key, pod] of waiting) {
      if (busy >= workers || stop.signal.aborted) return
      waiting.delete(key)
      busy++
      const tended = tend(pod).finally(() => {
        busy--
        work()
      })
      keep(tended)
    }
  }

  const fieldSelector = `spec.nodeName=${name}`
  const cache = createWatchCache(kubeConfig, pods, { fieldSelector, historyLimit: 0 })
  cache.subscribe((change) => {
    const changed = change.type === 'RESET' ? change.items : change.type === 'SYNC' ? [] : [change.object]
    if (change.type === 'DELETED') return
    for (const pod of changed) waiting.set(pod.metadata.uid ?? '', pod)
    work()
  })
  cache.start()
  const leaseClient = createResourceClient(leases, { kubeConfig, fieldManager: 'kubelet' })
  const beat = () => keep(leaseClient.apply(nodeLease(name), { signal: stop.signal }).then(() => undefined))
  beat()
  const timer = setInterval(beat, 10_000)

  return {
    async [Symbol.asyncDispose]() {
      clearInterval(timer)
      stop.abort()
      for (const end of ends.values()) end.abort()
      waiting.clear()
      await cache[Symbol.asyncDispose]()
      while (running.size > 0) await Promise.all(running)
      if (faults.length > 0) throw new AggregateError(faults, 'The simulated node could not do its work.')
    },
  }
}
