import type { ProjectInput } from '@catalyst/api'
import { createResourceClient, projects } from '@catalyst/kubernetes-client'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startTestCluster, type TestCluster } from '../cluster/startTestCluster.ts'
import { createTestNamespace, type TestNamespace } from './support/createTestNamespace.ts'
import { eventually } from './support/eventually.ts'
import { applyFolder, installDefinitions } from './support/installDefinitions.ts'
import { loadKubeConfigAs } from './support/loadKubeConfigAs.ts'

type Spec = Partial<ProjectInput['spec']>

let cluster: TestCluster
/** The namespace of a team, and the one of its project `led`. */
let team: TestNamespace
let home: string
beforeAll(async () => {
  cluster = await startTestCluster({ node: false })
  await installDefinitions(cluster)
  await applyFolder(cluster, 'rbac')
  await applyFolder(cluster, 'policies')
  team = await createTestNamespace(cluster, 'team')
  home = `${team.name}-led`
  await cluster.kubectl(['create', 'namespace', home])
  const people = ['--user=member', '--user=lead', '--user=admin']
  await kubectl('create', 'rolebinding', 'members', '--clusterrole=catalyst-member', ...people)
  await kubectl('create', 'rolebinding', 'leads', '--clusterrole=catalyst-deploy', '--user=lead')
  const admins = ['create', 'rolebinding', 'admins', '--clusterrole=catalyst-deploy', '--user=admin']
  await cluster.kubectl([...admins, `--namespace=${home}`])
  // The API server needs a moment until it enforces a new policy.
  await eventually(() => expect(create('probe', { access }, 'member', '--dry-run=server')).rejects.toThrow(refusal))
})
afterAll(async () => {
  await cluster.kubectl(['delete', 'namespace', home, '--wait=false'])
  await team[Symbol.asyncDispose]()
  await cluster[Symbol.asyncDispose]()
})

const operator = 'system:serviceaccount:catalyst-system:catalyst-operator'
const refusal = 'only who may "deploy" can'
const kubectl = (...args: string[]) => cluster.kubectl(['--namespace', team.name, ...args])

const sources = [{ name: 'app', repositoryUrl: 'https://git.example.com/acme/app.git' }]
const other = [{ name: 'app', repositoryUrl: 'https://git.example.com/mallory/app.git' }]
const access: Spec['access'] = [{ role: 'admin', subjects: [{ kind: 'User', name: 'member' }] }]
const development = { type: 'manifest' as const, path: 'deploy/development' }
const deployment = { type: 'manifest' as const, path: 'deploy/production' }

function create(name: string, spec: Spec, ...[user, ...more]: string[]): Promise<string> {
  const project = { apiVersion: 'catalyst.catalyst.dev/v1alpha1', kind: 'Project', metadata: { name } }
  const args = ['--namespace', team.name, 'create', '--filename=-', ...(user ? [`--as=${user}`] : []), ...more]
  return cluster.kubectl(args, { input: JSON.stringify({ ...project, spec: { sources, ...spec } }) })
}

function change(name: string, patch: object, user: string): Promise<string> {
  return kubectl('patch', 'project', name, '--type=merge', `--patch=${JSON.stringify(patch)}`, `--as=${user}`)
}

async function specOf(name: string): Promise<Spec> {
  return (JSON.parse(await kubectl('get', 'project', name, '--output=json')) as { spec: Spec }).spec
}

