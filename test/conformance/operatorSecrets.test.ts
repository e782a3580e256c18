import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { generateNamespace } from '@catalyst/api/names'
import {
  createResourceClient,
  environments,
  isNotFound,
  namespaces,
  projects,
  secrets,
  serviceAccounts,
  type ClusterAccess,
  type KubeConfig,
} from '@catalyst/kubernetes-client'
import type { OperatorOptions } from '@catalyst/operator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadKubeConfig } from '../cluster/loadKubeConfig.ts'
import { startTestCluster } from '../cluster/startTestCluster.ts'
import { AuditLog, describeRequest, isAside, type AuditedRequest } from '../support/AuditLog.ts'
import { simulateNode } from '../support/simulateNode.ts'
import { operatorToken, targetOf, tokenAccess } from '../support/tokenAccess.ts'
import { eventually } from './support/eventually.ts'
import { applyFolder, installDefinitions } from './support/installDefinitions.ts'
import { leaderElection, operatorAccount, runOperator } from './support/runOperator.ts'

const team = 'acme'
const home = generateNamespace(team, 'shop')
const names = Array.from({ length: 50 }, (_, index) => `pr-${index}`)
const namespaceOf = (name: string) => generateNamespace(team, 'shop', name)
const pullSecret = 'catalyst-registry-registry'
/** Far more often than a minute, so that what would be asked for once a minute is seen. */
const secretsMs = 2000

const parts = new AsyncDisposableStack()
let audit: AuditLog
let kubeConfig: KubeConfig
let operatorAccess: ClusterAccess

beforeAll(async () => {
  const folder = parts.use(await mkdtempDisposable(join(tmpdir(), 'catalyst-secrets-')))
  const flags = await AuditLog.flagsFor(folder.path, operatorAccount)
  audit = new AuditLog(join(folder.path, 'audit.log'))
  const cluster = parts.use(await startTestCluster({ apiServerFlags: flags }))
  await installDefinitions(cluster)
  await applyFolder(cluster, 'rbac')
  await applyFolder(cluster, 'policies')
  kubeConfig = await loadKubeConfig(cluster.kubeconfig)
  operatorAccess = tokenAccess(targetOf(kubeConfig).server, await operatorToken(cluster))
  parts.use(await simulateNode(kubeConfig))
  await client(namespaces).apply({ metadata: { name: team } })
  await write('registry', 'first')
  const template = { type: 'prebuilt' as const, image: { repository: 'docker.io/library/nginx', tag: '1.29' } }
  await client(projects).create({
    metadata: { name: 'shop', namespace: team },
    spec: {
      sources: [{ name: 'app', repositoryUrl: 'https://git.example.com/acme/shop.git' }],
      templates: { development: template },
      registryCredentials: [{ secretRef: { name: 'registry' } }],
    },
  })
}, 120_000)
afterAll(() => parts.disposeAsync())

function client<T, TInput>(resource: Parameters<typeof createResourceClient<T, TInput>>[0]) {
  return createResourceClient(resource, { kubeConfig })
}

const startOperator = (options: Partial<OperatorOptions> = {}) => runOperator(operatorAccess, { secretsMs, ...options })

/** Writes the Secrets that all share: what images are pulled with, or the variables of what runs. */
async function write(name: 'registry' | 'preview' | 'later', value: string): Promise<void> {
  const isRegistry = name === 'registry'
  const key = isRegistry ? '.dockerconfigjson' : 'KEY'
  await client(secrets).apply({
    metadata: { name, namespace: isRegistry ? team : home },
    type: isRegistry ? 'kubernetes.io/dockerconfigjson' : 'Opaque',
    data: { [key]: Buffer.from(isRegistry ? JSON.stringify({ auths: {}, value }) : value).toString('base64') },
  })
}

async function create(name: string, secret: string): Promise<void> {
  const config = { envFrom: [{ secretRef: { name: secret } }] }
  const spec = { projectRef: { name: 'shop', namespace: team }, config }
  await eventually(() => client(environments).create({ metadata: { name, namespace: home }, spec }))
}

async function copied(name: string, secret: string): Promise<string> {
  const { data } = await client(secrets).get({ namespace: namespaceOf(name), name: secret })
  return Buffer.from(Object.values(data ?? {})[0] ?? '', 'base64').toString()
}

async function untilCopied(secret: string, value: string): Promise<void> {
  await eventually(async () => {
    for (const name of names) expect(await copied(name, secret)).toContain(value)
  })
}

async function untilPhase(phase: string, wanted: readonly string[] = names): Promise<void> {
  await eventually(
    async () => {
      const { items } = await client(environments).list({ namespace: home })
      const there = items.filter(({ status }) => status?.phase === phase).map(({ metadata }) => metadata.name)
      expect(wanted.filter((name) => !there.includes(name))).toEqual([])
    },
    { within: 120_000, every: 200 },
  )
}

const isLook = ({ verb, resource, namespace }: AuditedRequest) =>
  verb === 'get' && resource === 'secrets' && (namespace === team || namespace === home)
