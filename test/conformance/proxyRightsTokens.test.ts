import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ProxyOptions } from '@catalyst/proxy'
import type { OperationResult } from '@catalyst/sdk'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kubectlOf } from '../cluster/kubectlOf.ts'
import { startTestCluster, type TestCluster } from '../cluster/startTestCluster.ts'
import { applyFolder, installDefinitions } from './support/installDefinitions.ts'
import { peopleByName } from './support/peopleByName.ts'
import { readCluster } from './support/readCluster.ts'
import { startProxyOn, type ProxyOnCluster } from './support/startProxyOn.ts'

type Token = OperationResult<'createEnvironmentToken'>
type AuditRecord = Parameters<NonNullable<ProxyOptions['audit']>['write']>[0]

const run = randomBytes(3).toString('hex')
const team = `tokens-${run}`
const project = `${team}-shop`
const inEnvironment = (name: string) => `${project}-${name}`
const owner = `owner-${run}`
const observer = `observer-${run}`
const admin = `admin-${run}`

let cluster: TestCluster
let proxy: ProxyOnCluster
let folder: string
const audited: AuditRecord[] = []
beforeAll(async () => {
  cluster = await startTestCluster({ node: false })
  await installDefinitions(cluster)
  await applyFolder(cluster, 'rbac')
  folder = await mkdtemp(join(tmpdir(), 'catalyst-tokens-'))
  for (const namespace of [project, inEnvironment('pr-1'), inEnvironment('pr-2'), inEnvironment('live')]) {
    await cluster.kubectl(['create', 'namespace', namespace])
  }
  const members = [owner, observer, admin].map((person) => `--user=${person}`)
  await cluster.kubectl([
    'create',
    'rolebinding',
    'members',
    '--clusterrole=catalyst-member',
    ...members,
    `-n=${project}`,
  ])
  await createEnvironment('pr-1', 'development')
  await createEnvironment('pr-2', 'development')
  await createEnvironment('live', 'production')
  await bind('pr-1', owner, 'owner')
  await bind('pr-1', observer, 'observer')
  await bind('pr-2', owner, 'owner')
  await bind('live', admin, 'admin')
  // As the operator makes them.
  await prepare('pr-1')
  await prepare('live')
  const { server, ca } = await readCluster(cluster)
  proxy = await startProxyOn(cluster, {
    authenticate: peopleByName({ [owner]: [], [observer]: [], [admin]: [] }),
    audit: {
      write: (record) => void audited.push(record),
      health: () => ({ state: 'ok', written: audited.length, dropped: 0, queued: 0 }),
    },
    // The proxy itself speaks to a recorder in front of it.
    apiServers: { TEST: { server, certificateAuthority: ca } },
  })
})
afterAll(async () => {
  await proxy[Symbol.asyncDispose]()
  const made = [project, ...['pr-1', 'pr-2', 'live'].map(inEnvironment)]
  await cluster.kubectl(['delete', 'namespace', ...made, '--wait=false'])
  await rm(folder, { recursive: true })
  await cluster[Symbol.asyncDispose]()
})

async function createEnvironment(name: string, type: string): Promise<void> {
  const spec = { type, projectRef: { name: 'shop', namespace: team } }
  const environment = { apiVersion: 'catalyst.catalyst.dev/v1alpha1', kind: 'Environment', metadata: { name }, spec }
  await cluster.kubectl(['create', '--filename=-', `-n=${project}`], { input: JSON.stringify(environment) })
}

async function bind(environment: string, person: string, role: string): Promise<void> {
  const args = ['create', 'rolebinding', person, `--clusterrole=catalyst-${role}`, `--user=${person}`]
  await cluster.kubectl([...args, `-n=${inEnvironment(environment)}`])
}

async function prepare(environment: string): Promise<void> {
  const namespace = inEnvironment(environment)
  await cluster.kubectl(['create', 'serviceaccount', 'catalyst-developer', `-n=${namespace}`])
  const subject = `--serviceaccount=${namespace}:catalyst-developer`
  const args = ['create', 'rolebinding', 'developer', '--clusterrole=catalyst-owner', subject, `-n=${namespace}`]
  await cluster.kubectl(args)
}

const ask = (person: string, environment: string) =>
  proxy.call<Token & { code?: string; detail?: string; reason?: string }>(
    person,
    `/clusters/-/namespaces/${project}/environments/${environment}/token`,
    { method: 'POST' },
  )