describe('a member', () => {
  test('creates projects, and deletes one that is for development alone', async () => {
    await create('plain', { templates: { development } }, 'member')
    await create('whole', { templates: { development, deployment }, approval: { required: true } }, 'member')
    await kubectl('delete', 'project', 'plain', '--as=member')
    expect(await kubectl('get', 'projects', '--output=name')).not.toContain('/plain')
  })

  test('gives nobody a role with a new project', async () => {
    await expect(create('mine', { access }, 'member')).rejects.toThrow(
      `spec.access: ${refusal} create a project with this, because it decides over more than development; ask an admin of the project, or whoever may "deploy" in the namespace "${team.name}"`,
    )
    await expect(create('mine', { access: [] }, 'member')).rejects.toThrow(refusal)
  })

  test.each([
    ['templates', { templates: { development: { type: 'manifest', path: 'elsewhere' } } }],
    ['triggers', { triggers: { pullRequest: false, branchPush: ['main'] } }],
    ['deploymentConfig', { deploymentConfig: { devCommand: 'make' } }],
    ['build', { build: { dockerfile: 'Other' } }],
    ['jobs', { jobs: [{ name: 'seed', phase: 'PostBuild', command: ['seed'] }] }],
    ['registry', { registry: { internal: true } }],
  ] as const)('changes spec.%s', async (field, spec) => {
    const name = `free-${field.toLowerCase()}`
    await create(name, { templates: { development, deployment } })
    await change(name, { spec, metadata: { labels: { a: 'b' }, annotations: { c: 'd' } } }, 'member')
    expect(await specOf(name)).toMatchObject(spec)
  })
})

describe('what decides over more than development', () => {
  beforeEach(async () => {
    await kubectl('delete', 'project', 'led', '--ignore-not-found')
    await create('led', { templates: { development, deployment }, approval: { required: true } })
  })

  const guarded = [
    ['spec.sources', { spec: { sources: other } }],
    ['spec.access', { spec: { access } }],
    ['spec.approval', { spec: { approval: { required: false } } }],
    ['spec.approval', { spec: { approval: null } }],
    ['spec.resources', { spec: { resources: { cpu: '64' } } }],
    ['spec.registryCredentials', { spec: { registryCredentials: [{ secretRef: { name: 'production' } }] } }],
    ['spec.podSecurity', { spec: { podSecurity: 'restricted' } }],
    ['spec.templates.deployment', { spec: { templates: { deployment: { path: 'elsewhere' } } } }],
    ['spec.templates.deployment', { spec: { templates: { deployment: null } } }],
    ['spec.templates.staging', { spec: { templates: { staging: deployment } } }],
    [
      'metadata.ownerReferences',
      { metadata: { ownerReferences: [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'gone', uid: 'gone' }] } },
    ],
  ] as const

  test.each(guarded)('%s is not a member’s to change: %j', async (field, patch) => {
    const before = await specOf('led')
    await expect(change('led', patch, 'member')).rejects.toThrow(`${field}: ${refusal} change this in a project`)
    expect(await specOf('led')).toEqual(before)
  })

  test.each(guarded.filter(([field]) => field.startsWith('spec')))('%s is a lead’s: %j', async (_, patch) => {
    await change('led', patch, 'lead')
  })

  test('an admin of the project changes it there, and in no other project of the team', async () => {
    await create('unled', { templates: { deployment } })
    await change('led', { spec: { sources: other, access } }, 'admin')
    expect(await specOf('led')).toMatchObject({ sources: other, access })
    await expect(change('unled', { spec: { sources: other } }, 'admin')).rejects.toThrow(refusal)
  })

  test('all that is refused is named at once', async () => {
    const spec = { sources: other, access, templates: { staging: deployment } }
    await expect(change('led', { spec }, 'member')).rejects.toThrow(
      `spec.sources, spec.access, spec.templates.staging: ${refusal}`,
    )
  })

  test('what says the same in other words is no change', async () => {
    await create('same', { templates: { deployment } })
    const spec = { approval: { required: false }, registryCredentials: [], resources: {}, podSecurity: 'baseline' }
    await change('same', { spec }, 'member')
    await change('same', { spec: { approval: null, resources: null } }, 'member')
  })

  test.each([
    ['spec.templates.deployment', { templates: { development, deployment } }],
    ['spec.access', { templates: { development }, access: [] }],
    ['spec.approval', { templates: { development }, approval: { required: true } }],
  ])('with %s a project is not a member’s to delete', async (field, spec) => {
    const name = `kept-${field.split('.')[1]}`
    await create(name, spec)
    await expect(kubectl('delete', 'project', name, '--as=member')).rejects.toThrow(
      `${field}: ${refusal} delete a project with this`,
    )
    await kubectl('delete', 'project', name, '--as=lead')
  })
})

