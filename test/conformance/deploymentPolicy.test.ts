import { annotations } from '@catalyst/api/labels'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestCluster, type TestCluster } from '../cluster/startTestCluster.ts'
import { createTestNamespace, type TestNamespace } from './support/createTestNamespace.ts'
import { eventually } from './support/eventually.ts'
import { applyFolder, installDefinitions } from './support/installDefinitions.ts'

let cluster: TestCluster
let home: TestNamespace
beforeAll(async () => {
  cluster = await startTestCluster({ node: false })
  await installDefinitions(cluster)
  await applyFolder(cluster, 'rbac')
  await applyFolder(cluster, 'policies')
  home = await createTestNamespace(cluster)
  const people = ['--user=member', '--user=deployer', '--user=admin-of-one']
  await kubectl('create', 'rolebinding', 'members', '--clusterrole=catalyst-member', ...people)
  await kubectl('create', 'rolebinding', 'deployers', '--clusterrole=catalyst-deploy', '--user=deployer')
  // The API server needs a moment until it enforces a new policy.
  await eventually(() => expect(create('probe', 'staging', 'member', '--dry-run=server')).rejects.toThrow(refusal))
})
afterAll(async () => {
  await home[Symbol.asyncDispose]()
  await cluster[Symbol.asyncDispose]()
})

const refusal = 'only who may "deploy" can create, change or delete an environment'
const kubectl = (...args: string[]) => cluster.kubectl(['--namespace', home.name, ...args])

function create(name: string, type: string | undefined, ...[user, ...more]: string[]): Promise<string> {
  const spec = { projectRef: { name: 'shop' }, ...(type === undefined ? {} : { type }) }
  const environment = { apiVersion: 'catalyst.catalyst.dev/v1alpha1', kind: 'Environment', metadata: { name }, spec }
  const args = ['--namespace', home.name, 'create', '--filename=-', `--as=${user}`, ...more]
  return cluster.kubectl(args, { input: JSON.stringify(environment) })
}

function change(name: string, patch: object, user: string): Promise<string> {
  return kubectl('patch', 'env', name, '--type=merge', `--patch=${JSON.stringify(patch)}`, `--as=${user}`)
}

describe('a member', () => {
  test('has development environments to create, change and delete', async () => {
    await create('mine', 'development', 'member')
    await create('mine-too', undefined, 'member')
    await change('mine', { spec: { devCommand: 'make' } }, 'member')
    await kubectl('delete', 'env', 'mine', 'mine-too', '--as=member')
    expect(await kubectl('get', 'env', '--output=name')).not.toContain('/mine')
  })

  test('can not create one of another type', async () => {
    await expect(create('theirs', 'production', 'member')).rejects.toThrow(refusal)
  })

  test('can not turn one into the other, in either direction', async () => {
    await create('turned', 'development', 'member')
    await expect(change('turned', { spec: { type: 'staging' } }, 'member')).rejects.toThrow('spec.type: "staging"')
    await change('turned', { spec: { type: 'staging' } }, 'deployer')
    await expect(change('turned', { spec: { type: 'development' } }, 'member')).rejects.toThrow(refusal)
  })

  test('can not change or delete one of another type, alone or with all others', async () => {
    await create('stage', 'staging', 'deployer')
    await expect(change('stage', { metadata: { annotations: { a: 'b' } } }, 'member')).rejects.toThrow(refusal)
    await expect(kubectl('delete', 'env', 'stage', '--as=member')).rejects.toThrow(refusal)
    await expect(kubectl('delete', 'env', '--all', '--as=member')).rejects.toThrow(refusal)
    expect(await kubectl('get', 'env', 'stage', '--output=name')).toContain('stage')
  })
})

test('the right can be given for one environment by name', async () => {
  await create('one', 'staging', 'deployer')
  await create('other', 'staging', 'deployer')
  const role = ['--verb=deploy', '--resource=environments.catalyst.catalyst.dev', '--resource-name=one']
  await kubectl('create', 'role', 'deploy-one', ...role)
  await kubectl('create', 'rolebinding', 'one', '--role=deploy-one', '--user=member')
  await eventually(() => change('one', { spec: { devCommand: 'make' } }, 'member'))
  await expect(change('other', { spec: { devCommand: 'make' } }, 'member')).rejects.toThrow(refusal)
  await kubectl('delete', 'rolebinding', 'one')
})

test('an admin of one environment, with the right in its own namespace, changes and deletes that one alone', async () => {
  await using own = await createTestNamespace(cluster)
  await using others = await createTestNamespace(cluster)
  const admin = 'admin-of-one'
  const bind = ['create', 'rolebinding', 'admin', '--clusterrole=catalyst-admin', `--user=${admin}`]
  await cluster.kubectl([...bind, `--namespace=${own.name}`])
  for (const [name, namespace] of [
    ['own', own.name],
    ['others', others.name],
  ] as const) {
    await create(name, 'staging', 'deployer')
    const status = `--patch=${JSON.stringify({ status: { namespace } })}`
    await kubectl('patch', 'env', name, '--subresource=status', '--type=merge', status)
  }
  await create('homeless', 'staging', 'deployer')
  await change('own', { spec: { devCommand: 'make' } }, admin)
  for (const name of ['others', 'homeless'])
    await expect(change(name, { spec: { devCommand: 'make' } }, admin)).rejects.toThrow(refusal)
  await expect(create('new', 'staging', admin)).rejects.toThrow(refusal)
  // Nobody but the operator says where an environment is: what is sent of status with the rest does not count.
  await change('others', { status: { namespace: own.name } }, 'deployer')
  await expect(change('others', { status: { namespace: own.name } }, admin)).rejects.toThrow(refusal)
  await change('own', { spec: { type: 'production' } }, admin)
  await kubectl('delete', 'env', 'own', `--as=${admin}`)
  await expect(kubectl('delete', 'env', 'others', `--as=${admin}`)).rejects.toThrow(refusal)
})

describe('an approval', () => {
  const approve = (revision: string | null) => ({
    metadata: { annotations: { [annotations.approvedRevision]: revision } },
  })

  test('is given by who may deploy, and by no member', async () => {
    await create('approved', 'production', 'deployer')
    await expect(change('approved', approve('abc'), 'member')).rejects.toThrow(refusal)
    await change('approved', approve('abc'), 'deployer')
  })

  test('is not laid by for an environment that may be turned into another type one day', async () => {
    await create('later', 'development', 'member')
    const why = `metadata.annotations[${annotations.approvedRevision}]: only who may "deploy" can approve a revision`
    await expect(change('later', approve('abc'), 'member')).rejects.toThrow(why)
    await change('later', approve('abc'), 'deployer')
    await change('later', { spec: { devCommand: 'make' } }, 'member')
    await expect(change('later', approve('def'), 'member')).rejects.toThrow(why)
    await change('later', approve(null), 'member')
  })
})

test('a namespace goes with all its environments', async () => {
  const doomed = await createTestNamespace(cluster)
  const environment = { apiVersion: 'catalyst.catalyst.dev/v1alpha1', kind: 'Environment', metadata: { name: 'stage' } }
  await cluster.kubectl(['--namespace', doomed.name, 'create', '--filename=-'], {
    input: JSON.stringify({ ...environment, spec: { projectRef: { name: 'shop' }, type: 'staging' } }),
  })
  await cluster.kubectl(['delete', 'namespace', doomed.name, '--timeout=60s'])
  expect(await cluster.kubectl(['get', 'namespace', doomed.name, '--ignore-not-found'])).toBe('')
})
