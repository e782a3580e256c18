import { randomBytes } from 'node:crypto'
import type { Environment, Pod, ResourceList } from '@catalyst/api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestCluster, type TestCluster } from '../cluster/startTestCluster.ts'
import { createTestNamespace, type TestNamespace } from './support/createTestNamespace.ts'
import { eventually } from './support/eventually.ts'
import { applyFolder, installDefinitions } from './support/installDefinitions.ts'
import { namesIn } from './support/openEvents.ts'
import { peopleByName } from './support/peopleByName.ts'
import { startProxyOn, type ProxyOnCluster } from './support/startProxyOn.ts'

const run = randomBytes(3).toString('hex')
const crew = `crew-${run}`
const named = (name: string) => `${name}-${run}`
const ann = named('ann')
const ben = named('ben')
const cleo = named('cleo')
const dan = named('dan')
const eve = named('eve')
const mallory = named('mallory')
/** Those with no groups are given rights by name, and lose them again. */
const people = {
  ...{ [ann]: [], [ben]: [crew], [cleo]: [], [dan]: [], [eve]: [] },
  [mallory]: [crew, 'system:masters'],
  'system:kube-scheduler': [],
}

let cluster: TestCluster
let left: TestNamespace
let right: TestNamespace
let proxy: ProxyOnCluster
beforeAll(async () => {
  cluster = await startTestCluster({ node: false })
  await installDefinitions(cluster)
  await applyFolder(cluster, 'rbac')
  left = await createTestNamespace(cluster, 'left')
  right = await createTestNamespace(cluster, 'right')
  await bind(left.name, 'members', `--user=oidc:${ann}`)
  await bind(right.name, 'members', `--group=oidc:${crew}`)
  await createEnvironment(left.name, 'one')
  await createEnvironment(right.name, 'two')
  await createPod(left.name, 'web')
  proxy = await startProxyOn(cluster, {
    authenticate: peopleByName(people),
    impersonation: { usernamePrefix: 'oidc:', groupsPrefix: 'oidc:' },
    rightsIntervalMs: 300,
  })
})
afterAll(async () => {
  await proxy[Symbol.asyncDispose]()
  await left[Symbol.asyncDispose]()
  await right[Symbol.asyncDispose]()
  await cluster[Symbol.asyncDispose]()
})

async function bind(namespace: string, name: string, subject: string): Promise<void> {
  const role = '--clusterrole=catalyst-member'
  await cluster.kubectl(['create', 'rolebinding', name, role, subject, `--namespace=${namespace}`])
}

async function unbind(namespace: string, name: string): Promise<void> {
  await cluster.kubectl(['delete', 'rolebinding', name, `--namespace=${namespace}`])
}

async function create(namespace: string, object: object): Promise<void> {
  const args = ['create', '--filename=-', `--namespace=${namespace}`]
  await eventually(() => cluster.kubectl(args, { input: JSON.stringify(object) }))
}

function createEnvironment(namespace: string, name: string): Promise<void> {
  const spec = { projectRef: { name: 'shop' } }
  return create(namespace, {
    apiVersion: 'catalyst.catalyst.dev/v1alpha1',
    kind: 'Environment',
    metadata: { name },
    spec,
  })
}

function createPod(namespace: string, name: string): Promise<void> {
  const containers = [{ name: 'main', image: 'docker.io/library/busybox:latest', command: ['sleep', '3600'] }]
  return create(namespace, { apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec: { containers } })
}

const everywhere = '/clusters/-/environments'
const inside = (namespace: TestNamespace, path: string) => `/clusters/-/namespaces/${namespace.name}/${path}`

async function namesOf(person: string, path: string): Promise<string[]> {
  const { status, body } = await proxy.call<ResourceList<Environment | Pod>>(person, path)
  if (status !== 200) throw new Error(`${path} answered ${status}.`)
  return body.items.map(({ metadata }) => metadata.name).sort()
}

async function refusalOf(person: string, path: string): Promise<string> {
  const { status, body } = await proxy.call(person, path)
  return `${status} ${body.code}: ${body.detail}`
}

const notHers = (namespace: TestNamespace) =>
  `403 FORBIDDEN: You may not get environments "one" in namespace "${namespace.name}".`