describe('the owner of a development environment', () => {
  let given: Awaited<ReturnType<typeof ask>>
  let kubectl: TestCluster['kubectl']
  beforeAll(async () => {
    given = await ask(owner, 'pr-1')
    const path = join(folder, 'kubeconfig')
    await writeFile(path, given.body.kubeconfig, { mode: 0o600 })
    kubectl = kubectlOf(path)
  })

  test('gets a token of an hour that nobody keeps', () => {
    const { status, headers, body } = given
    expect(status).toBe(201)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(body).toMatchObject({ namespace: inEnvironment('pr-1'), serviceAccount: 'catalyst-developer' })
    expect((Date.parse(body.expiresAt) - Date.now()) / 60_000).toSatisfy((left: number) => left > 55 && left <= 61)
  })

  test('has a kubeconfig that works as it is, in the namespace of the environment', async () => {
    const account = `system:serviceaccount:${inEnvironment('pr-1')}:catalyst-developer`
    expect(await kubectl(['auth', 'whoami', '--output=jsonpath={.status.userInfo.username}'])).toBe(account)
    expect(await kubectl(['config', 'view', '--minify', '--output=jsonpath={..namespace}'])).toBe(inEnvironment('pr-1'))
  })

  test.each([
    [['create', 'deployment', 'web', '--image=busybox']],
    [['create', 'secret', 'generic', 'password', '--from-literal=a=b']],
    [['get', 'secrets']],
    [['get', 'pods,services,events,configmaps']],
    [['delete', 'deployment', 'web']],
    [['auth', 'can-i', 'create', 'pods/exec']],
    [['auth', 'can-i', 'create', 'pods/portforward']],
  ])('may %j there with it', async (args) => {
    await expect(kubectl(args)).resolves.toBeTypeOf('string')
  })

  test.each([
    ['list pods of the project', () => ['get', 'pods', `-n=${project}`]],
    ['see environments of the project', () => ['get', 'environments', `-n=${project}`]],
    ['read secrets of another environment', () => ['get', 'secrets', `-n=${inEnvironment('pr-2')}`]],
    ['list pods everywhere', () => ['get', 'pods', '--all-namespaces']],
    ['see namespaces', () => ['get', 'namespaces']],
    ['see nodes', () => ['get', 'nodes']],
    ['bind roles', () => ['create', 'rolebinding', 'more', '--clusterrole=admin', '--user=me']],
    ['lift its quota', () => ['delete', 'resourcequota', 'catalyst']],
    ['open its network', () => ['delete', 'networkpolicy', 'default-deny']],
    ['act as others', () => ['get', 'pods', '--as=root', '--as-group=system:masters']],
    ['make a token of another namespace', () => ['create', 'token', 'default', `-n=${inEnvironment('pr-2')}`]],
  ])('may not %s with it', async (_, args) => {
    await expect(kubectl(args())).rejects.toThrow(/forbidden/i)
  })

  test('leaves an audit record that tells of the token all but the token', () => {
    const record = audited.find(({ operation, status }) => operation === 'createEnvironmentToken' && status === 201)
    expect(record).toMatchObject({ subject: owner, namespace: project, name: 'pr-1' })
    expect(record?.note).toContain(`namespace "${inEnvironment('pr-1')}"`)
    expect(JSON.stringify(audited)).not.toContain(given.body.token)
  })

  test('is asked for as themselves, never as the proxy', () => {
    const made = proxy.requests.filter(({ url }) => url.endsWith('/token'))
    expect(made.map(({ headers }) => headers['impersonate-user'])).toEqual([owner])
  })

  test('is told when the operator has not prepared the environment yet', async () => {
    const { status, body } = await ask(owner, 'pr-2')
    expect([status, body.code, body.reason]).toEqual([409, 'CONFLICT', 'NotReady'])
    expect(body.detail).toContain('which the operator makes')
  })
})

test('an observer gets none, and is told the right that is missing', async () => {
  const { status, body } = await ask(observer, 'pr-1')
  expect([status, body.code]).toEqual([403, 'FORBIDDEN'])
  expect(body.detail).toContain('You may not create serviceaccounts/token')
})

test('there is none for environments of other types, not even for their admin', async () => {
  const { status, body } = await ask(admin, 'live')
  expect([status, body.code]).toEqual([403, 'FORBIDDEN'])
  expect(body.detail).toContain('for development environments alone')
})
