import { expect, test } from 'vitest'
import { environmentOf, projectOf } from '../../test/builders.ts'
import { defaultSettings } from '../settings/defaultSettings.ts'
import type { NetworkSettings, OperatorSettings } from '../settings/OperatorSettings.ts'
import { desiredNetworkPolicies } from './desiredNetworkPolicies.ts'
import { homeOf } from './Home.ts'

function specsOf(
  network: Partial<NetworkSettings> = {},
  more: Partial<OperatorSettings> = {},
): Record<string, unknown> {
  const settings = { ...defaultSettings, ...more, network: { ...defaultSettings.network, ...network } }
  const policies = desiredNetworkPolicies(homeOf(environmentOf(), projectOf(), { settings }))
  for (const { kind, metadata } of policies) {
    expect(kind).toBe('NetworkPolicy')
    expect(metadata).toMatchObject({
      namespace: 'acme-shop-pr-1',
      labels: { 'catalyst.dev/team': 'acme', 'catalyst.dev/project': 'shop', 'catalyst.dev/environment': 'pr-1' },
    })
  }
  return Object.fromEntries(policies.map(({ metadata, spec }) => [metadata.name, spec]))
}

const namespace = (name: string) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
})
const tcp = (port: number) => ({ protocol: 'TCP', port })
const dns = [{ protocol: 'UDP', port: 53 }, tcp(53)]

test('nothing comes in or goes out but for its own pods, the ingress controller and the DNS', () => {
  const all = { podSelector: {} }
  expect(specsOf()).toEqual({
    'default-deny': { ...all, policyTypes: ['Ingress', 'Egress'] },
    'allow-same-namespace': {
      ...all,
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [{ podSelector: {} }] }],
      egress: [{ to: [{ podSelector: {} }] }],
    },
    'allow-ingress-controller': {
      ...all,
      policyTypes: ['Ingress'],
      ingress: [{ from: [namespace('ingress-nginx')] }],
    },
    'allow-dns': { ...all, policyTypes: ['Egress'], egress: [{ to: [namespace('kube-system')], ports: dns }] },
    'allow-egress': { ...all, policyTypes: ['Egress'] },
  })
})

test.each<[string, Partial<NetworkSettings>, string, object]>([
  [
    'other controllers',
    { ingressNamespaces: ['traefik', 'cloudflared'] },
    'allow-ingress-controller',
    { ingress: [{ from: [namespace('traefik')] }, { from: [namespace('cloudflared')] }] },
  ],
  ['DNS elsewhere', { dnsNamespaces: ['dns'] }, 'allow-dns', { egress: [{ to: [namespace('dns')], ports: dns }] }],
  [
    'addresses, some of them not, at some ports',
    { egress: [{ cidr: '0.0.0.0/0', except: ['10.0.0.0/8'], ports: [443] }] },
    'allow-egress',
    { egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] } }], ports: [tcp(443)] }] },
  ],
  [
    'a registry inside of the cluster, and the own address by the ingress controller',
    {
      egress: [
        { namespace: 'registry', ports: [5000] },
        { namespace: 'ingress-nginx', ports: [80, 443] },
      ],
    },
    'allow-egress',
    {
      egress: [
        { to: [namespace('registry')], ports: [tcp(5000)] },
        { to: [namespace('ingress-nginx')], ports: [tcp(80), tcp(443)] },
      ],
    },
  ],
  [
    'everything at one place',
    { egress: [{ namespace: 'shared' }] },
    'allow-egress',
    { egress: [{ to: [namespace('shared')] }] },
  ],
])('what is configured is allowed: %s', (...[, network, policy, rules]) => {
  expect(specsOf(network)[policy]).toMatchObject(rules)
})

test('no list of places is none at all, not every place', () => {
  const specs = specsOf({ ingressNamespaces: [], dnsNamespaces: [] })
  expect(specs['allow-ingress-controller']).toEqual({ podSelector: {}, policyTypes: ['Ingress'] })
  expect(specs['allow-dns']).toEqual({ podSelector: {}, policyTypes: ['Egress'] })
})

test('where an ingress controller leads to environments, each can fetch its own address', () => {
  const ingress = { className: 'nginx', annotations: {}, tls: { secretName: undefined } }
  expect(specsOf({}, { ingress })['allow-ingress-controller']).toEqual({
    podSelector: {},
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ from: [namespace('ingress-nginx')] }],
    egress: [{ to: [namespace('ingress-nginx')], ports: [tcp(80), tcp(443)] }],
  })
})
