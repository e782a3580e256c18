import { annotations } from '@catalyst/api/labels'
import { createResourceClient, environments } from '@catalyst/kubernetes-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from './support/eventually.ts'
import { startRolesWorld, type RolesWorld } from './support/startRolesWorld.ts'

/** Everybody, with their groups. What they may do they have by the `access` of a project, or by being of its team. */
const people = {
  observer: [],
  owner: [],
  member: ['team:acme'],
  outsider: ['team:other'],
  admin: [],
  adminOfLive: ['team:acme'],
} as const
type Person = keyof typeof people
const everybody = Object.keys(people) as Person[]

const user = (person: Person) => ({ kind: 'User' as const, name: `oidc:${person}` })
const access = [
  { role: 'owner' as const, subjects: [{ kind: 'Group' as const, name: 'oidc:team:acme' }] },
  { role: 'owner' as const, subjects: [user('owner')], environments: ['pr-1'] },
  { role: 'admin' as const, subjects: [user('admin')] },
  { role: 'admin' as const, subjects: [user('adminOfLive')], environments: ['live'] },
  { role: 'observer' as const, subjects: [user('observer')] },
]

const looking = ['read logs', 'list', 'describe']
const changing = ['read Secrets', 'run commands', 'forward ports', 'change workloads', 'delete pods']

/** What runs in an environment: SEC-03 and SEC-04 for `live`, which is for production, SEC-05 for `pr-1`. */
const inside: readonly { where: string; actions: readonly string[]; who: readonly Person[] }[] = [
  { where: 'live', actions: looking, who: ['observer', 'member', 'admin', 'adminOfLive'] },
  { where: 'live', actions: changing, who: ['admin', 'adminOfLive'] },
  { where: 'pr-1', actions: looking, who: ['observer', 'owner', 'member', 'admin', 'adminOfLive'] },
  { where: 'pr-1', actions: changing, who: ['owner', 'member', 'admin', 'adminOfLive'] },
]

/** Environments themselves: SEC-04, SEC-08. `stage` is one of production that nobody is the admin of alone. */
const objects: Readonly<Record<string, readonly Person[]>> = {
  'read live': ['member', 'admin', 'adminOfLive'],
  'create development': ['member', 'admin', 'adminOfLive'],
  'change pr-1': ['member', 'admin', 'adminOfLive'],
  'delete development': ['member', 'admin', 'adminOfLive'],
  'create production': ['admin'],
  'flip pr-1': ['admin'],
  'change stage': ['admin'],
  'approve stage': ['admin'],
  'delete production': ['admin'],
  'flip live': ['admin', 'adminOfLive'],
  'change live': ['admin', 'adminOfLive'],
  'approve live': ['admin', 'adminOfLive'],
  'delete live': ['admin', 'adminOfLive'],
}

let world: RolesWorld<Person>
const pods: Record<string, string> = {}
beforeAll(async () => {
  world = await startRolesWorld(people)
  await world.createProject('shop', { access })
  await world.createProject('vault', { access })
  const types = { live: 'production', stage: 'production', 'pr-1': 'development' }
  for (const [name, type] of Object.entries(types)) await world.createEnvironment('shop', name, { type })
  await world.createEnvironment('vault', 'live', { type: 'production' })
  for (const name of Object.keys(types)) pods[name] = await world.findPod(`acme-shop-${name}`)
  // Bindings come to the API server's authoriser a moment after they are made; these are the last of each namespace.
  await eventually(() => can('admin', 'acme-shop'))
  await eventually(() => can('admin', 'acme-vault'))
  await eventually(() => can('adminOfLive', 'acme-shop-live'))
}, 180_000)
afterAll(() => world[Symbol.asyncDispose]())

const can = (person: Person, namespace: string) =>
  world.kubectl(person, ['auth', 'can-i', 'deploy', 'environments.catalyst.catalyst.dev', `--namespace=${namespace}`])

