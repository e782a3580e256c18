import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Cluster } from '../Cluster.ts'
import { startCluster } from '../startCluster.ts'
import { callCluster, watchCluster } from '../testSupport/callCluster.ts'

let cluster: Cluster
beforeAll(async () => {
  cluster = await startCluster({ nodes: 0 })
})
afterAll(() => cluster.close())

const maps = '/api/v1/namespaces/default/configmaps'
const map = (name: string, data?: object) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data })
const post = (body: unknown, query = '') => callCluster(cluster, `${maps}${query}`, { method: 'POST', body })

describe('who may ask', () => {
  test('a page of another site does not get in by a name that resolves to this machine', async () => {
    const answer = await callCluster(cluster, '/version', { headers: { Host: 'evil.example.com' } })
    expect(answer.code).toBe(403)
  })

  test('a token that was never given out is nobody', async () => {
    const answer = await callCluster(cluster, maps, { headers: { Authorization: 'Bearer guessed' } })
    expect(answer).toMatchObject({ code: 401, body: { kind: 'Status', reason: 'Unauthorized' } })
  })

  test('without a token there is the version and no object', async () => {
    const anonymous = { user: null }
    expect((await callCluster(cluster, '/version', anonymous)).code).toBe(200)
    expect((await callCluster(cluster, maps, anonymous)).body['message']).toBe(
      'configmaps is forbidden: User "system:anonymous" cannot list resource "configmaps" in API group "" in the namespace "default"',
    )
  })

  test('a user may what its roles say, and nobody may be another without the right to', async () => {
    const user = { name: 'eve' }
    expect((await callCluster(cluster, maps, { user })).code).toBe(403)
    const headers = { 'Impersonate-User': 'kubernetes-admin', 'Impersonate-Group': 'system:masters' }
    const answer = await callCluster(cluster, maps, { user, headers })
    expect(answer.body['message']).toContain('User "eve" cannot impersonate resource "users"')
    const asEve = await callCluster(cluster, maps, { headers: { 'Impersonate-User': 'eve' } })
    expect(asEve.body['message']).toContain('User "eve" cannot list')
  })

  test("a service account's token is of that account, and a review tells whose it is", async () => {
    await cluster.api.apply('serviceaccounts', {
      ...{ apiVersion: 'v1', kind: 'ServiceAccount' },
      metadata: { name: 'robot', namespace: 'default' },
    })
    const path = '/api/v1/namespaces/default/serviceaccounts/robot/token'
    const issued = await callCluster(cluster, path, { method: 'POST', body: { spec: { audiences: [] } } })
    const { token } = issued.body['status'] as { token: string }
    const answer = await callCluster(cluster, '/apis/authentication.k8s.io/v1/tokenreviews', {
      method: 'POST',
      body: { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenReview', spec: { token } },
    })
    expect(answer.body['status']).toMatchObject({
      authenticated: true,
      user: { username: 'system:serviceaccount:default:robot' },
    })
  })
})

describe('a body', () => {
  test('is refused with 413 when it is too large', async () => {
    const answer = await post(map('large', { text: 'x'.repeat(3.2 * 1024 * 1024) }))
    expect(answer).toMatchObject({ code: 413, body: { reason: 'RequestEntityTooLarge' } })
  })

  test('can be YAML', async () => {
    const body = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: from-yaml}\n'
    const headers = { 'Content-Type': 'application/yaml' }
    expect((await callCluster(cluster, maps, { method: 'POST', body, headers })).code).toBe(201)
  })

  test('with fields that nobody knows is taken with a warning, or refused', async () => {
    const body = { ...map('odd'), colour: 'red' }
    expect((await post(body, '?dryRun=All')).headers['warning']).toBe('299 - "unknown field \\"colour\\""')
    const strict = await post(body, '?fieldValidation=Strict')
    expect(strict).toMatchObject({ code: 400, body: { reason: 'BadRequest' } })
    expect(strict.body['message']).toContain('strict decoding error: unknown field "colour"')
  })
})

describe('a path', () => {
  test.each([
    ['/nowhere', 404],
    ['/apis/nobody.example.com/v1/things', 404],
    ['/api/v1/nothings', 404],
    ['/apis/autoscaling/v2/horizontalpodautoscalers', 501],
    ['/api/v1/namespaces/default/services/kubernetes/proxy', 501],
    ['/healthz', 200],
    ['/openapi/v3', 200],
  ])('%s answers %d', async (path, code) => {
    expect((await callCluster(cluster, path)).code).toBe(code)
  })

  test('takes no method that it does not have', async () => {
    const answer = await callCluster(cluster, '/api/v1/namespaces', { method: 'DELETE' })
    expect(answer).toMatchObject({ code: 405, body: { reason: 'MethodNotAllowed' } })
  })
})

describe('a watch', () => {
  test('that asks for the beginning says where it ends', async () => {
    await post(map('beginning'))
    const query = 'watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true'
    const seen: string[] = []
    for await (const { type, object } of watchCluster(cluster, `${maps}?${query}`)) {
      if (type !== 'BOOKMARK') seen.push(object.metadata.name ?? '')
      else {
        expect(object.metadata).toMatchObject({ annotations: { 'k8s.io/initial-events-end': 'true' } })
        break
      }
    }
    expect(seen).toContain('beginning')
  })

  test('ends after its time', async () => {
    const events = []
    for await (const event of watchCluster(cluster, `${maps}?watch=1&timeoutSeconds=1&labelSelector=none=none`)) {
      events.push(event)
    }
    expect(events).toEqual([])
  })

  test('of a forgotten position is told so, and ends', async () => {
    await post(map('forgotten'))
    cluster.compact()
    const events = []
    for await (const event of watchCluster(cluster, `${maps}?watch=1&resourceVersion=2`)) events.push(event)
    expect(events).toEqual([
      { type: 'ERROR', object: expect.objectContaining({ code: 410, reason: 'Expired' }) as object },
    ])
  })
})

test('a table has a row for each object, with what was asked for of it', async () => {
  await post(map('shown', { a: '1', b: '2' }))
  const headers = { Accept: 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json' }
  const { body } = await callCluster(cluster, `${maps}/shown?includeObject=None`, { headers })
  expect(body).toMatchObject({ kind: 'Table', rows: [{ cells: ['shown', 2, expect.stringMatching(/^\d+s$/)] }] })
})

test('ten thousand objects are listed and watched whole', { timeout: 60_000 }, async () => {
  const count = 10_000
  const namespace = 'crowd'
  await cluster.apply([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }])
  for (let index = 0; index < count; index++) {
    await cluster.api.create('configmaps', { ...map(`n-${index}`), metadata: { name: `n-${index}`, namespace } })
  }
  const path = `/api/v1/namespaces/${namespace}/configmaps?labelSelector=!x`
  expect((await callCluster(cluster, path)).body['items']).toHaveLength(count + 1)
  let seen = 0
  for await (const event of watchCluster(cluster, `${path}&watch=1&allowWatchBookmarks=true`)) {
    if (event.type === 'BOOKMARK') break
    seen += 1
  }
  expect(seen).toBe(count + 1)
})
