import { writeFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Environment, ResourceList } from '@catalyst/api'
import { oidc } from '@catalyst/proxy'
import { startIssuer, type Issuer } from '@catalyst/testing/issuer'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kubectlOf } from '../cluster/kubectlOf.ts'
import { startTestCluster, type TestCluster } from '../cluster/startTestCluster.ts'
import { eventually } from './support/eventually.ts'
import { applyFolder, installDefinitions } from './support/installDefinitions.ts'
import { kubeconfigWith, readCluster } from './support/readCluster.ts'
import { startProxyOn, type ProxyCall, type ProxyOnCluster } from './support/startProxyOn.ts'

/** Who there is, with the groups that are in their tokens. */
const users = [
  { name: 'member', groups: ['team:acme', 'engineers'] },
  { name: 'observer', groups: ['watchers'] },
  { name: 'owner', groups: [] },
  { name: 'admin', groups: [] },
  { name: 'stranger', groups: ['team:other'] },
  { name: 'usurper', groups: ['system:masters'] },
]
type Person = 'member' | 'observer' | 'owner' | 'admin' | 'stranger' | 'usurper'

/** Namespaces of the project `shop` of team `acme`, and of its environment `pr-1`. */
const project = 'acme-shop'
const environment = 'acme-shop-pr-1'

