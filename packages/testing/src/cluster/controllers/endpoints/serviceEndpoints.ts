import { hasEnded, type Pod } from '../../nodes/Pod.ts'
import { isReady } from '../workloads/podState.ts'
import type { Service, ServicePort } from './Service.ts'

export interface Endpoint {
  readonly ip: string
  readonly isReady: boolean
  readonly isServing: boolean
  readonly isTerminating: boolean
  readonly pod: Pod
}

export interface EndpointPort {
  readonly name: string
  readonly port: number
  readonly protocol: string
}

/** The pods behind a service, and on which ports. Each group has the same ports. */
export function serviceEndpoints(
  { spec }: Service,
  pods: readonly Pod[],
): { ports: EndpointPort[]; endpoints: Endpoint[] }[] {
  const groups = new Map<string, { ports: EndpointPort[]; endpoints: Endpoint[] }>()
  for (const pod of pods) {
    const ip = pod.status?.podIP
    if (ip === undefined || hasEnded(pod)) continue
    const ports = (spec?.ports ?? []).flatMap((port) => portOf(port, pod) ?? [])
    const isTerminating = pod.metadata.deletionTimestamp !== undefined
    const isServing = isReady(pod)
    const isCounted = spec?.publishNotReadyAddresses === true || (isServing && !isTerminating)
    const key = JSON.stringify(ports)
    const group = groups.get(key) ?? { ports, endpoints: [] }
    group.endpoints.push({ ip, isReady: isCounted, isServing, isTerminating, pod })
    groups.set(key, group)
  }
  return [...groups.values()]
}

/** A port by its name is another in each pod, and in some there is none of that name. */
function portOf(
  { name = '', port, protocol = 'TCP', targetPort = port }: ServicePort,
  pod: Pod,
): EndpointPort | undefined {
  if (typeof targetPort === 'number') return { name, port: targetPort, protocol }
  const ports = pod.spec.containers.flatMap((container) => container.ports ?? [])
  const named = ports.find((candidate) => candidate.name === targetPort)
  return named && { name, port: named.containerPort, protocol }
}

export function targetRef({ metadata }: Pod) {
  return { kind: 'Pod', name: metadata.name, namespace: metadata.namespace, uid: metadata.uid }
}
