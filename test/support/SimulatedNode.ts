import { defineResource, type Lease, type ResourceDefinition } from '@catalyst/kubernetes-client'

export interface Node {
  metadata?: { name?: string; labels?: Record<string, string>; resourceVersion?: string }
  spec?: { taints?: readonly object[] }
  status?: object
}

export const nodes: ResourceDefinition<Node, Node> = defineResource({
  group: '',
  version: 'v1',
  plural: 'nodes',
  kind: 'Node',
  namespaced: false,
})

/** What kubelet reports of itself, so that the scheduler gives it pods. */
export function nodeStatus(pods: number): object {
  const room = { cpu: '4096', memory: '16Ti', 'ephemeral-storage': '16Ti', pods: String(pods) }
  const at = new Date().toISOString().replace(/\.\d+Z$/, 'Z')
  const condition = (type: string, status: string) => {
    return { type, status, reason: 'Simulated', message: '', lastHeartbeatTime: at, lastTransitionTime: at }
  }
  return {
    capacity: room,
    allocatable: room,
    addresses: [{ type: 'Hostname', address: 'simulated' }],
    nodeInfo: { kubeletVersion: 'v1.34.4', operatingSystem: 'linux', architecture: 'amd64' },
    conditions: [
      condition('MemoryPressure', 'False'),
      condition('DiskPressure', 'False'),
      condition('PIDPressure', 'False'),
      condition('Ready', 'True'),
    ],
  }
}

/** The sign of life that the cluster looks for. */
export function nodeLease(name: string): Lease {
  const renewTime = new Date().toISOString().replace('Z', '000Z') as unknown as Date
  return {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: { name, namespace: 'kube-node-lease' },
    spec: { holderIdentity: name, leaseDurationSeconds: 40, renewTime },
  } as unknown as Lease
}
