import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestCluster, type TestCluster } from '../cluster/startTestCluster.ts'
import { eventually } from './support/eventually.ts'
import { createTestNamespace, type TestNamespace } from './support/createTestNamespace.ts'
import { installDefinitions } from './support/installDefinitions.ts'

let cluster: TestCluster
let home: TestNamespace
beforeAll(async () => {
  cluster = await startTestCluster({ node: false })
  await installDefinitions(cluster)
  home = await createTestNamespace(cluster)
})
afterAll(async () => {
  await home[Symbol.asyncDispose]()
  await cluster[Symbol.asyncDispose]()
})

const kubectl = (...args: string[]) => cluster.kubectl(['--namespace', home.name, ...args])

async function createEnvironment(name: string): Promise<void> {
  const environment = {
    apiVersion: 'catalyst.catalyst.dev/v1alpha1',
    kind: 'Environment',
    metadata: { name, namespace: home.name },
    spec: { projectRef: { name: 'shop' } },
  }
  await cluster.kubectl(['create', '--filename=-'], { input: JSON.stringify(environment) })
}

test('a list shows type, phase, URL and age under a short name', async () => {
  await createEnvironment('listed')
  const patch = JSON.stringify({ status: { phase: 'Ready', url: 'https://listed.example.com/' } })
  await kubectl('patch', 'env', 'listed', '--subresource=status', '--type=merge', '--patch', patch)
  const [header, row] = (await kubectl('get', 'env', 'listed')).trim().split('\n')
  expect(header?.split(/\s+/)).toEqual(['NAME', 'TYPE', 'PHASE', 'URL', 'AGE'])
  expect(row?.split(/\s+/).slice(0, 4)).toEqual(['listed', 'development', 'Ready', 'https://listed.example.com/'])
})

test('everything of Catalyst is found by its category', async () => {
  await createEnvironment('found')
  expect(await kubectl('get', 'catalyst', '--output=name')).toContain('environment.catalyst.catalyst.dev/found')
})

test('environments are selected by phase', async () => {
  await createEnvironment('failed')
  const select = () => kubectl('get', 'env', '--field-selector=status.phase=Failed', '--output=name')
  expect(await select()).toBe('')
  await kubectl(
    'patch',
    'env',
    'failed',
    '--subresource=status',
    '--type=merge',
    '--patch={"status":{"phase":"Failed"}}',
  )
  await eventually(async () => expect(await select()).toBe('environment.catalyst.catalyst.dev/failed\n'))
})

test('an environment stays with its project', async () => {
  await createEnvironment('faithful')
  const patch = '--patch={"spec":{"projectRef":{"name":"other"}}}'
  await expect(kubectl('patch', 'env', 'faithful', '--type=merge', patch)).rejects.toThrow(
    'spec.projectRef: Invalid value: "object": an environment stays with its project',
  )
})

test.each([
  ['a phase that is none', '{"phase":"Happy"}', 'status.phase'],
  ['an address that is not public', '{"url":"http://example.com"}', 'status.url'],
  ['a condition without type', '{"conditions":[{"status":"True"}]}', 'status.conditions[0].type'],
  ['a time that is none', '{"readyAt":"yesterday"}', 'status.readyAt'],
])('a status with %s is refused', async (_, status, path) => {
  const name = `status-${path.replaceAll(/[^a-z]/gi, '').toLowerCase()}`
  await createEnvironment(name)
  const patch = `--patch={"status":${status}}`
  await expect(kubectl('patch', 'env', name, '--subresource=status', '--type=merge', patch)).rejects.toThrow(path)
})
