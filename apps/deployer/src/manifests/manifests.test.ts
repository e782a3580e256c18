import { createClusterRegistry, type ClusterAccess } from '@catalyst/kubernetes-client'
import type { DeploymentOrder } from '@catalyst/operator/deployment'
import { startCluster, type Cluster } from '@catalyst/testing/cluster'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deployErrorOf } from '../../test/deployErrorOf.ts'
import { openScratch } from '../../test/openScratch.ts'
import { writeFiles } from '../source/writeFiles.ts'
import { manifests } from './manifests.ts'

let cluster: Cluster
let kubeConfig: ClusterAccess
beforeAll(async () => {
  cluster = await startCluster({ nodes: 0 })
  const encoded = Buffer.from(cluster.kubeconfig()).toString('base64')
  kubeConfig = await createClusterRegistry({ env: { KUBECONFIG_TEST: encoded }, homeKubeconfig: '' }).get()
})
afterAll(() => cluster.close())

/** A namespace of its own, and manifests that are brought there. */
async function openHome(namespace: string) {
  await cluster.apply([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }])
  const lines: string[] = []
  const order: DeploymentOrder = {
    action: 'apply',
    type: 'manifest',
    namespace,
    name: 'pr-1',
    labels: { 'catalyst.dev/environment': 'pr-1' },
    host: 'pr-1.example.com',
    timeoutSeconds: 30,
  }
  return {
    lines,
    async apply(...objects: object[]) {
      await using scratch = await openScratch()
      await writeFiles(scratch.folder, Object.fromEntries(objects.map((one, n) => [`${n}.json`, JSON.stringify(one)])))
      const { folder } = scratch
      const signal = AbortSignal.timeout(10_000)
      const log = (line: string) => void lines.push(line)
      return await manifests.apply({ order, kubeConfig, signal, log, folder, path: folder, scratch: scratch.scratch })
    },
    get: (resource: string, name: string) => cluster.api.get(resource, { namespace, name }),
  }
}

const configMap = (name: string, value = '1') => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data: { value },
})
const job = (image: string) => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'migrate' },
  spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'migrate', image }] } } },
})

test('what changes is applied, what does not is left, and what is no longer named goes', async () => {
  const home = await openHome('changes')
  expect((await home.apply(configMap('a'), configMap('b'), configMap('c'))).message).toBe(
    '3 objects in place, 3 of them changed.',
  )
  const before = home.get('configmaps', 'a')
  const { message } = await home.apply(configMap('a'), configMap('b', '2'))
  expect(message).toBe('2 objects in place, 1 of them changed, 1 object removed.')
  expect(home.get('configmaps', 'a')).toEqual(before)
  expect(home.get('configmaps', 'b')).toMatchObject({ data: { value: '2' } })
  expect(home.get('configmaps', 'c')).toBeUndefined()
})

test('a Job with another template is made anew', async () => {
  const home = await openHome('jobs')
  await home.apply(job('web:1'))
  const before = home.get('jobs.batch', 'migrate')
  await home.apply(job('web:2'))
  const after = home.get('jobs.batch', 'migrate')
  expect(after?.metadata.uid).not.toBe(before?.metadata.uid)
  expect(home.lines).toContain('Job/migrate is made anew')
})

test('an object of the set that is refused keeps the others from being applied', async () => {
  const home = await openHome('refusals')
  const error = await deployErrorOf(home.apply(configMap('a'), { ...job('web:1'), spec: { templates: {} } }))
  expect(error.message).toContain('Job/migrate was refused')
  expect(home.get('configmaps', 'a')).toBeUndefined()
})

test('an object that is on its way out is waited for, and made anew', async () => {
  const home = await openHome('leaving')
  const leaving = { ...configMap('a'), metadata: { name: 'a', namespace: 'leaving', finalizers: ['example.com/hold'] } }
  await cluster.apply([leaving])
  const before = home.get('configmaps', 'a')
  await cluster.api.delete('configmaps', { namespace: 'leaving', name: 'a' })
  const applied = home.apply(configMap('a', '2'))
  await expect.poll(() => home.lines).toContain('ConfigMap/a is on its way out')
  await cluster.api.patch('configmaps', { namespace: 'leaving', name: 'a' }, { metadata: { finalizers: null } })
  await applied
  const after = home.get('configmaps', 'a')
  expect(after).toMatchObject({ data: { value: '2' } })
  expect(after?.metadata.uid).not.toBe(before?.metadata.uid)
})

test('a namespace that is gone is told', async () => {
  const home = await openHome('gone')
  await cluster.api.delete('namespaces', { name: 'gone' })
  await expect.poll(() => cluster.api.get('namespaces', { name: 'gone' })).toBeUndefined()
  const error = await deployErrorOf(home.apply(configMap('a')))
  expect(error).toMatchObject({ retry: true, message: expect.stringContaining('The namespace') as string })
})
