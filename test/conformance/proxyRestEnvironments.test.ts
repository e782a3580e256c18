import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import type { Environment, Problem, ResourceList } from '@catalyst/api'
import { beforeAll, describe, expect, test } from 'vitest'
import { eventually } from './support/eventually.ts'
import { useRest } from './support/useRest.ts'

type List = ResourceList<Environment>

const rest = useRest()
const collection = '/clusters/-/environments'
const one = (name: string) => `/clusters/-/namespaces/${rest.home}/environments/${name}`
const draft = (name: string, spec: object = {}, metadata: object = {}) => ({
  metadata: { name, ...metadata },
  spec: { projectRef: { name: 'shop', namespace: rest.team }, ...spec },
})
const post = <T = Environment>(body: unknown) => rest.call<T>(collection, { method: 'POST', body })
const namesIn = ({ items }: List) => items.map(({ metadata }) => metadata.name)

describe('the list', () => {
  beforeAll(async () => {
    await rest.environment('list-a')
    await rest.environment('list-b', {}, { tier: 'gold' })
    await rest.environment('list-c')
    await rest.status('environment', 'list-a', { phase: 'Ready' })
    await rest.status('environment', 'list-b', { phase: 'Degraded' })
    await rest.status('environment', 'list-c', { phase: 'Initializing' })
    const shown = async () => (await rest.call<List>(`${collection}?team=${rest.team}&phase=degraded`)).body
    await eventually(async () => expect(namesIn(await shown())).toEqual(['list-b']))
  })

  test.each([
    ['', ['list-a', 'list-b', 'list-c']],
    ['&project=shop', ['list-a', 'list-b', 'list-c']],
    ['&project=site', []],
    ['&phase=Ready', ['list-a']],
    ['&phase=running', ['list-a', 'list-b']],
    ['&phase=pending', ['list-c']],
    ['&labelSelector=tier%3Dgold', ['list-b']],
    ['&labelSelector=!tier', ['list-a', 'list-c']],
    ['&phase=degraded&labelSelector=tier', ['list-b']],
  ])('of a team, narrowed by "%s", holds %j', async (query, names) => {
    for (const scope of [`?team=${rest.team}`, `?namespace=${rest.home}`]) {
      const { status, body } = await rest.call<List>(collection + scope + query)
      expect(status).toBe(200)
      expect(namesIn(body).filter((name) => name.startsWith('list-'))).toEqual(names)
      expect(body.metadata.resourceVersion).toMatch(/^\d+$/)
      expect(JSON.stringify(body)).not.toContain('managedFields')
    }
  })

  test('of no team is everything that the caller may see', async () => {
    expect(namesIn((await rest.call<List>(collection)).body)).toEqual(expect.arrayContaining(['list-a', 'list-b']))
    expect((await rest.call<List>(`${collection}?team=nobody`)).body.items).toEqual([])
  })

  test('comes in pages, none of which repeats or skips one', async () => {
    const query = `${collection}?namespace=${rest.home}&labelSelector=catalyst.dev%2Fenvironment&limit=2`
    const first = await rest.call<List>(query)
    expect(first.body.items).toHaveLength(2)
    expect(first.body.metadata.remainingItemCount).toBeGreaterThan(0)
    const all = [...namesIn(first.body)]
    for (let next = first.body.metadata.continue; next !== undefined;) {
      const { body } = await rest.call<List>(`${query}&continue=${encodeURIComponent(next)}`)
      all.push(...namesIn(body))
      next = body.metadata.continue
    }
    const whole = await rest.call<List>(`${collection}?namespace=${rest.home}`)
    expect(all).toEqual(namesIn(whole.body))
  })

  test('is 304 to who has it, until something of it changes', async () => {
    await rest.environment('list-tag')
    const query = `${collection}?namespace=${rest.home}&labelSelector=catalyst.dev%2Fenvironment%3Dlist-tag`
    const { headers } = await rest.call<List>(query)
    const tag = { 'if-none-match': headers.get('etag') ?? '' }
    const again = await rest.call(query, { headers: tag })
    expect([again.status, again.body, again.headers.get('etag')]).toEqual([304, '', headers.get('etag')])
    await rest.call(one('list-tag'), { method: 'PATCH', body: { spec: { devCommand: 'make' } } })
    expect((await rest.call(query, { headers: tag })).status).toBe(200)
  })

  test.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const)('is compressed with %s for who takes that', async (coding, decompress) => {
    for (let time = 0; time < 2; time++) {
      const url = new URL(`api/v1${collection}`, `${rest.url}/`)
      // Not by fetch, which would decompress it by itself.
      const { request } = await import('node:http')
      const bytes = await new Promise<Buffer>((resolve, reject) => {
        const asked = request(url, { headers: { 'accept-encoding': coding } }, (answer) => {
          expect(answer.headers['content-encoding']).toBe(coding)
          expect(answer.headers.vary).toContain('Accept-Encoding')
          const chunks: Buffer[] = []
          answer.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve(Buffer.concat(chunks)))
        })
        asked.on('error', reject).end()
      })
      expect(namesIn(JSON.parse(decompress(bytes).toString()) as List)).toContain('list-a')
    }
  })

  test.each(['?labelSelector=a%3D%3D%3Db', '?limit=-1', '?phase=Sleeping', '?continue=zzz', '?namespace=A_B'])(
    'refuses %s',
    async (query) => {
      const { status, body } = await rest.call<Problem>(collection + query)
      expect([status, body.code]).toEqual([400, 'INVALID_INPUT'])
      expect(body.issues?.[0]?.path).toBe(/\?(\w+)=/.exec(query)?.[1])
    },
  )
})