describe('two people with different namespaces', () => {
  test('see different lists', async () => {
    expect(await namesOf(ann, everywhere)).toEqual(['one'])
    expect(await namesOf(ben, everywhere)).toEqual(['two'])
    expect(await namesOf(cleo, everywhere)).toEqual([])
  })

  test('get what is theirs and are refused what is not, in plain words', async () => {
    expect((await proxy.call<Environment>(ann, inside(left, 'environments/one'))).body.metadata.name).toBe('one')
    expect(await refusalOf(ben, inside(left, 'environments/one'))).toBe(notHers(left))
  })

  test('are told nothing about what is missing in namespaces that are not theirs', async () => {
    const missing = inside(left, 'environments/nothing')
    expect(await refusalOf(ben, missing)).toContain('403 FORBIDDEN: You may not get environments "nothing"')
    expect(await refusalOf(ann, missing)).toContain('404 NOT_FOUND: There is no Environment "nothing"')
  })

  test.each([
    ['the list of one namespace', () => `${everywhere}?namespace=${left.name}`],
    ['pods', () => inside(left, 'pods')],
    ['a pod', () => inside(left, 'pods/web')],
    ['the log of a pod', () => inside(left, 'pods/web/log')],
    ['usage of a pod', () => inside(left, 'pods/web/metrics')],
    ['events', () => inside(left, 'events')],
    ['what runs in an environment', () => inside(left, 'environments/one/pods')],
    ['the log of an environment', () => inside(left, 'environments/one/log')],
    ['the configuration of an environment', () => inside(left, 'environments/one/configuration')],
    ['a shell', () => inside(left, 'pods/web/exec')],
  ])('%s is refused to the one', async (_, path) => {
    const { status, body } = await proxy.call<Partial<{ code: string; reason: string; available: boolean }>>(
      ben,
      path(),
    )
    // Usage that may not be seen is told as such in an answer that is no problem.
    if (status === 200) expect(body).toMatchObject({ available: false, reason: 'Forbidden' })
    else expect([status, body.code]).toEqual([403, 'FORBIDDEN'])
  })

  test.each([
    ['pods', () => inside(left, 'pods')],
    ['a pod', () => inside(left, 'pods/web')],
    ['events', () => inside(left, 'events')],
  ])('%s is given to the other', async (_, path) => {
    expect((await proxy.call(ann, path())).status).toBe(200)
  })

  test('are told apart by access reviews', async () => {
    const review = { verb: 'list', resource: 'pods', namespace: left.name }
    const ask = (person: string) =>
      proxy.call<{ reviews: { allowed: boolean }[] }>(person, '/clusters/-/access-reviews', {
        method: 'POST',
        body: { reviews: [review] },
      })
    expect((await ask(ann)).body.reviews).toMatchObject([{ allowed: true }])
    expect((await ask(ben)).body.reviews).toMatchObject([{ allowed: false }])
  })

  test('follow one watch of the cluster, each their part of it', async () => {
    await using hers = await proxy.stream(ann, 'environments:-/*')
    await using his = await proxy.stream(ben, 'environments:-/*')
    await using theirs = await proxy.stream(ben, `environments:-/${right.name}`, `pods:-/${left.name}`)
    expect(namesIn({ event: 'snapshot', data: await hers.until('snapshot') })).toEqual(['one'])
    expect(namesIn({ event: 'snapshot', data: await his.until('snapshot') })).toEqual(['two'])
    const { problem, topic } = await theirs.until('failure')
    expect([topic, problem.code]).toEqual([`pods:-/${left.name}`, 'FORBIDDEN'])

    await createEnvironment(left.name, 'three')
    await createEnvironment(right.name, 'four')
    await hers.until('change', (data) => namesIn({ event: 'change', data })[0] === 'three')
    await his.until('change', (data) => namesIn({ event: 'change', data })[0] === 'four')
    await theirs.until('change', (data) => namesIn({ event: 'change', data })[0] === 'four')
    expect(hers.seen.join()).not.toMatch(/two|four/)
    expect(his.seen.join()).not.toMatch(/one|three/)
    const watches = proxy.requests.filter(({ url }) => /\/environments\?.*watch=true/.test(url))
    expect(watches.map(({ headers }) => headers['impersonate-user'])).toEqual([undefined])
  })
})

describe('a right that is given', () => {
  test('works at once, and brings what it shows into open streams', async () => {
    await using stream = await proxy.stream(cleo, 'environments:-/*')
    expect((await stream.until('snapshot')).items).toEqual([])
    expect(await refusalOf(cleo, inside(left, 'environments/one'))).toBe(notHers(left))
    await bind(left.name, 'cleo', `--user=oidc:${cleo}`)
    // The API server itself takes a moment until a binding counts.
    await eventually(async () => expect(await namesOf(cleo, everywhere)).toContain('one'), { within: 3000, every: 10 })
    await stream.until('change', (data) => data.type === 'ADDED' && namesIn({ event: 'change', data })[0] === 'one')
  })
})