let issuer: Issuer
let cluster: TestCluster
let proxy: ProxyOnCluster
let folder: string
const tokens = new Map<Person, string>()
beforeAll(async () => {
  issuer = await startIssuer({ users, lifetimes: { idToken: 3600 } })
  folder = await mkdtemp(join(tmpdir(), 'catalyst-identity-'))
  const ca = join(folder, 'issuer.crt')
  await writeFile(ca, issuer.ca)
  cluster = await startTestCluster({
    apiServerFlags: [
      `--oidc-issuer-url=${issuer.url}`,
      `--oidc-client-id=${issuer.clientId}`,
      `--oidc-ca-file=${ca}`,
      '--oidc-username-claim=sub',
      '--oidc-username-prefix=oidc:',
      '--oidc-groups-claim=groups',
      '--oidc-groups-prefix=oidc:',
    ],
  })
  await installDefinitions(cluster)
  await applyFolder(cluster, 'rbac')
  await applyFolder(cluster, 'policies')
  for (const { name } of users) tokens.set(name as Person, await issuer.tokenFor(name))
  await cluster.kubectl(['create', 'namespace', project])
  await cluster.kubectl(['create', 'namespace', environment])
  await bind(project, 'member', '--group=oidc:team:acme')
  await bind(project, 'member', '--user=oidc:admin')
  await bind(project, 'deploy', '--user=oidc:admin')
  await bind(environment, 'observer', '--group=oidc:watchers')
  await bind(environment, 'owner', '--user=oidc:owner')
  await bind(environment, 'admin', '--user=oidc:admin')
  await create(environment, {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web' },
    spec: { containers: [{ name: 'main', image: 'docker.io/library/busybox:latest' }] },
  })
  await create(project, environmentOf('pr-1', 'development'))
  proxy = await startProxyOn(cluster, {
    authenticate: oidc({
      issuer: issuer.url,
      clientId: issuer.clientId,
      ca: issuer.ca,
      sessionKeys: [Buffer.alloc(32, 7).toString('base64')],
    }),
    impersonation: { usernamePrefix: 'oidc:', groupsPrefix: 'oidc:' },
  })
  // The API server fetches the keys of the issuer in its own time; the policy takes a moment too.
  await eventually(() => kubectl('member', 'auth', 'whoami'))
  await eventually(() => expect(viaKubectl('member', writeOf('probe', 'production'))).resolves.toBe('refused'))
}, 120_000)
afterAll(async () => {
  await proxy[Symbol.asyncDispose]()
  await cluster[Symbol.asyncDispose]()
  await issuer[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})

async function bind(namespace: string, role: string, subject: string): Promise<void> {
  const name = `${role}-${crypto.randomUUID().slice(0, 8)}`
  await cluster.kubectl(['create', 'rolebinding', name, `--clusterrole=catalyst-${role}`, subject, `-n=${namespace}`])
}

async function create(namespace: string, object: object): Promise<void> {
  await eventually(() =>
    cluster.kubectl(['create', '--filename=-', `-n=${namespace}`], { input: JSON.stringify(object) }),
  )
}

function environmentOf(name: string, type: string) {
  const spec = { type, projectRef: { name: 'shop', namespace: 'acme' } }
  return { apiVersion: 'catalyst.catalyst.dev/v1alpha1', kind: 'Environment', metadata: { name }, spec }
}

/** kubectl with nothing but somebody's token. */
async function kubectl(person: Person, ...args: string[]): Promise<string> {
  return kubectlWith(tokens.get(person) ?? '', ...args)
}

async function kubectlWith(token: string, ...args: string[]): Promise<string> {
  const path = join(folder, `${crypto.randomUUID()}.kubeconfig`)
  await writeFile(path, kubeconfigWith(token, await readCluster(cluster)), { mode: 0o600 })
  return kubectlOf(path)(args)
}

type Verdict = 'allowed' | 'refused'

/** One wish, as kubectl and as the proxy are asked for it. */
interface Wish {
  kubectl: string[]
  path: string
  call?: ProxyCall
}

async function viaKubectl(person: Person, wish: Wish): Promise<Verdict> {
  try {
    await kubectl(person, ...wish.kubectl)
    return 'allowed'
  } catch (error) {
    const said = String(error)
    if (/forbidden|Forbidden/.test(said) || /can-i .* failed \(1\)/.test(said)) return 'refused'
    // The right was there; that the pod does not run, without a node, is what stopped it.
    if (/does not have a host assigned|is not running|not assigned/.test(said)) return 'allowed'
    throw error
  }
}

async function viaProxy(person: Person, { path, call }: Wish): Promise<Verdict> {
  const { status, body } = await proxy.call<{ reviews?: { allowed: boolean }[] }>(tokens.get(person) ?? '', path, call)
  if (body.reviews) return body.reviews[0]?.allowed === true ? 'allowed' : 'refused'
  // A conflict is one with a pod that does not run: the right came first.
  if (status < 300 || status === 409) return 'allowed'
  if (status === 403) return 'refused'
  throw new Error(`${path} answered ${status}: ${JSON.stringify(body)}`)
}

const pods = `/clusters/-/namespaces/${environment}/pods`
const at = (namespace: string) => `--namespace=${namespace}`

function reviewOf(verb: string, resource: string, subresource?: string): Wish {
  const full = subresource === undefined ? resource : `${resource}/${subresource}`
  return {
    kubectl: ['auth', 'can-i', verb, full, at(environment), '--quiet'],
    path: '/clusters/-/access-reviews',
    call: { method: 'POST', body: { reviews: [{ verb, resource, subresource, namespace: environment }] } },
  }
}

function writeOf(name: string, type: string): Wish {
  const file = join(folder, `${name}.json`)
  writeFileSync(file, JSON.stringify(environmentOf(name, type)))
  return {
    kubectl: ['create', '--dry-run=server', `--filename=${file}`, at(project)],
    path: '/clusters/-/environments',
    call: { method: 'POST', body: environmentOf(name, type) },
  }
}

const wishes: Record<string, () => Wish> = {
  'list pods': () => ({ kubectl: ['get', 'pods', at(environment)], path: pods }),
  'see a pod': () => ({ kubectl: ['get', 'pod', 'web', at(environment)], path: `${pods}/web` }),
  'see events': () => ({
    kubectl: ['get', 'events', at(environment)],
    path: `/clusters/-/namespaces/${environment}/events`,
  }),
  'read logs': () => reviewOf('get', 'pods', 'log'),
  'read secrets': () => reviewOf('list', 'secrets'),
  'run a command': () => ({
    kubectl: ['exec', 'web', at(environment), '--', 'true'],
    path: `${pods}/web/exec`,
    call: { method: 'POST', body: { command: ['true'] } },
  }),
  'forward a port': () => reviewOf('create', 'pods', 'portforward'),
  'delete a pod': () => reviewOf('delete', 'pods'),
  'list environments': () => ({
    kubectl: ['get', 'environments', at(project)],
    path: `/clusters/-/environments?namespace=${project}`,
  }),
  'create a development environment': () => writeOf(`dev-${crypto.randomUUID().slice(0, 8)}`, 'development'),
  'create a production environment': () => writeOf(`live-${crypto.randomUUID().slice(0, 8)}`, 'production'),
}

/** SEC-03 to SEC-05: what each role may. */
const table: Record<Exclude<Person, 'usurper'>, (keyof typeof wishes)[]> = {
  member: ['list environments', 'create a development environment'],
  observer: ['list pods', 'see a pod', 'see events', 'read logs'],
  owner: [
    ...['list pods', 'see a pod', 'see events', 'read logs', 'read secrets'],
    ...['run a command', 'forward a port', 'delete a pod'],
  ],
  admin: Object.keys(wishes),
  stranger: [],
}

describe.each(Object.keys(table) as (keyof typeof table)[])('with the same token, %s', (person) => {
  test.each(Object.keys(wishes))('may or may not %s, by kubectl and by the proxy alike', async (name) => {
    const wish = wishes[name]?.()
    if (wish === undefined) throw new Error(name)
    const expected = table[person].includes(name) ? 'allowed' : 'refused'
    expect({ kubectl: await viaKubectl(person, wish), proxy: await viaProxy(person, wish) }).toEqual({
      kubectl: expected,
      proxy: expected,
    })
  })
})

test('kubectl and the proxy know a person by the same name and groups', async () => {
  const template = '--output=jsonpath={.status.userInfo.username} {.status.userInfo.groups}'
  const said = await kubectl('member', 'auth', 'whoami', template)
  expect(said).toBe('oidc:member ["oidc:team:acme","oidc:engineers","system:authenticated"]')
  await proxy.call(tokens.get('member') ?? '', pods)
  const asked = proxy.requests.findLast(({ headers }) => headers['impersonate-user'] === 'oidc:member')
  const groups = asked?.rawHeaders.filter((_, index, all) => all[index - 1]?.toLowerCase() === 'impersonate-group')
  expect(groups).toEqual(['oidc:team:acme', 'oidc:engineers'])
})

test('they list the same environments', async () => {
  const listed = await kubectl(
    'member',
    'get',
    'environments',
    at(project),
    '--output=jsonpath={.items[*].metadata.name}',
  )
  const path = `/clusters/-/environments?namespace=${project}`
  const { body } = await proxy.call<ResourceList<Environment>>(tokens.get('member') ?? '', path)
  expect(body.items.map(({ metadata }) => metadata.name).sort()).toEqual(listed.split(' ').sort())
  expect(listed).toContain('pr-1')
})

test('what a member makes through the proxy is theirs by kubectl at once, namespace included', async () => {
  const spec = { sources: [{ name: 'web', repositoryUrl: 'https://github.com/acme/bank.git', branch: 'main' }] }
  const body = { metadata: { name: 'bank', namespace: 'acme' }, spec }
  const made = await proxy.call(tokens.get('member') ?? '', '/clusters/-/projects', { method: 'POST', body })
  expect(made.status).toBe(201)
  expect(await kubectl('member', 'get', 'projects', at('acme'), '--output=name')).toContain('/bank')
  await expect(kubectl('stranger', 'get', 'projects', at('acme'))).rejects.toThrow('Forbidden')
})

test('system:masters in a token makes nobody a master, by either way', async () => {
  await expect(kubectl('usurper', 'get', 'nodes')).rejects.toThrow('Forbidden')
  const { status, body } = await proxy.call(tokens.get('usurper') ?? '', '/clusters/-/environments')
  expect([status, body.code]).toEqual([403, 'FORBIDDEN'])
})

test.each([
  ['has expired', { expiresIn: -60 }],
  ['is for another audience', { audience: 'somebody-else' }],
  ['is of another issuer', { issuer: 'https://evil.example' }],
])('a token that %s is one to neither', async (_, overrides) => {
  const token = await issuer.tokenFor('admin', overrides)
  await expect(kubectlWith(token, 'get', 'pods', at(environment))).rejects.toThrow(/Unauthorized|logged in/)
  expect((await proxy.call(token, pods)).status).toBe(401)
})