describe('create', () => {
  test('makes the namespace of the project, and answers where the environment is', async () => {
    const { status, body, headers } = await post(draft('made'))
    expect([status, body.metadata.namespace]).toEqual([201, rest.home])
    expect(headers.get('location')).toBe(`/api/v1/clusters/TEST/namespaces/${rest.home}/environments/made`)
    const labels = JSON.parse(
      await rest.kubectl('get', 'namespace', rest.home, '--output=jsonpath={.metadata.labels}'),
    ) as object
    expect(labels).toMatchObject({ 'catalyst.dev/team': rest.team, 'catalyst.dev/project': 'shop' })
    expect((await rest.call<Environment>(one('made'))).body.spec.type).toBe('development')
  })

  test('labels it, so that it is found by team, project, name and branch, beside what the client says', async () => {
    const body = draft('labelled', { sources: [{ name: 'web', branch: 'feature/cart' }] }, { labels: { tier: 'gold' } })
    expect((await post(body)).body.metadata.labels).toEqual({
      tier: 'gold',
      'catalyst.dev/team': rest.team,
      'catalyst.dev/project': 'shop',
      'catalyst.dev/environment': 'labelled',
      'catalyst.dev/branch': 'feature-cart',
    })
  })

  test('takes the team from the namespace that is named', async () => {
    const body = { metadata: { name: 'by-namespace', namespace: rest.home }, spec: { projectRef: { name: 'shop' } } }
    expect((await post(body)).status).toBe(201)
  })

  test.each([
    ['another namespace', () => draft('x', {}, { namespace: 'elsewhere' }), 'metadata.namespace'],
    [
      'no team',
      () => ({ metadata: { name: 'x' }, spec: { projectRef: { name: 'shop' } } }),
      'spec.projectRef.namespace',
    ],
    [
      'a commit that is none',
      () => draft('x', { sources: [{ name: 'web', commitSha: 'abc' }] }),
      'spec.sources[0].commitSha',
    ],
    ['a source of neither', () => draft('x', { sources: [{ name: 'web' }] }), 'spec.sources[0].commitSha'],
    ['an unknown field', () => draft('x', { colour: 'red' }), 'spec.colour'],
    ['a name with a blank', () => draft('PR 2'), 'metadata.name'],
    ['another kind', () => ({ ...draft('x'), kind: 'Project' }), 'kind'],
    [
      'a namespace of the system',
      () => ({ metadata: { name: 'x' }, spec: { projectRef: { name: 'system', namespace: 'kube' } } }),
      'metadata.namespace',
    ],
  ])('refuses %s, and says where', async (_, body, path) => {
    const answer = await post<Problem>(body())
    expect([answer.status, answer.body.code]).toEqual([400, 'INVALID_INPUT'])
    expect(answer.body.issues?.map((issue) => issue.path)).toContain(path)
  })

  test('one that was read and is gone can be created again as it was', async () => {
    await rest.environment('again')
    const { body } = await rest.call<Environment>(one('again'))
    await rest.call(one('again'), { method: 'DELETE' })
    const again = await post(body)
    expect(again.status).toBe(201)
    expect(again.body.metadata.uid).not.toBe(body.metadata.uid)
  })

  test('leaves an audit record that names who, what and where', async () => {
    await post(draft('audited'))
    // That it is there now may be recorded before the answer is.
    const isOfRequest = ({ name, requestId }: { name?: string | undefined; requestId: string }) =>
      name === 'audited' && requestId !== ''
    expect(rest.audited.find(isOfRequest)).toMatchObject({
      operation: 'createEnvironment',
      subject: 'admin',
      cluster: 'TEST',
      namespace: rest.home,
      status: 201,
    })
  })
})

