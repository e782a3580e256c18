import { labels } from '@catalyst/api/labels'
import {
  createResourceClient,
  ingresses,
  isForbidden,
  isNotFound,
  namespaces,
  pods,
  services,
  type ClusterAccess,
  type Ingress,
  type Pod,
  type WatchableObject,
} from '@catalyst/kubernetes-client'

/** A port of a pod that answers for an environment, or why there is none. */
export type Target = { pod: string; port: number } | { missing: 'environment' | 'service' | 'pod' }

interface ServicePort {
  name?: string
  port: number
  targetPort?: number | string
  protocol?: string
}

interface ServiceObject extends WatchableObject {
  spec?: { selector?: Record<string, string>; ports?: ServicePort[] }
}

export interface FindTargetOptions {
  namespace: string
  signal?: AbortSignal | undefined
}

/**
 * What answers for an environment: from its Service to a pod that is ready. Only namespaces of environments have an
 * address; whatever else runs in the cluster is reached by no name.
 */
export async function findTarget(kubeConfig: ClusterAccess, { namespace, signal }: FindTargetOptions): Promise<Target> {
  const home = await createResourceClient(namespaces, { kubeConfig })
    .get({ name: namespace }, { signal })
    .catch((error: unknown) => {
      if (!isNotFound(error)) throw error
    })
  if (home?.metadata?.labels?.[labels.environment] === undefined) return { missing: 'environment' }
  const listed = await createResourceClient(services, { kubeConfig }).list({ namespace, signal })
  const routed = await createResourceClient(ingresses, { kubeConfig })
    .list({ namespace, signal })
    .catch((error: unknown) => {
      // It only tells which of several Services is meant.
      if (!isForbidden(error)) throw error
      return { items: [] }
    })
  const found = chooseService(listed.items, backendOf(routed.items, `${namespace}.localhost`))
  if (found === undefined) return { missing: 'service' }
  const labelSelector = Object.entries(found.selector)
    .map(([key, value]) => `${key}=${value}`)
    .join(',')
  const running = await createResourceClient(pods, { kubeConfig }).list({ namespace, labelSelector, signal })
  const pod = running.items.find(isReady)
  const port = pod && portOf(pod, found.port)
  return pod === undefined || port === undefined ? { missing: 'pod' } : { pod: pod.metadata.name, port }
}

/** The one that an Ingress leads to, else the one that Catalyst made, else the first by name; of its ports the one called http, else the first. Pure. */
export function chooseService(
  all: readonly ServiceObject[],
  backend?: string,
): { selector: Record<string, string>; port: ServicePort } | undefined {
  const rank = ({ metadata }: ServiceObject) =>
    `${metadata?.name === backend ? 0 : 1} ${metadata?.labels?.[labels.component] === undefined ? 1 : 0} ${metadata?.name ?? ''}`
  for (const { spec } of [...all].sort((a, b) => (rank(a) < rank(b) ? -1 : 1))) {
    const ports = (spec?.ports ?? []).filter(({ protocol = 'TCP' }) => protocol === 'TCP')
    const port = ports.find(({ name }) => name === 'http') ?? ports[0]
    const selector = spec?.selector ?? {}
    if (port !== undefined && Object.keys(selector).length > 0) return { selector, port }
  }
  return undefined
}

/** The Service behind the root of a host, as an Ingress has it. */
function backendOf(all: readonly Ingress[], host: string): string | undefined {
  const rules = all.flatMap(({ spec }) => spec?.rules ?? [])
  const paths = rules.find((rule) => rule.host === host)?.http?.paths ?? []
  return (paths.find(({ path }) => path === '/') ?? paths[0])?.backend.service?.name
}

function isReady({ metadata, status }: Pod): boolean {
  const conditions = status?.conditions as readonly { type: string; status: string }[] | undefined
  const ready = conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True')
  return ready === true && metadata.deletionTimestamp === undefined
}

function portOf({ spec }: Pod, { port, targetPort = port }: ServicePort): number | undefined {
  if (typeof targetPort === 'number') return targetPort
  const all = (spec?.containers ?? []).flatMap(({ ports = [] }) => ports as { name?: string; containerPort: number }[])
  return all.find(({ name }) => name === targetPort)?.containerPort
}
