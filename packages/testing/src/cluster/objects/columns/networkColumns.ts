import { getPath } from '../getPath.ts'
import { toText } from '../toText.ts'
import { formatLabelSelector } from '../labelSelector.ts'
import type { PrinterColumn } from '../ResourceType.ts'
import { ageColumn, column, nameColumn, recordsOf } from './column.ts'

const formatMap = (value: unknown) =>
  Object.entries(value ?? {})
    .map(([key, text]) => `${key}=${String(text)}`)
    .join(',') || '<none>'

export const networkColumns: Readonly<Record<string, readonly PrinterColumn[]>> = {
  Service: [
    nameColumn,
    column('Type', '.spec.type'),
    column('Cluster-IP', (service) => getPath(service, 'spec.clusterIP') ?? '<none>'),
    column('External-IP', (service) => externalAddress(service)),
    column('Port(s)', (service) => {
      const ports = recordsOf(getPath(service, 'spec.ports')).map(({ port, nodePort, protocol = 'TCP' }) =>
        nodePort === undefined
          ? `${String(port)}/${String(protocol)}`
          : `${String(port)}:${toText(nodePort)}/${String(protocol)}`,
      )
      return ports.join(',') || '<none>'
    }),
    ageColumn,
    column('Selector', (service) => formatMap(getPath(service, 'spec.selector')), { wide: true }),
  ],
  Endpoints: [
    nameColumn,
    column('Endpoints', (endpoints) => {
      const addresses = recordsOf(endpoints['subsets']).flatMap((subset) =>
        recordsOf(subset['addresses']).flatMap(({ ip }) => {
          const ports = recordsOf(subset['ports'])
          return ports.length === 0 ? [String(ip)] : ports.map(({ port }) => `${String(ip)}:${String(port)}`)
        }),
      )
      return joinSome(addresses)
    }),
    ageColumn,
  ],
  EndpointSlice: [
    nameColumn,
    column('AddressType', '.addressType'),
    column('Ports', (slice) => joinSome(recordsOf(slice['ports']).map(({ port }) => toText(port, '*')))),
    column('Endpoints', (slice) =>
      joinSome(recordsOf(slice['endpoints']).flatMap(({ addresses }) => addresses as string[])),
    ),
    ageColumn,
  ],
  Ingress: [
    nameColumn,
    column('Class', (ingress) => getPath(ingress, 'spec.ingressClassName') ?? '<none>'),
    column('Hosts', (ingress) => {
      const hosts = recordsOf(getPath(ingress, 'spec.rules')).flatMap(({ host }) => (host ? [toText(host)] : []))
      return hosts.length === 0 ? '*' : hosts.join(',')
    }),
    column('Address', (ingress) => addressesOf(ingress).join(',')),
    column('Ports', (ingress) => (recordsOf(getPath(ingress, 'spec.tls')).length > 0 ? '80, 443' : '80')),
    ageColumn,
  ],
  IngressClass: [
    nameColumn,
    column('Controller', '.spec.controller'),
    column('Parameters', (object) => getPath(object, 'spec.parameters.name') ?? '<none>'),
    ageColumn,
  ],
  NetworkPolicy: [
    nameColumn,
    column('Pod-Selector', (policy) => formatLabelSelector(getPath(policy, 'spec.podSelector') ?? {}) || '<none>'),
    ageColumn,
  ],
}

/** The first three, and how many more. */
function joinSome(texts: readonly string[]): string {
  if (texts.length === 0) return '<none>'
  const more = texts.length > 3 ? ` + ${texts.length - 3} more...` : ''
  return texts.slice(0, 3).join(',') + more
}

function addressesOf(object: unknown): string[] {
  return recordsOf(getPath(object, 'status.loadBalancer.ingress')).map(({ ip, hostname }) => String(ip ?? hostname))
}

function externalAddress(service: unknown): string {
  const type = getPath(service, 'spec.type')
  const named = (getPath(service, 'spec.externalIPs') ?? []) as string[]
  if (type === 'ExternalName') return String(getPath(service, 'spec.externalName'))
  if (type !== 'LoadBalancer') return named.join(',') || '<none>'
  return [...addressesOf(service), ...named].join(',') || '<pending>'
}