type Attempts = Readonly<Record<string, () => Promise<boolean>>>

/** Tries all of it, one after another, and names what was allowed. */
async function allowedOf(attempts: Attempts): Promise<string[]> {
  const allowed: string[] = []
  for (const [name, attempt] of Object.entries(attempts)) if (await attempt()) allowed.push(name)
  return allowed
}

function expectedInside(person: Person): string[] {
  const theirs = inside.filter(({ who }) => who.includes(person))
  return theirs.flatMap(({ where, actions }) => actions.map((action) => `${where}: ${action}`))
}

function expectedObjects(person: Person): string[] {
  return Object.entries(objects).flatMap(([action, who]) => (who.includes(person) ? [action] : []))
}

describe.each(everybody)('%s, in what runs', (person) => {
  test('with kubectl', { timeout: 120_000 }, async () => {
    const attemptsIn = (name: string): Attempts => {
      const pod = pods[name] ?? ''
      const home = `acme-shop-${name}`
      const run = (...args: string[]) => world.isAllowed(world.kubectl(person, [`--namespace=${home}`, ...args]))
      const port = `/api/v1/namespaces/${home}/pods/${pod}/portforward?ports=8080`
      return {
        [`${name}: read logs`]: () => run('logs', pod),
        [`${name}: list`]: () => run('get', 'pods,deployments,services'),
        [`${name}: describe`]: () => run('describe', `pod/${pod}`),
        [`${name}: read Secrets`]: () => run('get', 'secrets'),
        [`${name}: run commands`]: () => run('exec', pod, '--', 'true'),
        // The question alone, without what would follow it: a pod that waits for a node has no ports.
        [`${name}: forward ports`]: async () => {
          const answer = await world.kubectl(person, ['create', `--raw=${port}`, '--filename=/dev/null']).catch(String)
          return !answer.includes('orbidden')
        },
        [`${name}: change workloads`]: () => run('scale', 'deployment/app', '--replicas=1'),
        [`${name}: delete pods`]: () => run('delete', 'pod', pod, '--dry-run=server'),
      }
    }
    const allowed = await allowedOf({ ...attemptsIn('live'), ...attemptsIn('pr-1') })
    expect(allowed).toEqual(expectedInside(person))
  })

  test('through the proxy', async () => {
    const attemptsIn = (name: string): Attempts => {
      const home = `acme-shop-${name}`
      const path = `/clusters/-/namespaces/${home}/pods`
      // For what it has no route: what it says of the right.
      const may = async (review: object) => {
        const call = { method: 'POST', body: { reviews: [{ ...review, namespace: home }] } }
        const reviews = '/clusters/-/access-reviews'
        const { body } = await world.proxy.call<{ reviews: { allowed: boolean }[] }>(person, reviews, call)
        return body.reviews[0]?.allowed === true
      }
      const ask = (rest: string, body?: object) =>
        world.isAnswered(person, `${path}${rest}`, body && { method: 'POST', body })
      return {
        [`${name}: read logs`]: () => ask(`/${pods[name]}/log`),
        [`${name}: list`]: () => ask(''),
        [`${name}: describe`]: () => ask(`/${pods[name]}`),
        [`${name}: read Secrets`]: () => may({ verb: 'get', group: '', resource: 'secrets' }),
        [`${name}: run commands`]: () => ask(`/${pods[name]}/exec`, { command: ['true'] }),
        [`${name}: forward ports`]: () => may({ verb: 'create', resource: 'pods', subresource: 'portforward' }),
        [`${name}: change workloads`]: () => may({ verb: 'patch', group: 'apps', resource: 'deployments' }),
        [`${name}: delete pods`]: () => may({ verb: 'delete', resource: 'pods' }),
      }
    }
    const allowed = await allowedOf({ ...attemptsIn('live'), ...attemptsIn('pr-1') })
    expect(allowed).toEqual(expectedInside(person))
  })
})

