import { randomUUID } from 'node:crypto'
import type { ControllerContext } from '../api/Controller.ts'
import type { EventRecorder } from '../controllers/events/createEventRecorder.ts'
import { toMicroTime, toTimestamp } from '../controllers/timestamps.ts'
import type { KubernetesObject } from '../objects/KubernetesObject.ts'
import type { ImageStore } from './images/createImageStore.ts'

interface NodeOptions {
  readonly name: string
  readonly address: string
  readonly images: ImageStore
  readonly events: EventRecorder
}

const ids = { boot: randomUUID(), machine: randomUUID().replaceAll('-', '') }
const leaseSeconds = 40
const renewMs = 10_000
/** How often the state of a node is written when nothing changes. */
const statusMs = 300_000
const amounts = {
  ...{ 'hugepages-1Gi': '0', 'hugepages-2Mi': '0' },
  cpu: '32',
  'ephemeral-storage': '256Gi',
  memory: '128Gi',
  pods: '600',
}

/** Makes a node known, ready, and keeps it so. */
export function registerNode(context: ControllerContext, options: NodeOptions): Disposable {
  const { api, clock } = context
  const { name } = options
  const timers = new Map<string, Disposable>()
  const since = toTimestamp(clock.now())

  async function writeNode(): Promise<void> {
    const status = nodeStatus(options, { since, now: toTimestamp(clock.now()) })
    if (api.get('nodes', { name }) === undefined) {
      const metadata = { name, ...marks(name) }
      tellStart(await api.create('nodes', { apiVersion: 'v1', kind: 'Node', metadata, spec: {}, status }))
    }
    await api.patch('nodes', { name }, { status }, { subresource: 'status', fieldManager: 'kubelet' })
  }

  function tellStart(node: KubernetesObject): void {
    const note = (reason: string, message: string) => options.events.record(node, { type: 'Normal', reason, message })
    note('Starting', 'Starting kubelet.')
    for (const reason of ['NodeHasSufficientMemory', 'NodeHasNoDiskPressure', 'NodeHasSufficientPID', 'NodeReady']) {
      note(reason, `Node ${name} status is now: ${reason}`)
    }
  }

  async function renewLease(): Promise<void> {
    const ref = { namespace: 'kube-node-lease', name }
    const spec = { holderIdentity: name, leaseDurationSeconds: leaseSeconds, renewTime: toMicroTime(clock.now()) }
    if (api.get('leases.coordination.k8s.io', ref) !== undefined) {
      await api.patch('leases.coordination.k8s.io', ref, { spec })
    } else {
      await api.create('leases.coordination.k8s.io', {
        ...{ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: ref, spec },
      })
    }
  }

  /** Whoever deletes a node, or the namespace of its lease, sees it come back, as on a real one. */
  function repeat(what: string, work: () => Promise<void>, ms: number): void {
    void work().catch(() => undefined)
    timers.set(
      what,
      clock.setTimer(() => repeat(what, work, ms), ms),
    )
  }

  repeat('status', writeNode, statusMs)
  repeat('lease', renewLease, renewMs)
  return {
    [Symbol.dispose]() {
      for (const timer of timers.values()) timer[Symbol.dispose]()
    },
  }
}

function marks(name: string) {
  return {
    annotations: {
      'node.alpha.kubernetes.io/ttl': '0',
      'volumes.kubernetes.io/controller-managed-attach-detach': 'true',
    },
    labels: {
      'beta.kubernetes.io/arch': 'amd64',
      'beta.kubernetes.io/os': 'linux',
      'kubernetes.io/arch': 'amd64',
      'kubernetes.io/hostname': name,
      'kubernetes.io/os': 'linux',
    },
  }
}

function nodeStatus({ name, address, images }: NodeOptions, { since, now }: { since: string; now: string }) {
  const condition = (type: string, isTrue: boolean, [reason, message]: [string, string]) => ({
    ...{ type, status: isTrue ? 'True' : 'False', reason, message },
    ...{ lastHeartbeatTime: now, lastTransitionTime: since },
  })
  return {
    addresses: [
      { address, type: 'InternalIP' },
      { address: name, type: 'Hostname' },
    ],
    allocatable: amounts,
    capacity: amounts,
    conditions: [
      condition('MemoryPressure', false, ['KubeletHasSufficientMemory', 'kubelet has sufficient memory available']),
      condition('DiskPressure', false, ['KubeletHasNoDiskPressure', 'kubelet has no disk pressure']),
      condition('PIDPressure', false, ['KubeletHasSufficientPID', 'kubelet has sufficient PID available']),
      condition('Ready', true, ['KubeletReady', 'kubelet is posting ready status']),
    ],
    daemonEndpoints: { kubeletEndpoint: { Port: 10_250 } },
    images: images.present.slice(0, 50).map(({ reference, sizeBytes }) => ({ names: [reference.full], sizeBytes })),
    nodeInfo: {
      ...{
        architecture: 'amd64',
        operatingSystem: 'linux',
        osImage: 'Catalyst embedded cluster',
        kernelVersion: '6.12.0',
      },
      ...{ bootID: ids.boot, machineID: ids.machine, systemUUID: ids.machine, kubeProxyVersion: '' },
      ...{ containerRuntimeVersion: 'containerd://2.1.4', kubeletVersion: 'v1.34.0' },
    },
  }
}