describe('a right that is taken away', () => {
  test('ends what it showed: objects of all namespaces are deleted, a topic of one namespace fails', async () => {
    await bind(left.name, 'dan', `--user=oidc:${dan}`)
    await bind(right.name, 'dan', `--user=oidc:${dan}`)
    await eventually(async () => expect(await namesOf(dan, everywhere)).toEqual(expect.arrayContaining(['one', 'two'])))
    await using stream = await proxy.stream(dan, 'environments:-/*', `pods:-/${left.name}`)
    await stream.until('snapshot', ({ topic }) => topic.startsWith('pods:'))
    await unbind(left.name, 'dan')
    const isOne = (data: Parameters<typeof namesIn>[0]['data']) => namesIn({ event: 'change', data })[0] === 'one'
    const [gone, failed] = [
      stream.until('change', (data) => data.type === 'DELETED' && isOne(data)),
      proxy.stream(dan, `pods:-/${left.name}`),
    ]
    await gone
    await using second = await failed
    expect((await second.until('failure')).problem.code).toBe('FORBIDDEN')
    expect(await namesOf(dan, everywhere)).toEqual(expect.arrayContaining(['two']))
    expect(await refusalOf(dan, inside(left, 'environments/one'))).toBe(notHers(left))
  })

  test('ends the topic of a namespace with a failure within the interval', async () => {
    await bind(right.name, 'eve', `--user=oidc:${eve}`)
    await eventually(async () => expect(await namesOf(eve, everywhere)).toContain('two'))
    await using stream = await proxy.stream(eve, `environments:-/${right.name}`, `events:-/${right.name}`)
    await stream.until('snapshot')
    await stream.until('snapshot')
    await unbind(right.name, 'eve')
    const topics = [await stream.until('failure'), await stream.until('failure')]
    expect(topics.map(({ problem }) => problem.code)).toEqual(['FORBIDDEN', 'FORBIDDEN'])
    expect(topics.map(({ topic }) => topic).sort()).toEqual([`environments:-/${right.name}`, `events:-/${right.name}`])
  })
})

describe('names that Kubernetes keeps for itself', () => {
  test.each([mallory, 'system:kube-scheduler'])('%s is refused everything, in plain words', async (person) => {
    for (const path of [everywhere, inside(right, 'environments/two'), inside(right, 'pods')]) {
      expect(await refusalOf(person, path)).toMatch(/^403 FORBIDDEN: .* begins with "system:"/)
    }
    await using stream = await proxy.stream(person, 'environments:-/*')
    expect((await stream.until('failure')).problem).toMatchObject({ code: 'FORBIDDEN' })
  })

  test('never reach the cluster', () => {
    const told = proxy.requests.flatMap(({ rawHeaders }) => rawHeaders.filter((_, index) => index % 2 === 1))
    expect(told.filter((value) => /^(oidc:)?system:/.test(value))).toEqual([])
  })
})

test('what clients send of identities and credentials never reaches the cluster', async () => {
  const sent = {
    'impersonate-user': 'root',
    'impersonate-group': 'system:masters',
    'impersonate-uid': '0',
    'impersonate-extra-scopes': 'all',
    'x-remote-user': 'root',
    'x-remote-group': 'system:masters',
    'x-remote-extra-scopes': 'all',
    'x-forwarded-user': 'root',
    'proxy-authorization': 'Basic cm9vdDpyb290',
    cookie: 'session=stolen',
  }
  const before = proxy.requests.length
  const { status } = await proxy.call(ann, inside(right, 'pods'), { headers: sent })
  expect(status).toBe(403)
  expect((await proxy.call<ResourceList<Pod>>(ann, inside(left, 'pods'), { headers: sent })).body.items).toHaveLength(1)
  const made = proxy.requests.slice(before).filter(({ url }) => url.includes('/pods'))
  expect(made.length).toBeGreaterThan(0)
  for (const { headers } of made) {
    expect(headers['impersonate-user']).toBe(`oidc:${ann}`)
    expect(
      Object.keys(headers).filter((name) => /^(impersonate-(?!user)|x-|cookie|proxy-|forwarded)/.test(name)),
    ).toEqual([])
    expect(headers.authorization).not.toContain(ann)
  }
})
