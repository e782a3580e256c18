import type { Container, Pod } from '../Pod.ts'
import { podResources, toAmounts } from '../podResources.ts'
import { parseQuantity } from '../../objects/quantity.ts'

interface FieldContext {
  readonly hostIP: string
  readonly podIP: string
  readonly nodeName: string
}

/** What the downward API says of a pod: https://kubernetes.io/docs/concepts/workloads/pods/downward-api/ */
export function fieldValue(pod: Pod, fieldPath: string, { hostIP, podIP, nodeName }: FieldContext): string {
  const { metadata, spec } = pod
  const [, map, key] = /^metadata\.(labels|annotations)\['(.+)'\]$/.exec(fieldPath) ?? []
  if (key !== undefined) return (map === 'labels' ? metadata.labels : metadata.annotations)?.[key] ?? ''
  switch (fieldPath) {
    case 'metadata.name':
      return metadata.name
    case 'metadata.namespace':
      return metadata.namespace ?? ''
    case 'metadata.uid':
      return metadata.uid
    case 'metadata.labels':
      return formatMap(metadata.labels)
    case 'metadata.annotations':
      return formatMap(metadata.annotations)
    case 'spec.nodeName':
      return nodeName
    case 'spec.serviceAccountName':
      return spec.serviceAccountName ?? 'default'
    case 'status.hostIP':
    case 'status.hostIPs':
      return hostIP
    case 'status.podIP':
    case 'status.podIPs':
      return podIP
    default:
      return ''
  }
}

function formatMap(map: Readonly<Record<string, string>> = {}): string {
  const lines = Object.entries(map).map(([key, value]) => `${key}=${JSON.stringify(value)}`)
  return lines.sort().join('\n')
}

/** An amount that a container asks for, in units of the divisor. */
export function resourceValue(
  pod: Pod,
  container: Container,
  { containerName, resource, divisor }: { containerName?: string; resource: string; divisor?: string },
): string {
  const [kind, name = ''] = resource.split(/\.(.*)/)
  const all = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])]
  const about = all.find((other) => other.name === containerName) ?? container
  const amounts = toAmounts(kind === 'limits' ? about.resources?.limits : about.resources?.requests)
  const amount = amounts.get(name) ?? podResources(pod).get(name) ?? 0
  const unit = divisor === undefined || divisor === '0' ? 1 : (parseQuantity(divisor) ?? 1)
  return String(Math.ceil(amount / unit))
}
