import type { Environment, Project } from '@catalyst/api'
import { annotations } from '@catalyst/api/labels'
import { createResourceClient, environments, namespaces, projects } from '@catalyst/kubernetes-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from './support/eventually.ts'
import { startRolesWorld, type RolesWorld } from './support/startRolesWorld.ts'

const people = {
  admin: ['team:acme'],
  second: ['team:acme'],
  lead: ['team:acme'],
  member: ['team:acme'],
  stranger: ['team:other'],
} as const
type Person = keyof typeof people

const admins = (...names: Person[]) => [
  { role: 'admin' as const, subjects: names.map((name) => ({ kind: 'User' as const, name: `oidc:${name}` })) },
]

let world: RolesWorld<Person>
beforeAll(async () => {
  world = await startRolesWorld(people)
  await world.createProject('shop', { access: admins('admin') })
  await world.createProject('vault', { access: admins('admin'), approval: { required: true } })
  await eventually(() => mayDeploy('admin', 'acme-shop'))
  await eventually(() => mayDeploy('admin', 'acme-vault'))
}, 120_000)
afterAll(() => world[Symbol.asyncDispose]())

const mayDeploy = (person: Person, namespace: string) =>
  world.kubectl(person, ['auth', 'can-i', 'deploy', 'environments.catalyst.catalyst.dev', `--namespace=${namespace}`])
const clientOf = () => createResourceClient(environments, { kubeConfig: world.kubeConfig })
const refusal = 'only who may "deploy"'

describe('an approval', () => {
  const gated = { namespace: 'acme-vault', name: 'gated' }
  const path = '/clusters/-/namespaces/acme-vault/environments/gated'
  const patchOf = (revision: string) => ({ metadata: { annotations: { [annotations.approvedRevision]: revision } } })
  const viaProxy = (person: Person, revision: string) =>
    world.proxy.call(person, path, { method: 'PATCH', body: patchOf(revision) })
  const viaKubectl = (person: Person, revision: string) =>
    world.kubectl(person, [
      ...['patch', 'environment', 'gated', '--namespace=acme-vault', '--type=merge'],
      `--patch=${JSON.stringify(patchOf(revision))}`,
    ])

  /** The revision that waits. */
  async function waiting(): Promise<string> {
    const { status } = await clientOf().get(gated)
    const condition = status?.conditions?.find(({ type }) => type === 'Approved')
    expect(condition).toMatchObject({ status: 'False', reason: 'ApprovalNeeded' })
    const revision = status?.approval?.revision ?? ''
    expect(revision).toMatch(/^[0-9a-f]{40}$/)
    return revision
  }

  async function isApproved(revision: string): Promise<void> {
    const { status } = await clientOf().get(gated)
    const message = `Revision ${revision} is approved.`
    expect(status?.conditions).toContainEqual(expect.objectContaining({ type: 'Approved', status: 'True', message }))
  }

  test('is an admin’s to give and no member’s, by kubectl and through the proxy', async () => {
    await world.createEnvironment('vault', 'gated', { type: 'production' })
    const first = await eventually(waiting)
    await expect(viaKubectl('member', first)).rejects.toThrow(refusal)
    const refused = await viaProxy('member', first)
    expect([refused.status, refused.body.code]).toEqual([403, 'FORBIDDEN'])
    expect(refused.body.detail).toContain(refusal)
    expect(await waiting()).toBe(first)
    await viaKubectl('admin', first)
    await eventually(() => isApproved(first))

    const change = { spec: { config: { envVars: { GREETING: 'hello' } } } }
    expect((await world.proxy.call('admin', path, { method: 'PATCH', body: change })).status).toBe(200)
    const second = await eventually(waiting)
    expect(second).not.toBe(first)
    await expect(viaKubectl('member', second)).rejects.toThrow(refusal)
    expect((await viaProxy('member', second)).status).toBe(403)
    expect((await viaProxy('admin', second)).status).toBe(200)
    await eventually(() => isApproved(second))
  })
})

const sources = [{ name: 'app', repositoryUrl: 'https://git.example.com/acme/app.git' }]

describe('a project of another team', () => {
  const site = { metadata: { name: 'site', namespace: 'other' } }
  const stolen = { metadata: { name: 'stolen' }, spec: { projectRef: { name: 'shop', namespace: 'acme' } } }
  const create = (namespace?: string) =>
    world.proxy.call('stranger', '/clusters/-/environments', {
      method: 'POST',
      body: { ...stolen, metadata: { ...stolen.metadata, ...(namespace !== undefined && { namespace }) } },
    })

  test('can not be named: neither through the proxy', async () => {
    const made = await world.proxy.call('stranger', '/clusters/-/projects', {
      method: 'POST',
      body: { ...site, spec: { sources } },
    })
    expect(made.status).toBe(201)
    const [plain, elsewhere, there] = [await create(), await create('other-site'), await create('acme-shop')]
    expect([plain.status, elsewhere.status, there.status]).toEqual([403, 400, 403])
    expect(plain.body.detail).toContain('You are not in team "acme"')
    expect(elsewhere.body.detail).toContain('must be "acme-shop"')
  })

  test('nor with kubectl, where the operator makes nothing of it', async () => {
    const kind = { apiVersion: 'catalyst.catalyst.dev/v1alpha1', kind: 'Environment' }
    const file = ['create', '--filename=-']
    await expect(world.kubectl('stranger', [...file, '--namespace=acme-shop'], { ...kind, ...stolen })).rejects.toThrow(
      'forbidden',
    )
    // Into the namespace of their own project, in which the operator has made them members.
    await eventually(() => world.kubectl('stranger', [...file, '--namespace=other-site'], { ...kind, ...stolen }))
    await eventually(async () => {
      const { status } = await clientOf().get({ namespace: 'other-site', name: 'stolen' })
      expect(status).toMatchObject({ phase: 'Failed' })
      expect(status?.conditions).toContainEqual(expect.objectContaining({ reason: 'WrongNamespace' }))
    })
    const { items } = await createResourceClient(namespaces, { kubeConfig: world.kubeConfig }).list()
    expect(items.map(({ metadata }) => metadata?.name).filter((name) => name?.includes('stolen'))).toEqual([])
  })
})

