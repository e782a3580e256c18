import { afterAll, beforeAll, expect, test } from 'vitest'
import { ingressAnnotations } from '../../apps/deployer/src/checks/ingressAnnotations.ts'
import { startTestCluster, type TestCluster } from '../cluster/startTestCluster.ts'
import { createTestNamespace, type TestNamespace } from './support/createTestNamespace.ts'
import { eventually } from './support/eventually.ts'
import { applyFolder, installDefinitions } from './support/installDefinitions.ts'

let cluster: TestCluster
/** The namespace of an environment. */
let home: TestNamespace
beforeAll(async () => {
  cluster = await startTestCluster({ node: false })
  await installDefinitions(cluster)
  await applyFolder(cluster, 'rbac')
  await applyFolder(cluster, 'policies')
  home = await createTestNamespace(cluster)
  await cluster.kubectl(['label', 'namespace', home.name, 'catalyst.dev/environment=pr-1'])
  await cluster.kubectl(['annotate', 'namespace', home.name, `catalyst.dev/host=${host}`])
  await bind('owner', '--user=developer', `--serviceaccount=${home.name}:agent`)
  await bind('admin', '--user=admin')
  await bind('owner', '--serviceaccount=acme-shop:deployer-pr-1', '--serviceaccount=cert-manager:solver')
  // The API server needs a moment until it enforces a new policy.
  await eventually(() => expect(write(service({ type: 'NodePort' }), 'developer')).rejects.toThrow(refusal))
  await eventually(() => expect(write(ingress({}), 'developer')).rejects.toThrow('spec.rules'))
})
afterAll(async () => {
  await home[Symbol.asyncDispose]()
  await cluster[Symbol.asyncDispose]()
})

const host = 'pr-1.example.com'
const refusal = 'only who may "deploy" can open an environment'
const bind = (role: string, ...subjects: string[]) => {
  const name = `${role}-${subjects.length}-${subjects[0]?.replaceAll(/[^a-z]/g, '')}`
  return kubectl('create', 'rolebinding', name, `--clusterrole=catalyst-${role}`, ...subjects)
}
const kubectl = (...args: string[]) => cluster.kubectl([`--namespace=${home.name}`, ...args])

/** As it would be done; what is not refused is not kept either. */
function write(object: object, user: string): Promise<string> {
  const args = [`--namespace=${home.name}`, 'create', '--filename=-', '--dry-run=server', `--as=${user}`]
  return cluster.kubectl(args, { input: JSON.stringify(object) })
}

function service(spec: object): object {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { ports: [{ port: 80 }], ...spec } }
}

const backend = { service: { name: 'web', port: { number: 80 } } }
const ruleFor = (name?: string) => ({
  ...(name !== undefined && { host: name }),
  http: { paths: [{ path: '/', pathType: 'Prefix', backend }] },
})

function ingress(spec: object, annotations: Record<string, string> = {}): object {
  const apiVersion = 'networking.k8s.io/v1'
  return { apiVersion, kind: 'Ingress', metadata: { name: 'web', annotations }, spec: { rules: [ruleFor()], ...spec } }
}

const own = { rules: [ruleFor(host)], tls: [{ hosts: [host], secretName: 'tls' }] }
const agent = () => `system:serviceaccount:${home.name}:agent`
const deployer = () => 'system:serviceaccount:acme-shop:deployer-pr-1'
const held = [['a developer', () => 'developer'] as const, ['an agent', agent] as const, ['a Job', deployer] as const]

test.each(held)('%s writes Services and Ingresses of its own environment', async (_, user) => {
  await write(service({}), user())
  await write(service({ clusterIP: 'None' }), user())
  await write(
    ingress(own, { 'nginx.ingress.kubernetes.io/proxy-body-size': '8m', 'helm.sh/hook': 'post-install' }),
    user(),
  )
})

test.each(held)('%s opens nothing else to the outside', async (_, user) => {
  for (const spec of [{ type: 'NodePort' }, { type: 'LoadBalancer' }, { type: 'ExternalName', externalName: 'a.b' }])
    await expect(write(service(spec), user())).rejects.toThrow(`spec.type: "${spec.type}": ${refusal}`)
  await expect(write(service({ externalIPs: ['192.0.2.1'] }), user())).rejects.toThrow('spec.externalIPs')
})

test.each([
  ['another host', { rules: [ruleFor(host), ruleFor('www.example.com')] }],
  ['every host', { rules: [ruleFor()] }],
  ['what no rule takes', { ...own, defaultBackend: backend }],
  ['a certificate for another host', { ...own, tls: [{ hosts: [host, 'www.example.com'] }] }],
  ['a certificate for every host', { ...own, tls: [{ secretName: 'tls' }] }],
])('nobody who may not deploy takes %s', async (_, spec) => {
  for (const [, user] of held)
    await expect(write(ingress(spec), user())).rejects.toThrow(`host of this environment, "${host}"`)
  await write(ingress(spec), 'admin')
  await write(ingress(spec), 'system:serviceaccount:cert-manager:solver')
})

test('annotations that reach further are refused, and those that Jobs may write are not', async () => {
  for (const [key, value] of [
    ['nginx.ingress.kubernetes.io/server-snippet', 'return 200;'],
    ['nginx.ingress.kubernetes.io/server-alias', 'www.example.com'],
    ['external-dns.alpha.kubernetes.io/hostname', 'www.example.com'],
    ['nginx.ingress.kubernetes.io/rewrite-target', '/; return 200'],
  ] as const) {
    await expect(write(ingress(own, { [key]: value }), 'developer')).rejects.toThrow(`metadata.annotations: ${key}`)
    await write(ingress(own, { [key]: value }), 'admin')
  }
  const all = Object.fromEntries(Object.keys(ingressAnnotations).map((key) => [key, '1']))
  await write(ingress(own, all), 'developer')
})

test('what an admin has opened can be labelled, and not widened', async () => {
  await cluster.kubectl([`--namespace=${home.name}`, 'create', '--filename=-', '--as=admin'], {
    input: JSON.stringify(service({ type: 'NodePort' })),
  })
  await kubectl('label', 'service', 'web', 'a=b', '--as=developer')
  const patch = `--patch=${JSON.stringify({ spec: { ports: [{ port: 80, nodePort: 30080 }] } })}`
  await expect(kubectl('patch', 'service', 'web', patch, '--type=merge', '--as=developer')).rejects.toThrow(refusal)
})

test('other namespaces are not concerned', async () => {
  await using other = await createTestNamespace(cluster)
  const binding = ['create', 'rolebinding', 'owner', '--clusterrole=catalyst-owner', '--user=developer']
  await cluster.kubectl([...binding, `--namespace=${other.name}`])
  const args = [`--namespace=${other.name}`, 'create', '--filename=-', '--dry-run=server', '--as=developer']
  await cluster.kubectl(args, { input: JSON.stringify(service({ type: 'NodePort' })) })
})