describe('one environment', () => {
  test('is read, and answered with 304 to who has it', async () => {
    await rest.environment('read')
    const { status, body, headers } = await rest.call<Environment>(one('read'))
    expect([status, body.metadata.name]).toEqual([200, 'read'])
    expect(JSON.stringify(body)).not.toContain('managedFields')
    const again = await rest.call(one('read'), { headers: { 'if-none-match': headers.get('etag') ?? '' } })
    expect([again.status, again.body]).toEqual([304, ''])
  })

  test('is told to HEAD as to GET, without its body', async () => {
    await rest.environment('head')
    for (const path of [
      one('head'),
      collection,
      `${one('head')}/pods`,
      `${one('head')}/configuration`,
      '/session',
      '/clusters',
    ]) {
      const [got, headed] = [await rest.call(path), await rest.call(path, { method: 'HEAD' })]
      expect([path, headed.status, headed.body]).toEqual([path, 200, ''])
      expect(headed.headers.get('etag')).toBe(got.headers.get('etag'))
      expect(headed.headers.get('content-type')).toBe(got.headers.get('content-type'))
    }
    expect((await rest.call(one('never'), { method: 'HEAD' })).status).toBe(404)
  })

  test('is replaced only by who read its present version', async () => {
    const read = await rest.environment('replaced')
    const { resourceVersion: _, ...metadata } = read.metadata
    const put = <T>(body: object) => rest.call<T>(one('replaced'), { method: 'PUT', body })
    const blind = await put<Problem>({ ...read, metadata })
    expect([blind.status, blind.body.issues?.[0]?.path]).toEqual([400, 'metadata.resourceVersion'])
    const good = await put<Environment>({ ...read, spec: { ...read.spec, devCommand: 'npm run dev' } })
    expect([good.status, good.body.spec.devCommand]).toEqual([200, 'npm run dev'])
    const other = await put<Problem>({ ...read, metadata: { ...read.metadata, name: 'another' } })
    expect([other.status, other.body.issues?.[0]?.path]).toEqual([400, 'metadata.name'])
  })

  test('is created or changed by apply', async () => {
    const put = (spec: object) =>
      rest.call<Environment>(`${one('applied')}?apply=true`, { method: 'PUT', body: draft('applied', spec) })
    expect((await put({})).status).toBe(200)
    const again = await put({ devCommand: 'make dev' })
    expect([again.status, again.body.spec.devCommand]).toEqual([200, 'make dev'])
  })

  test('takes a merge patch, and every read right after sees it, alone or in the list', async () => {
    await rest.environment('patched')
    for (const devCommand of ['one', 'two', 'three', 'four', 'five']) {
      const headers = { 'content-type': 'application/merge-patch+json' }
      const patch = { method: 'PATCH', body: { spec: { devCommand } }, headers }
      expect((await rest.call(one('patched'), patch)).status).toBe(200)
      expect((await rest.call<Environment>(one('patched'))).body.spec.devCommand).toBe(devCommand)
      const { body } = await rest.call<List>(`${collection}?namespace=${rest.home}`)
      expect(body.items.find(({ metadata }) => metadata.name === 'patched')?.spec.devCommand).toBe(devCommand)
    }
  })

  test('that somebody else has just made is found, although no watch has told of it yet', async () => {
    const body = {
      apiVersion: 'catalyst.catalyst.dev/v1alpha1',
      kind: 'Environment',
      ...draft('elsewhere', {}, { namespace: rest.home }),
    }
    const args = ['apply', '--server-side', '--filename=-']
    await rest.cluster.kubectl(args, { input: JSON.stringify(body) })
    expect((await rest.call(one('elsewhere'))).status).toBe(200)
  })

  test('that is deleted is gone for the next read', async () => {
    await rest.environment('deleted')
    expect((await rest.call(one('deleted'), { method: 'DELETE' })).status).toBe(202)
    const { body } = await rest.call<List>(`${collection}?namespace=${rest.home}`)
    expect(namesIn(body)).not.toContain('deleted')
    expect((await rest.call(one('deleted'))).status).toBe(404)
    expect((await rest.call(one('deleted'), { method: 'DELETE' })).status).toBe(404)
  })

  test('with a finalizer is answered as it goes', async () => {
    const finalizers = (names: string[]) =>
      rest.call(one('going'), { method: 'PATCH', body: { metadata: { finalizers: names } } })
    await rest.environment('going')
    await finalizers(['example.com/stays'])
    const { status, body } = await rest.call<Environment>(one('going'), { method: 'DELETE' })
    await finalizers([])
    expect(status).toBe(202)
    expect(body.metadata.deletionTimestamp).toBeDefined()
  })
})

describe('what does not fit', () => {
  test.each([
    ['POST', collection, 'text/plain'],
    ['POST', collection, 'application/x-www-form-urlencoded'],
    ['POST', collection, 'application/merge-patch+json'],
    ['PUT', one('x'), 'application/yaml'],
    ['PATCH', one('x'), 'application/json-patch+json'],
    ['PATCH', one('x'), 'application/strategic-merge-patch+json'],
  ])('%s %s does not take %s', async (method, path, type) => {
    const { status, body } = await rest.call<Problem>(path, { method, body: '{}', headers: { 'content-type': type } })
    expect([status, body.code]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE'])
  })

  test('a body that is no JSON, or none, is refused', async () => {
    for (const body of ['{', '[]', undefined]) {
      const { status, body: problem } = await post<Problem>(body)
      expect([status, problem.code]).toEqual([400, 'INVALID_INPUT'])
    }
  })

  test('another method is told what the path takes', async () => {
    const { status, headers } = await rest.call(one('x'), { method: 'POST', body: {} })
    expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD, PUT, PATCH, DELETE'])
  })
})