const isQuiet = (request: AuditedRequest) => isAside(request) || request.verb === 'watch'

/** What is asked for within a time. */
async function askedFor(ms: number) {
  await audit.mark()
  const began = performance.now()
  await delay(ms)
  const all = (await audit.read()).filter((request) => !isQuiet(request))
  const elapsedMs = performance.now() - began
  const others = all.filter((request) => !isLook(request)).map(describeRequest)
  return { looks: all.filter(isLook).map(describeRequest), others, elapsedMs }
}

const untilAtRest = () => eventually(async () => expect((await askedFor(1000)).others).toEqual([]), { within: 60_000 })

test('while nothing changes, environments that share Secrets ask for a look at each of these, however many they are', async () => {
  await using _operator = startOperator()
  await eventually(() => client(namespaces).get({ name: home }))
  await write('preview', 'first')
  for (const name of names) await create(name, 'preview')
  await untilPhase('Ready')
  await untilCopied(pullSecret, 'first')
  await untilCopied('preview', 'first')
  await untilAtRest()
  const { looks, others, elapsedMs } = await askedFor(5 * secretsMs)
  expect(others).toEqual([])
  expect(new Set(looks)).toEqual(new Set([`get secrets ${team}/registry`, `get secrets ${home}/preview`]))
  const most = 1 + Math.ceil(elapsedMs / (0.9 * secretsMs))
  for (const one of new Set(looks)) expect(looks.filter((look) => look === one).length).toBeLessThanOrEqual(most)
}, 240_000)

test('a Secret that is written again reaches every copy, and so does one that was while nobody looked', async () => {
  {
    await using _operator = startOperator()
    await untilAtRest()
    await write('registry', 'second')
    await untilCopied(pullSecret, 'second')
    await write('preview', 'second')
    await untilCopied('preview', 'second')
  }
  await write('registry', 'third')
  await using _another = startOperator()
  await untilCopied(pullSecret, 'third')
}, 240_000)

test('the next leader looks where the last one did', async () => {
  const replica = () => startOperator({ leaderElection: { ...leaderElection(), retryPeriodMs: 200 } })
  await using second = new AsyncDisposableStack()
  let next: ReturnType<typeof startOperator>
  {
    await using first = replica()
    await eventually(() => expect(first.operator.health().isLeader).toBe(true))
    next = second.use(replica())
    await eventually(() => expect(next.operator.health().ready).toBe(true))
    expect(next.operator.health().isLeader).toBe(false)
  }
  await eventually(() => expect(next.operator.health().isLeader).toBe(true))
  await untilAtRest()
  await write('preview', 'fourth')
  await untilCopied('preview', 'fourth')
}, 240_000)

test('a copy that somebody deletes is there again after the next pass, whatever it is about, and after a resync', async () => {
  const [one = '', another = ''] = names
  const copy = { namespace: namespaceOf(one), name: pullSecret }
  {
    await using _operator = startOperator()
    await untilAtRest()
    await client(secrets).delete(copy)
    await client(environments).patch({ namespace: home, name: one }, { spec: { config: { image: '1.30' } } })
    await eventually(() => client(secrets).get(copy))
  }
  await using _operator = startOperator({ resyncMs: 5000 })
  const changed = { namespace: namespaceOf(another), name: 'preview' }
  await eventually(async () => expect(await copied(another, 'preview')).toBe('fourth'))
  await client(secrets).patch(changed, { data: { KEY: Buffer.from('by hand').toString('base64') } })
  await eventually(async () => expect(await copied(another, 'preview')).toBe('fourth'))
}, 240_000)

test('the account that pulls images is told by its watch: what somebody takes from it comes back', async () => {
  const [name = ''] = names
  const account = { namespace: namespaceOf(name), name: 'default' }
  const listed = async () => (await client(serviceAccounts).get(account)).imagePullSecrets
  await using _operator = startOperator()
  await untilAtRest()
  await client(serviceAccounts).patch(account, { imagePullSecrets: [{ name: 'theirs' }] })
  await eventually(async () => expect(await listed()).toEqual([{ name: 'theirs' }, { name: pullSecret }]))
  await client(serviceAccounts).patch(account, { metadata: { labels: null }, imagePullSecrets: null })
  await eventually(async () => expect(await listed()).toEqual([{ name: pullSecret }]))
}, 240_000)

test('a Secret that is not there is looked for, and nobody looks for what nobody names any more', async () => {
  await using _operator = startOperator()
  await create('late', 'later')
  await untilPhase('Pending', ['late'])
  await untilAtRest()
  await write('later', 'first')
  await untilPhase('Ready', ['late'])
  expect(await copied('late', 'later')).toBe('first')
  await client(environments).delete({ namespace: home, name: 'late' })
  await eventually(() =>
    expect(client(environments).get({ namespace: home, name: 'late' })).rejects.toSatisfy(isNotFound),
  )
  await untilAtRest()
  const { looks } = await askedFor(3 * secretsMs)
  expect(looks).toContain(`get secrets ${home}/preview`)
  expect(looks).not.toContain(`get secrets ${home}/later`)
}, 240_000)
