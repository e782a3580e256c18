import { createServer, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import { startCluster } from './startCluster.ts'
import { callCluster, watchCluster } from './testSupport/callCluster.ts'

const definition = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.example.com }
spec:
  group: example.com
  scope: Namespaced
  names: { plural: widgets, kind: Widget }
  versions:
    - name: v1
      served: true
      storage: true
      subresources: { status: {}, scale: { specReplicasPath: .spec.size, statusReplicasPath: .status.size } }
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec: { type: object, properties: { size: { type: integer, default: 3, maximum: 9 } } }
            status: { type: object, properties: { size: { type: integer } } }
`
const widget = (name: string, more: object = {}) => ({
  apiVersion: 'example.com/v1',
  kind: 'Widget',
  metadata: { name, namespace: 'default', ...more },
  spec: {},
})
const path = '/apis/example.com/v1/namespaces/default/widgets'

test('fixtures are there when it has started: definitions, their objects, and status', async () => {
  const object = `${definition}---\n${JSON.stringify({ ...widget('one'), status: { size: 1 } })}`
  await using cluster = await startCluster({ nodes: 0, fixtures: object })
  expect((await callCluster(cluster, `${path}/one`)).body).toMatchObject({ spec: { size: 3 }, status: { size: 1 } })
})

test('a fixture of a kind that nobody defined is refused with what to do', async () => {
  await expect(startCluster({ nodes: 0, fixtures: [widget('one')] })).rejects.toThrow('apply its definition first')
})

describe('a definition', () => {
  test('that goes takes its objects along, as soon as nothing holds them', async () => {
    await using cluster = await startCluster({ nodes: 0, fixtures: definition })
    const { api } = cluster
    await api.create('widgets.example.com', widget('free'))
    await api.create('widgets.example.com', widget('held', { finalizers: ['example.com/hold'] }))
    const definitions = 'customresourcedefinitions.apiextensions.k8s.io'
    await api.delete(definitions, { name: 'widgets.example.com' })
    expect(api.list('widgets.example.com').map(({ metadata }) => metadata.name)).toEqual(['held'])
    await api.patch('widgets.example.com', { name: 'held' }, { metadata: { finalizers: null } })
    expect(api.get(definitions, { name: 'widgets.example.com' })).toBeUndefined()
    expect((await callCluster(cluster, path)).code).toBe(404)
  })

  test('gives its kind a scale where it says so', async () => {
    await using cluster = await startCluster({ nodes: 0, fixtures: [] })
    await cluster.apply(definition)
    await cluster.api.create('widgets.example.com', widget('scaled'))
    const headers = { 'Content-Type': 'application/merge-patch+json' }
    const body = { spec: { replicas: 7 } }
    const answer = await callCluster(cluster, `${path}/scaled/scale`, { method: 'PATCH', body, headers })
    expect(answer.body).toMatchObject({ kind: 'Scale', spec: { replicas: 7 } })
    expect(cluster.api.get('widgets.example.com', { name: 'scaled' })?.['spec']).toEqual({ size: 7 })
    const tooMuch = { method: 'PATCH', body: { spec: { replicas: 10 } }, headers }
    expect((await callCluster(cluster, `${path}/scaled/scale`, tooMuch)).code).toBe(422)
  })
})

test('two clusters share nothing', async () => {
  await using one = await startCluster({ nodes: 0 })
  await using other = await startCluster({ nodes: 0 })
  await one.api.create('namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'mine' } })
  expect(other.api.get('namespaces', { name: 'mine' })).toBeUndefined()
  const [, token = ''] = /token: (\S+)/.exec(one.kubeconfig()) ?? []
  const headers = { Authorization: `Bearer ${token}` }
  expect((await callCluster(other, '/api/v1/namespaces', { headers })).code).toBe(401)
})

test('a closed cluster ends every connection and frees its port', async () => {
  const cluster = await startCluster({ nodes: 0 })
  const watching = (async () => {
    for await (const { type } of watchCluster(cluster, '/api/v1/namespaces?watch=1&allowWatchBookmarks=true')) {
      if (type === 'BOOKMARK') void cluster.close()
    }
  })()
  await expect(watching).rejects.toThrow('aborted')
  const port = Number(new URL(cluster.url).port)
  await using again = await startCluster({ nodes: 0, port })
  expect(again.url).toBe(cluster.url)
})

test('a port that is taken is an error, and nothing is left running', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await expect(startCluster({ port })).rejects.toThrow('EADDRINUSE')
  server.close()
})

describe('the API without HTTP', () => {
  test('tells a new listener what is there before it comes back, and then each change', async () => {
    await using cluster = await startCluster({ nodes: 0 })
    const { api } = cluster
    const map = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'one', namespace: 'kube-public' } }
    await api.create('configmaps', map)
    const seen: string[] = []
    const only = (name: string, text: string) => name === 'one' && seen.push(text)
    using _ = api.watch('configmaps', ({ type, object, previous }) =>
      only(object.metadata.name, `${type} ${previous?.metadata.resourceVersion === undefined ? 'new' : 'known'}`),
    )
    expect(seen).toEqual(['ADDED new'])
    await api.patch('configmaps', map.metadata, { data: { a: 'b' } })
    await api.delete('configmaps', map.metadata)
    expect(seen).toEqual(['ADDED new', 'MODIFIED known', 'DELETED known'])
  })

  test('refuses what HTTP would, with the same Status', async () => {
    await using cluster = await startCluster({ nodes: 0 })
    const stale = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'default', resourceVersion: '1' } }
    await expect(cluster.api.update('namespaces', stale)).rejects.toMatchObject({
      status: { code: 409, reason: 'Conflict' },
    })
    expect(() => cluster.api.list('nothings')).toThrow('could not find the requested resource')
  })
})
