import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import type { Environment, Problem, ResourceList } from '@catalyst/api'
import { describe, expect, test } from 'vitest'
import { call } from '../../test/call.ts'
import { environment, environmentsPath, namespace } from '../../test/objects.ts'
import { startProxy, type TestProxy } from '../../test/startProxy.ts'
import { untilReady } from '../../test/untilReady.ts'

const collection = '/api/v1/clusters/-/environments'
const one = '/api/v1/clusters/-/namespaces/acme-shop/environments/pr-1'

async function withEnvironments(...objects: ReturnType<typeof environment>[]): Promise<TestProxy> {
  const started = await startProxy()
  started.api.objects.put(
    '/api/v1/namespaces',
    namespace('acme-shop', { 'catalyst.dev/team': 'acme', 'catalyst.dev/project': 'shop' }),
  )
  for (const object of objects) started.api.objects.put(environmentsPath, object)
  return started
}

const namesIn = (list: ResourceList<Environment>) => list.items.map(({ metadata }) => metadata.name)

describe('the list', () => {
  test.each([
    ['', ['a', 'b', 'd', 'c']],
    ['?namespace=acme-shop', ['a', 'b', 'd']],
    ['?team=other', ['c']],
    ['?team=acme', ['a', 'b', 'd']],
    ['?team=---', []],
    ['?project=shop', ['a', 'b', 'd']],
    ['?phase=Ready', ['a']],
    ['?phase=running', ['a', 'b']],
    ['?phase=pending', ['d', 'c']],
    ['?labelSelector=tier%3Dgold', ['b']],
    ['?labelSelector=!tier', ['a', 'd', 'c']],
    ['?team=acme&phase=degraded', ['b']],
  ])('%s holds %j', async (query, names) => {
    await using started = await withEnvironments(
      environment({ name: 'a', phase: 'Ready' }),
      environment({ name: 'b', phase: 'Degraded', labels: { tier: 'gold' } }),
      environment({ name: 'c', team: 'other', project: 'site', phase: 'Initializing' }),
      environment({ name: 'd', spec: { projectRef: { name: 'shop' } } }),
    )
    await untilReady(started)
    const { status, body } = await call<ResourceList<Environment>>(started, collection + query)
    expect(status).toBe(200)
    expect(namesIn(body)).toEqual(names)
    expect(body.metadata.resourceVersion).toMatch(/^\d+$/)
    expect(JSON.stringify(body)).not.toContain('managedFields')
  })

  test('pages with limit and continue', async () => {
    await using started = await withEnvironments(...['a', 'b', 'c'].map((name) => environment({ name })))
    const first = await call<ResourceList<Environment>>(started, `${collection}?limit=2`)
    expect(namesIn(first.body)).toEqual(['a', 'b'])
    expect(first.body.metadata.remainingItemCount).toBe(1)
    const second = await call<ResourceList<Environment>>(
      started,
      `${collection}?limit=2&continue=${first.body.metadata.continue}`,
    )
    expect(namesIn(second.body)).toEqual(['c'])
  })

  test('is answered from the cache, and with 304 to who has it', async () => {
    await using started = await withEnvironments(environment())
    await untilReady(started)
    const first = await call(started, collection)
    const etag = first.headers.get('etag') ?? ''
    const again = await call(started, collection, { headers: { 'if-none-match': etag } })
    expect([again.status, again.body]).toEqual([304, undefined])
    expect(started.api.requests.filter((request) => request.startsWith('GET'))).toEqual([])
    started.api.objects.put(environmentsPath, environment({ phase: 'Ready' }))
    await expect
      .poll(async () => (await call(started, collection, { headers: { 'if-none-match': etag } })).status)
      .toBe(200)
  })

  test.each([
    ['gzip, br', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
  ] as const)('is compressed for who takes %s', async (accepted, coding, decompress) => {
    await using started = await withEnvironments(
      ...Array.from({ length: 20 }, (_, index) => environment({ name: `pr-${index}` })),
    )
    for (let time = 0; time < 2; time++) {
      const answer = await started.request(collection, { headers: { 'accept-encoding': accepted } })
      expect(answer.headers.get('content-encoding')).toBe(coding)
      const text = decompress(await answer.arrayBuffer()).toString()
      expect((JSON.parse(text) as ResourceList<Environment>).items).toHaveLength(20)
    }
  })

  test.each(['?labelSelector=a%3D%3D%3Db', '?limit=-1', '?phase=Sleeping', '?continue=zzz', '?namespace=A_B'])(
    'refuses %s',
    async (query) => {
      await using started = await withEnvironments()
      const { status, body } = await call<Problem>(started, collection + query)
      expect([status, body.code]).toEqual([400, 'INVALID_INPUT'])
      expect(body.issues?.[0]?.path).toBe(/\?(\w+)=/.exec(query)?.[1])
    },
  )

  test('says that the type is missing where its definition is not installed', async () => {
    await using started = await withEnvironments()
    started.api.uninstall('environments')
    const { status, body } = await call<Problem>(started, collection)
    expect(status).toBe(404)
    expect(body).toMatchObject({ code: 'NOT_FOUND', missing: 'type' })
  })
})

describe('create', () => {
  const draft = (spec: object = {}) => ({
    metadata: { name: 'pr-2' },
    spec: { projectRef: { name: 'shop', namespace: 'acme' }, ...spec },
  })

  test('makes the namespace of the project, and answers where the environment is', async () => {
    await using started = await startProxy()
    const { status, body, headers } = await call<Environment>(started, collection, { method: 'POST', body: draft() })
    expect(status).toBe(201)
    expect(body.metadata.namespace).toBe('acme-shop')
    expect(headers.get('location')).toBe('/api/v1/clusters/TEST/namespaces/acme-shop/environments/pr-2')
    const made = started.api.objects.get('/api/v1/namespaces', undefined, 'acme-shop')
    expect(made?.metadata.labels).toEqual({ 'catalyst.dev/team': 'acme', 'catalyst.dev/project': 'shop' })
    expect((await call<Environment>(started, headers.get('location')!)).body.spec.type).toBe('development')
  })

  test('labels it, so that it is found by team, project, name and branch, beside what the client says', async () => {
    await using started = await startProxy()
    const body = {
      ...draft({ sources: [{ name: 'web', branch: 'feature/cart' }] }),
      metadata: { name: 'pr-2', labels: { tier: 'gold' } },
    }
    const created = await call<Environment>(started, collection, { method: 'POST', body })
    expect(created.body.metadata.labels).toEqual({
      tier: 'gold',
      'catalyst.dev/team': 'acme',
      'catalyst.dev/project': 'shop',
      'catalyst.dev/environment': 'pr-2',
      'catalyst.dev/branch': 'feature-cart',
    })
  })

  test('takes the team from the namespace that is named', async () => {
    await using started = await withEnvironments()
    const body = { metadata: { name: 'pr-2', namespace: 'acme-shop' }, spec: { projectRef: { name: 'shop' } } }
    expect((await call(started, collection, { method: 'POST', body })).status).toBe(201)
  })

  test.each([
    [
      { metadata: { name: 'pr-2', namespace: 'elsewhere' }, spec: { projectRef: { name: 'shop', namespace: 'acme' } } },
      'metadata.namespace',
    ],
    [{ metadata: { name: 'pr-2' }, spec: { projectRef: { name: 'shop' } } }, 'spec.projectRef.namespace'],
    [draft({ sources: [{ name: 'web', commitSha: 'abc' }] }), 'spec.sources[0].commitSha'],
    [draft({ sources: [{ name: 'web' }] }), 'spec.sources[0].commitSha'],
    [draft({ colour: 'red' }), 'spec.colour'],
    [{ metadata: { name: 'PR 2' }, spec: { projectRef: { name: 'shop', namespace: 'acme' } } }, 'metadata.name'],
    [
      { kind: 'Project', metadata: { name: 'pr-2' }, spec: { projectRef: { name: 'shop', namespace: 'acme' } } },
      'kind',
    ],
    [{ metadata: { name: 'x' }, spec: { projectRef: { name: 'system', namespace: 'kube' } } }, 'metadata.namespace'],
  ])('refuses %j at %s', async (body, path) => {
    await using started = await withEnvironments()
    const answer = await call<Problem>(started, collection, { method: 'POST', body })
    expect([answer.status, answer.body.code]).toEqual([400, 'INVALID_INPUT'])
    expect(answer.body.issues?.map((issue) => issue.path)).toContain(path)
  })

  test('an environment of the same name is a conflict', async () => {
    await using started = await withEnvironments(environment({ name: 'pr-2' }))
    const { status, body } = await call<Problem>(started, collection, { method: 'POST', body: draft() })
    expect([status, body.code, body.reason]).toEqual([409, 'CONFLICT', 'AlreadyExists'])
  })

  test('a namespace of another team is a conflict', async () => {
    await using started = await startProxy()
    started.api.objects.put('/api/v1/namespaces', namespace('acme-shop', { 'catalyst.dev/team': 'acme-shop' }))
    const { status, body } = await call<Problem>(started, collection, { method: 'POST', body: draft() })
    expect([status, body.reason]).toEqual([409, 'NamespaceTaken'])
  })

  test('an environment that was read and is gone can be created again as it was', async () => {
    await using started = await withEnvironments(environment())
    const { body } = await call<Environment>(started, one)
    await call(started, one, { method: 'DELETE' })
    const again = await call<Environment>(started, collection, { method: 'POST', body })
    expect(again.status).toBe(201)
    expect(again.body.metadata.uid).not.toBe(body.metadata.uid)
  })

  test('leaves an audit record that names who, what and where', async () => {
    await using started = await startProxy()
    await call(started, collection, { method: 'POST', body: draft() })
    const record = started.log.find(({ audit }) => audit === true)
    expect(record).toMatchObject({
      operation: 'createEnvironment',
      subject: 'local',
      cluster: 'TEST',
      namespace: 'acme-shop',
      name: 'pr-2',
      status: 201,
    })
  })
})

describe('one environment', () => {
  test('is read, and answered with 304 to who has it', async () => {
    await using started = await withEnvironments(environment({ phase: 'Ready' }))
    const { status, body, headers } = await call<Environment>(started, one)
    expect([status, body.status?.phase]).toEqual([200, 'Ready'])
    expect(JSON.stringify(body)).not.toContain('managedFields')
    expect((await call(started, one, { headers: { 'if-none-match': headers.get('etag')! } })).status).toBe(304)
  })

  test('that is not there says what is missing', async () => {
    await using started = await withEnvironments()
    const missing = async (path: string) => {
      const { status, body } = await call<Problem>(started, path)
      return [status, body.code, body.missing]
    }
    expect(await missing(one)).toEqual([404, 'NOT_FOUND', 'resource'])
    expect(await missing(one.replace('acme-shop', 'nowhere'))).toEqual([404, 'NOT_FOUND', 'namespace'])
    expect(await missing(one.replace('/-/', '/unknown/'))).toEqual([404, 'NOT_FOUND', 'cluster'])
    started.api.uninstall('environments')
    expect(await missing(one)).toEqual([404, 'NOT_FOUND', 'type'])
  })

  test('that was seen to go is told as it was', async () => {
    await using started = await withEnvironments(environment({ phase: 'Failed' }))
    await untilReady(started)
    const known = started.api.objects.get(environmentsPath, 'acme-shop', 'pr-1')!
    started.api.objects.put(environmentsPath, {
      ...known,
      metadata: { ...known.metadata, deletionTimestamp: new Date().toISOString() },
    })
    await expect
      .poll(async () => (await call<Problem>(started, one)).body.lastSeen?.object)
      .toMatchObject({ status: { phase: 'Failed' } })
  })

  test('is replaced only by who read its present version', async () => {
    await using started = await withEnvironments(environment())
    const { body: read } = await call<Environment>(started, one)
    const { resourceVersion: _, ...metadata } = read.metadata
    const blind = await call<Problem>(started, one, { method: 'PUT', body: { ...read, metadata } })
    expect([blind.status, blind.body.issues?.[0]?.path]).toEqual([400, 'metadata.resourceVersion'])
    const good = await call<Environment>(started, one, {
      method: 'PUT',
      body: { ...read, spec: { ...read.spec, devCommand: 'npm run dev' } },
    })
    expect([good.status, good.body.spec.devCommand]).toEqual([200, 'npm run dev'])
    const stale = await call<Problem>(started, one, { method: 'PUT', body: read })
    expect([stale.status, stale.body.code, stale.body.reason]).toEqual([409, 'CONFLICT', 'Conflict'])
  })

  test('is created or changed by apply', async () => {
    await using started = await startProxy()
    const body = { metadata: { name: 'pr-1' }, spec: { projectRef: { name: 'shop', namespace: 'acme' } } }
    expect((await call(started, `${one}?apply=true`, { method: 'PUT', body })).status).toBe(200)
    const changed = { ...body, spec: { ...body.spec, devCommand: 'make dev' } }
    const again = await call<Environment>(started, `${one}?apply=true`, { method: 'PUT', body: changed })
    expect([again.status, again.body.spec.devCommand]).toEqual([200, 'make dev'])
  })

  test('is not replaced by another', async () => {
    await using started = await withEnvironments(environment())
    const { body } = await call<Environment>(started, one)
    const other = await call<Problem>(started, one, {
      method: 'PUT',
      body: { ...body, metadata: { ...body.metadata, name: 'pr-2' } },
    })
    expect([other.status, other.body.issues?.[0]?.path]).toEqual([400, 'metadata.name'])
  })

  test('takes a merge patch, and a read right after sees it', async () => {
    await using started = await withEnvironments(environment())
    await untilReady(started)
    for (const devCommand of ['one', 'two', 'three']) {
      const headers = { 'content-type': 'application/merge-patch+json' }
      const patched = await call<Environment>(started, one, {
        method: 'PATCH',
        body: { spec: { devCommand } },
        headers,
      })
      expect(patched.status).toBe(200)
      expect((await call<Environment>(started, one)).body.spec.devCommand).toBe(devCommand)
      const { body } = await call<ResourceList<Environment>>(started, collection)
      expect(body.items[0]?.spec.devCommand).toBe(devCommand)
    }
  })

  test('that is deleted is gone for the next read', async () => {
    await using started = await withEnvironments(environment())
    await untilReady(started)
    expect((await call(started, one, { method: 'DELETE' })).status).toBe(202)
    expect(namesIn((await call<ResourceList<Environment>>(started, collection)).body)).toEqual([])
    expect((await call(started, one)).status).toBe(404)
    expect((await call(started, one, { method: 'DELETE' })).status).toBe(404)
  })

  test('with a finalizer is answered as it goes', async () => {
    await using started = await withEnvironments(
      environment({ metadata: { finalizers: ['catalyst.dev/environment-cleanup'] } }),
    )
    const { status, body } = await call<Environment>(started, one, { method: 'DELETE' })
    expect(status).toBe(202)
    expect(body.metadata.deletionTimestamp).toBeDefined()
  })
})

describe('what does not fit', () => {
  test('another method is told what the path takes', async () => {
    await using started = await withEnvironments()
    const onCollection = await call<Problem>(started, collection, { method: 'DELETE' })
    expect([onCollection.status, onCollection.body.code, onCollection.headers.get('allow')]).toEqual([
      405,
      'METHOD_NOT_ALLOWED',
      'GET, HEAD, POST',
    ])
    const onOne = await call<Problem>(started, one, { method: 'POST', body: {} })
    expect([onOne.status, onOne.headers.get('allow')]).toEqual([405, 'GET, HEAD, PUT, PATCH, DELETE'])
  })

  test.each([
    ['POST', collection, 'text/plain'],
    ['POST', collection, 'application/x-www-form-urlencoded'],
    ['POST', collection, 'application/merge-patch+json'],
    ['PUT', one, 'application/yaml'],
    ['PATCH', one, 'application/json-patch+json'],
    ['PATCH', one, 'application/strategic-merge-patch+json'],
  ])('%s %s does not take %s', async (method, path, type) => {
    await using started = await withEnvironments(environment())
    const { status, body } = await call<Problem>(started, path, {
      method,
      body: '{}',
      headers: { 'content-type': type },
    })
    expect([status, body.code]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE'])
  })

  test('a body that is no JSON, none, or too large is refused', async () => {
    await using started = await withEnvironments()
    const post = async (body: unknown) => (await call<Problem>(started, collection, { method: 'POST', body })).body.code
    expect(await post('{')).toBe('INVALID_INPUT')
    expect(await post('[]')).toBe('INVALID_INPUT')
    expect(await post(undefined)).toBe('INVALID_INPUT')
    expect(await post(`"${'x'.repeat(2 * 1024 * 1024)}"`)).toBe('PAYLOAD_TOO_LARGE')
  })

  test('a path of nothing is a problem too', async () => {
    await using started = await withEnvironments()
    const { status, body, headers } = await call<Problem>(started, '/api/v1/nothing')
    expect([status, body.code]).toEqual([404, 'NOT_FOUND'])
    expect(headers.get('content-type')).toBe('application/problem+json')
    expect(body.instance).toBe(`urn:uuid:${headers.get('x-request-id')}`)
    expect(body.missing).toBeUndefined()
  })
})

describe('trouble upstream', () => {
  test('a cluster that fails is not the fault of the caller', async () => {
    await using started = await withEnvironments()
    for (const [status, expected] of [
      [401, 503],
      [500, 503],
      [503, 503],
    ] as const) {
      started.api.fail(status)
      const answer = await call<Problem>(started, one)
      expect([answer.status, answer.body.code]).toEqual([expected, 'UPSTREAM_UNAVAILABLE'])
    }
  })

  test('nothing secret is in any answer or log line', async () => {
    await using started = await withEnvironments(environment())
    await call(started, '/api/v1/clusters')
    await call(started, one, {
      headers: { authorization: 'Bearer secret-of-the-caller', cookie: 'session=secret-of-the-cookie' },
    })
    started.api.fail(401)
    const { body } = await call(started, `${one}?token=secret-in-the-query`)
    await started.api[Symbol.asyncDispose]()
    const down = await call(started, '/api/v1/clusters')
    const said = JSON.stringify([body, down.body, started.log])
    expect(said).not.toContain('secret')
    expect(said).not.toContain(new URL(started.api.url).port)
  })
})
