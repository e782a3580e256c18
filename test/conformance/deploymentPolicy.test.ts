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
  await kubectl('create', 'rolebinding', 'members', '--clusterrole=catalyst-member', '--user=member', '--user=deployer')
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

test('a namespace goes with all its environments', async () => {
  const doomed = await createTestNamespace(cluster)
  const environment = { apiVersion: 'catalyst.catalyst.dev/v1alpha1', kind: 'Environment', metadata: { name: 'stage' } }
  await cluster.kubectl(['--namespace', doomed.name, 'create', '--filename=-'], {
    input: JSON.stringify({ ...environment, spec: { projectRef: { name: 'shop' }, type: 'staging' } }),
  })
  await cluster.kubectl(['delete', 'namespace', doomed.name, '--timeout=60s'])
  expect(await cluster.kubectl(['get', 'namespace', doomed.name, '--ignore-not-found'])).toBe('')
})