const approval = (revision: string) => ({ metadata: { annotations: { [annotations.approvedRevision]: revision } } })
const environmentOf = (name: string, type: string, project = 'shop') => ({
  metadata: { name },
  spec: { projectRef: { name: project, namespace: 'acme' }, type },
})

interface Ways {
  read(name: string): Promise<boolean>
  create(name: string, type: string): Promise<boolean>
  patch(name: string, patch: object): Promise<boolean>
  remove(name: string): Promise<boolean>
}

describe.each(everybody)('%s, with environments', (person) => {
  function attemptsBy({ read, create, patch, remove }: Ways): Attempts {
    const own = person.toLowerCase()
    const change = { spec: { devCommand: `make ${person}` } }
    const flip = async (name: string, type: string, back: string) => {
      if (!(await patch(name, { spec: { type } }))) return false
      await patch(name, { spec: { type: back } })
      return true
    }
    return {
      'read live': () => read('live'),
      'create development': () => create(`dev-${own}`, 'development'),
      'change pr-1': () => patch('pr-1', change),
      'delete development': () => remove(`victim-dev-${own}`),
      'create production': () => create(`prod-${own}`, 'production'),
      'flip pr-1': () => flip('pr-1', 'production', 'development'),
      'change stage': () => patch('stage', change),
      'approve stage': () => patch('stage', approval(person)),
      'delete production': () => remove(`victim-prod-${own}`),
      'flip live': () => flip('live', 'development', 'production'),
      'change live': () => patch('live', change),
      'approve live': () => patch('live', approval(person)),
      'delete live': () => remove('live'),
    }
  }

  beforeAll(async () => {
    const client = createResourceClient(environments, { kubeConfig: world.kubeConfig })
    // Of no project, so that nothing is made for them.
    for (const [kind, type] of [
      ['dev', 'development'],
      ['prod', 'production'],
    ] as const) {
      const { metadata, spec } = environmentOf(`victim-${kind}-${person.toLowerCase()}`, type, 'none')
      await client.create({ metadata: { ...metadata, namespace: 'acme-shop' }, spec })
    }
  })

  test('with kubectl, which does nothing of it', { timeout: 120_000 }, async () => {
    const run = (args: readonly string[], input?: object) =>
      world.isAllowed(world.kubectl(person, ['--namespace=acme-shop', ...args], input))
    const dry = '--dry-run=server'
    const allowed = await allowedOf(
      attemptsBy({
        read: (name) => run(['get', 'environment', name]),
        create(name, type) {
          const kind = { apiVersion: 'catalyst.catalyst.dev/v1alpha1', kind: 'Environment' }
          return run(['create', '--filename=-', dry], { ...kind, ...environmentOf(name, type) })
        },
        patch: (name, patch) =>
          run(['patch', 'environment', name, '--type=merge', `--patch=${JSON.stringify(patch)}`, dry]),
        remove: (name) => run(['delete', 'environment', name, dry]),
      }),
    )
    expect(allowed).toEqual(expectedObjects(person))
  })

  test('through the proxy, which does it', async () => {
    const path = '/clusters/-/namespaces/acme-shop/environments'
    const allowed = await allowedOf(
      attemptsBy({
        read: (name) => world.isAnswered(person, `${path}/${name}`),
        create: (name, type) =>
          world.isAnswered(person, '/clusters/-/environments', { method: 'POST', body: environmentOf(name, type) }),
        patch: (name, body) => world.isAnswered(person, `${path}/${name}`, { method: 'PATCH', body }),
        // That of the shop is still to be tried by somebody else.
        remove: (name) =>
          person === 'admin' && name === 'live'
            ? world.isAnswered(person, `/clusters/-/namespaces/acme-vault/environments/live`, { method: 'DELETE' })
            : world.isAnswered(person, `${path}/${name}`, { method: 'DELETE' }),
      }),
    )
    expect(allowed).toEqual(expectedObjects(person))
  })
})