test('in the namespace of a project there is none, for nobody', async () => {
  await cluster.kubectl(['label', 'namespace', home, 'catalyst.dev/project=led'])
  const project = { apiVersion: 'catalyst.catalyst.dev/v1alpha1', kind: 'Project', metadata: { name: 'nested' } }
  const args = ['--namespace', home, 'create', '--filename=-']
  await expect(cluster.kubectl(args, { input: JSON.stringify({ ...project, spec: { sources } }) })).rejects.toThrow(
    `metadata.namespace: "${home}" is the namespace of a project`,
  )
})

test('where the namespace of a project has a hash in its name, the team’s leads are asked for', async () => {
  const name = `long-${'x'.repeat(58)}`
  await create(name, { templates: { deployment } })
  await expect(change(name, { spec: { sources: other } }, 'member')).rejects.toThrow(refusal)
  await change(name, { spec: { sources: other } }, 'lead')
})

test('the largest project that there can be is looked at within the limits of the API server', async () => {
  const text = 'x'.repeat(200)
  const names = Array.from({ length: 15 }, (_, index) => `type-${index}-${'y'.repeat(50)}`)
  // An object of the cluster holds 1.5 MiB, and kubectl notes nothing of its own here.
  const values = Object.fromEntries(Array.from({ length: 256 }, (_, index) => [`value-${index}`, text]))
  const templates = Object.fromEntries(names.map((key) => [key, { type: 'helm' as const, path: 'chart', values }]))
  const everybody = Array.from({ length: 64 }, (_, index) => ({ kind: 'User' as const, name: `${index}${text}` }))
  const spec: Spec = {
    sources: Array.from({ length: 16 }, (_, index) => ({ ...sources[0]!, name: `source-${index}` })),
    templates: { ...templates, development },
    access: Array.from({ length: 16 }, () => ({ role: 'observer' as const, subjects: everybody })),
  }
  await create('largest', spec, 'lead')
  await change('largest', { spec: { triggers: { pullRequest: false } } }, 'member')
  const changed = Object.fromEntries(names.map((key) => [key, { path: 'other' }]))
  const refused = await change('largest', { spec: { templates: changed } }, 'member').catch(String)
  // In whatever order: the API server walks over maps as it likes.
  for (const key of names) expect(refused).toContain(`spec.templates.${key}`)
  await change('largest', { spec: { templates: changed } }, 'lead')
  await kubectl('delete', 'project', 'largest', '--as=lead')
})

test('a namespace goes with all its projects, and the operator writes their status', async () => {
  const doomed = await createTestNamespace(cluster)
  const project = { apiVersion: 'catalyst.catalyst.dev/v1alpha1', kind: 'Project', metadata: { name: 'shop' } }
  await cluster.kubectl(['--namespace', doomed.name, 'create', '--filename=-'], {
    input: JSON.stringify({ ...project, spec: { sources, access, templates: { deployment } } }),
  })
  const kubeConfig = await loadKubeConfigAs(cluster.kubeconfig, operator)
  const status = { metadata: { name: 'shop', namespace: doomed.name }, status: { observedGeneration: 1 } }
  await createResourceClient(projects, { kubeConfig }).apply(status as never, { subresource: 'status' })
  await cluster.kubectl(['delete', 'namespace', doomed.name, '--timeout=60s'])
  expect(await cluster.kubectl(['get', 'namespace', doomed.name, '--ignore-not-found'])).toBe('')
})