describe('the access of a project', () => {
  const path = '/clusters/-/namespaces/acme/projects/shop'
  const patch = (person: Person, spec: Partial<Project['spec']>) =>
    world.proxy.call(person, path, { method: 'PATCH', body: { spec } })

  test('is no member’s to change, who are told whom to ask', async () => {
    // The first thing that somebody does there makes the team members of it.
    const own = { metadata: { name: 'own', namespace: 'acme' }, spec: { sources } }
    const make = (spec: object) =>
      world.proxy.call('member', '/clusters/-/projects', {
        method: 'POST',
        body: { ...own, spec: { ...own.spec, ...spec } },
      })
    expect((await make({})).status).toBe(201)
    expect((await make({ access: admins('member') })).body.detail).toContain('spec.access: only who may "deploy"')
    const { status, body } = await patch('member', { access: admins('member') })
    expect([status, body.code]).toEqual([403, 'FORBIDDEN'])
    expect(body.detail).toMatch(/^spec\.access: only who may "deploy" can change this in a project, .* ask an admin/)
    expect(body.issues).toEqual([{ path: 'spec.access', message: expect.stringContaining('only who may "deploy"') }])
    expect((await patch('member', { triggers: { pullRequest: false } })).status).toBe(200)
  })

  test('an admin gives another one the right to deploy, who has it in the project’s namespace and in each environment', async () => {
    await world.createEnvironment('shop', 'live', { type: 'production' })
    await eventually(() => world.kubectl('admin', ['get', 'secrets', '--namespace=acme-shop-live']))
    expect((await patch('admin', { access: admins('admin', 'second') })).status).toBe(200)
    await eventually(() => mayDeploy('second', 'acme-shop'))
    await eventually(() => world.kubectl('second', ['get', 'secrets', '--namespace=acme-shop-live']))
  })

  test('who loses a role loses its rights everywhere', async () => {
    expect((await patch('second', { access: admins('second') })).status).toBe(200)
    await eventually(() => expect(mayDeploy('admin', 'acme-shop')).rejects.toThrow())
    const secrets = ['get', 'secrets', '--namespace=acme-shop-live']
    await eventually(() => expect(world.kubectl('admin', secrets)).rejects.toThrow('forbidden'))
    // The last one, so that no binding of the role is left.
    expect((await patch('second', { access: [] })).status).toBe(200)
    await eventually(() => expect(mayDeploy('second', 'acme-shop')).rejects.toThrow())
    await eventually(() => expect(world.kubectl('second', secrets)).rejects.toThrow('forbidden'))
  })

  test('the first one is given by whoever leads the team, whom the cluster’s administrator has named', async () => {
    expect((await patch('lead', { access: admins('lead') })).status).toBe(403)
    const bind = ['create', 'rolebinding', 'catalyst-leads', '--clusterrole=catalyst-deploy', '--user=oidc:lead']
    await world.cluster.kubectl([...bind, '--namespace=acme'])
    await eventually(async () => expect((await patch('lead', { access: admins('lead') })).status).toBe(200))
    await eventually(() => mayDeploy('lead', 'acme-shop'))
  })
})

test('an environment that is turned into one of production is its developers’ no more', async () => {
  await world.createProject('turned', {})
  await world.createEnvironment('turned', 'pr-1', { type: 'development' })
  const secrets = ['get', 'secrets', '--namespace=acme-turned-pr-1']
  await eventually(() => world.kubectl('member', secrets))
  const type: Environment['spec']['type'] = 'production'
  await clientOf().patch({ namespace: 'acme-turned', name: 'pr-1' }, { spec: { type } })
  await eventually(() => expect(world.kubectl('member', secrets)).rejects.toThrow('forbidden'))
  expect(await world.kubectl('member', ['get', 'pods', '--namespace=acme-turned-pr-1'])).toBeDefined()
  const account = ['get', 'serviceaccount', 'catalyst-developer', '--namespace=acme-turned-pr-1', '--ignore-not-found']
  await eventually(async () => expect(await world.cluster.kubectl(account)).toBe(''))
})

test('names that Kubernetes keeps for itself are refused by the project, and bound nowhere', async () => {
  const client = createResourceClient(projects, { kubeConfig: world.kubeConfig })
  const reserved = [{ role: 'admin' as const, subjects: [{ kind: 'Group' as const, name: 'system:authenticated' }] }]
  await world.createProject('reserved', { access: [...admins('second'), ...reserved] })
  await eventually(() => mayDeploy('second', 'acme-reserved'))
  await eventually(async () => {
    const { status } = await client.get({ namespace: 'acme', name: 'reserved' })
    expect(status?.conditions).toContainEqual(expect.objectContaining({ status: 'False', reason: 'AccessInvalid' }))
  })
  await expect(mayDeploy('stranger', 'acme-reserved')).rejects.toThrow()
})
