import type { DesiredObject } from '../objects/DesiredObject.ts'
import type { EgressSettings } from '../settings/OperatorSettings.ts'
import type { Home } from './Home.ts'

/**
 * Nobody reaches an environment, and it reaches nobody, but for its own pods, ingress controllers, DNS and what is
 * configured. They need a network plugin that enforces them.
 */
export function desiredNetworkPolicies({ namespace, labels, settings }: Home): DesiredObject[] {
  const { ingressNamespaces, dnsNamespaces, egress } = settings.network
  const policy = (name: string, spec: object): DesiredObject => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace, labels },
    spec: { podSelector: {}, ...withoutEmptyLists(spec) },
  })
  const ownPods = [{ podSelector: {} }]
  const dns = [
    { protocol: 'UDP', port: 53 },
    { protocol: 'TCP', port: 53 },
  ]
  const web = [
    { protocol: 'TCP', port: 80 },
    { protocol: 'TCP', port: 443 },
  ]
  return [
    policy('default-deny', { policyTypes: ['Ingress', 'Egress'] }),
    policy('allow-same-namespace', {
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: ownPods }],
      egress: [{ to: ownPods }],
    }),
    policy('allow-ingress-controller', {
      policyTypes: settings.ingress === undefined ? ['Ingress'] : ['Ingress', 'Egress'],
      ingress: ingressNamespaces.map((name) => ({ from: [inNamespace(name)] })),
      // An environment has to reach its own address, for tests in it; by the ports of the web alone, not those of a controller's webhook.
      ...(settings.ingress !== undefined && {
        egress: ingressNamespaces.map((name) => ({ to: [inNamespace(name)], ports: web })),
      }),
    }),
    policy('allow-dns', {
      policyTypes: ['Egress'],
      egress: dnsNamespaces.map((name) => ({ to: [inNamespace(name)], ports: dns })),
    }),
    policy('allow-egress', {
      policyTypes: ['Egress'],
      egress: egress.map((place) => ({
        to: [peerOf(place)],
        ...(place.ports !== undefined && { ports: place.ports.map((port) => ({ protocol: 'TCP', port })) }),
      })),
    }),
  ]
}

/** Pods behind a Service are named by their namespace: policies see the address of a pod, not that of its Service. */
function peerOf(place: EgressSettings): object {
  if ('namespace' in place) return inNamespace(place.namespace)
  const { cidr, except } = place
  return { ipBlock: { cidr, ...(except !== undefined && { except: [...except] }) } }
}

/** No list allows as much as an empty one: nothing. The API server does not keep an empty one, and takes it for a change each time. */
function withoutEmptyLists(spec: object): object {
  return Object.fromEntries(Object.entries(spec).filter(([, list]) => !Array.isArray(list) || list.length > 0))
}

function inNamespace(name: string): object {
  return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } }
}
