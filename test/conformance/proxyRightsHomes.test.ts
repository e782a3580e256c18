import { randomBytes } from 'node:crypto'
import { labels, type Environment, type Project } from '@catalyst/api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestCluster, type TestCluster } from '../cluster/startTestCluster.ts'
import { applyFolder, installDefinitions } from './support/installDefinitions.ts'
import { peopleByName } from './support/peopleByName.ts'
import { startProxyOn, type ProxyOnCluster } from './support/startProxyOn.ts'

const run = randomBytes(3).toString('hex')
const named = (name: string) => `${name}-${run}`
const member = named('member')
const other = named('other')
const outsider = named('outsider')
const platform = named('platform')
/** A team for each test, which no namespace knows before. */
const teams = ['new', 'foreign', 'plain', 'taken', 'half', 'granted', 'many'].map((name) => `${name}-${run}`)
const groups = teams.map((team) => `team:${team}`)

let cluster: TestCluster
let proxy: ProxyOnCluster
beforeAll(async () => {
  cluster = await startTestCluster({ node: false })
  await installDefinitions(cluster)
  await applyFolder(cluster, 'rbac')
  await kubectl('create', 'clusterrolebinding', platform, '--clusterrole=catalyst-member', `--user=oidc:${platform}`)
  proxy = await startProxyOn(cluster, {
    authenticate: peopleByName({ [member]: groups, [other]: groups, [outsider]: ['team:elsewhere'], [platform]: [] }),
    impersonation: { usernamePrefix: 'oidc:', groupsPrefix: 'oidc:' },
  })
})
afterAll(async () => {
  await proxy[Symbol.asyncDispose]()
  await kubectl('delete', 'clusterrolebinding', platform)
  const made = teams.flatMap((team) => [team, `${team}-shop`])
  await kubectl('delete', 'namespace', ...made, '--ignore-not-found', '--wait=false')
  await cluster[Symbol.asyncDispose]()
})

const kubectl = (...args: string[]) => cluster.kubectl(args)
const team = (name: string) => `${name}-${run}`

function createProject(person: string, of: string, name = 'shop') {
  const spec = { sources: [{ name: 'web', repositoryUrl: 'https://github.com/acme/shop.git', branch: 'main' }] }
  const body = { metadata: { name, namespace: of }, spec }
  return proxy.call<Project & { code?: string; reason?: string; detail?: string }>(person, '/clusters/-/projects', {
    method: 'POST',
    body,
  })
}

function createEnvironment(person: string, of: string, name: string) {
  const body = { metadata: { name }, spec: { projectRef: { name: 'shop', namespace: of } } }
  return proxy.call<Environment & { code?: string; detail?: string }>(person, '/clusters/-/environments', {
    method: 'POST',
    body,
  })
}

interface Namespace {
  metadata: { labels?: Record<string, string>; uid: string }
}

interface Binding {
  metadata: { uid: string }
  roleRef: { kind: string; name: string }
  subjects: { kind: string; name: string }[]
}

const namespaceOf = async (name: string) =>
  JSON.parse(await kubectl('get', 'namespace', name, '--output=json')) as Namespace
const bindingsIn = async (namespace: string) =>
  (
    JSON.parse(await kubectl('get', 'rolebindings', `--namespace=${namespace}`, '--output=json')) as {
      items: Binding[]
    }
  ).items

describe('a namespace that is missing', () => {
  test('is made with the labels of its owner and the binding of its members, which work at once', async () => {
    const of = team('new')
    expect((await createProject(member, of)).status).toBe(201)
    expect((await createEnvironment(member, of, 'pr-1')).status).toBe(201)
    for (const [name, owner] of [
      [of, { [labels.team]: of }],
      [
        `${of}-shop`,
        { [labels.team]: of, [labels.project]: 'shop', 'pod-security.kubernetes.io/enforce': 'restricted' },
      ],
    ] as const) {
      expect((await namespaceOf(name)).metadata.labels).toMatchObject(owner)
      expect(await bindingsIn(name)).toMatchObject([
        {
          roleRef: { kind: 'ClusterRole', name: 'catalyst-member' },
          subjects: [{ kind: 'Group', name: `oidc:team:${of}` }],
        },
      ])
    }
    // Not as the proxy: a team mate has the right by the binding.
    expect((await createEnvironment(other, of, 'pr-2')).status).toBe(201)
    const asMate = [`--as=oidc:${other}`, `--as-group=oidc:team:${of}`]
    expect(await kubectl('get', 'environments', `--namespace=${of}-shop`, '--output=name', ...asMate)).toContain('pr-2')
  })

  test('is not made for somebody of another team, nor bound for them', async () => {
    const of = team('foreign')
    const { status, body } = await createProject(outsider, of)
    expect([status, body.code]).toEqual([403, 'FORBIDDEN'])
    expect(body.detail).toBe(`You are not in team "${of}", and you may not create projects in namespace "${of}".`)
    await expect(namespaceOf(of)).rejects.toThrow('not found')
  })

  test('is made for whoever may create there anyway, with the binding of the team and none of theirs', async () => {
    const of = team('granted')
    expect((await createProject(platform, of)).status).toBe(201)
    expect((await bindingsIn(of)).map(({ subjects }) => subjects)).toEqual([
      [expect.objectContaining({ kind: 'Group', name: `oidc:team:${of}` })],
    ])
  })

  test('is made once by many at the same time', async () => {
    const of = team('many')
    const names = ['a', 'b', 'c', 'd', 'e', 'f']
    const answers = await Promise.all(names.map((name, index) => createProject(index % 2 ? member : other, of, name)))
    expect(answers.map(({ status }) => status)).toEqual(names.map(() => 201))
    expect(await bindingsIn(of)).toHaveLength(1)
  })
})

describe('a namespace that is there', () => {
  test('without labels is nobody’s to give away: it stays as it is, and its own rights hold', async () => {
    const of = team('plain')
    await kubectl('create', 'namespace', of)
    const { uid, labels: before } = (await namespaceOf(of)).metadata
    const { status, body } = await createProject(member, of)
    expect([status, body.code]).toEqual([403, 'FORBIDDEN'])
    expect((await namespaceOf(of)).metadata).toMatchObject({ uid, labels: before })
    expect((await namespaceOf(of)).metadata.labels).not.toHaveProperty([labels.team])
    expect(await bindingsIn(of)).toEqual([])
  })

  test('of another team is refused, and gets no binding', async () => {
    const of = team('taken')
    await kubectl('create', 'namespace', of)
    await kubectl('label', 'namespace', of, `${labels.team}=somebody-else`)
    const { status, body } = await createProject(member, of)
    expect([status, body.code, body.reason]).toEqual([409, 'CONFLICT', 'NamespaceTaken'])
    expect(await bindingsIn(of)).toEqual([])
  })

  test('of the team, whose binding an earlier call did not come to make, gets it', async () => {
    const of = team('half')
    await kubectl('create', 'namespace', of)
    await kubectl('label', 'namespace', of, `${labels.team}=${of}`)
    expect((await createProject(member, of)).status).toBe(201)
    const [{ metadata }] = (await bindingsIn(of)) as [Binding]
    expect((await createProject(member, of, 'second')).status).toBe(201)
    expect((await bindingsIn(of)).map((binding) => binding.metadata.uid)).toEqual([metadata.uid])
  })
})
