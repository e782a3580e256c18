import { readFile } from 'node:fs/promises'
import { problemCodes, type Environment, type Problem } from '@catalyst/api'
import { createClusterRegistry } from '@catalyst/kubernetes-client'
import { createProxy, type Identity, type ProxyOptions } from '@catalyst/proxy'
import { afterAll, describe, expect, test } from 'vitest'
import { TcpGate } from '../support/TcpGate.ts'
import { startTestCluster } from '../cluster/startTestCluster.ts'
import { eventually } from './support/eventually.ts'
import { kubeconfigWith, readCluster } from './support/readCluster.ts'
import { registryOf, useRest, type RestCall } from './support/useRest.ts'

const rest = useRest()
const collection = '/clusters/-/environments'
const one = (name = 'pr-1', namespace = rest.home) => `/clusters/-/namespaces/${namespace}/environments/${name}`
const draft = (name: string, spec: object = {}) => ({
  metadata: { name },
  spec: { projectRef: { name: 'shop', namespace: rest.team }, ...spec },
})

/** What was seen of the closed set of codes: each from a real cause. */
const seen = new Set<string>()
afterAll(() => {
  expect(problemCodes.filter((code) => !seen.has(code) && !elsewhere.has(code))).toEqual([])
})
/** Only of upgrades, and of what a server is not set up for. */
const elsewhere = new Set(['UPGRADE_REQUIRED', 'NOT_IMPLEMENTED'])

async function problem(path: string, call?: RestCall): Promise<Problem> {
  return checked(await rest.call<Problem>(path, call))
}

/** Whatever the problem: one shape, one status for a code, and the id of the request. */
function checked({ status, headers, body }: { status: number; headers: Headers; body: Problem }): Problem {
  expect(headers.get('content-type')).toBe('application/problem+json')
  expect(body.status).toBe(status)
  expect(body.type).toBe(`https://catalyst.dev/problems/${body.code.toLowerCase().replaceAll('_', '-')}`)
  expect(body.instance).toBe(`urn:uuid:${headers.get('x-request-id')}`)
  expect(body.detail).not.toMatch(/\bat .*\.[jt]s:|Bearer|127\.0\.0\.1/)
  seen.add(body.code)
  return body
}

/** Asks a proxy of other options, or of another cluster. */
async function ask(path: string, options: Partial<ProxyOptions>, call: RequestInit = {}) {
  await using proxy = createProxy({
    clusters: await registryOf(rest.cluster),
    authenticate: async () => person('admin', { impersonate: false }),
    ...options,
  })
  const answer = await proxy.app.request(`http://localhost:8080/api/v1${path}`, call)
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Problem }
}

function person(subject: string, { impersonate = true } = {}): Identity {
  return { subject, groups: [], teams: [], impersonate, credential: 'bearer' }
}

describe('of the caller', () => {
  test('UNAUTHORIZED: nobody is signed in, or the sign-in has ended', async () => {
    const ended = { ...person('ann'), expiresAt: new Date(Date.now() - 1000) }
    for (const identity of [null, ended]) {
      const { code, status } = checked(await ask('/session', { authenticate: async () => identity }))
      expect([code, status]).toEqual(['UNAUTHORIZED', 401])
    }
  })

  test('FORBIDDEN: the cluster gives them no right', async () => {
    const authenticate = async () => person('nobody-at-all')
    const list = checked(await ask(`${collection}?namespace=default`, { authenticate }))
    expect([list.code, list.status]).toEqual(['FORBIDDEN', 403])
    // Not even whether it is there.
    expect(checked(await ask(one('x', 'default'), { authenticate })).code).toBe('FORBIDDEN')
  })

  test('RATE_LIMITED: too many requests in too short a time', async () => {
    await using proxy = createProxy({
      clusters: await registryOf(rest.cluster),
      authenticate: async () => person('ann', { impersonate: false }),
      limits: { requestsPerMinute: 60, burst: 3 },
    })
    const statuses: number[] = []
    for (let time = 0; time < 4; time++) {
      const answer = await proxy.app.request('http://localhost:8080/api/v1/session')
      statuses.push(answer.status)
      if (time < 3) continue
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
      checked({ status: answer.status, headers: answer.headers, body: (await answer.json()) as Problem })
    }
    expect(statuses).toEqual([200, 200, 200, 429])
  })
})

describe('of the request', () => {
  test('METHOD_NOT_ALLOWED: the path takes others', async () => {
    const answer = await rest.call(collection, { method: 'DELETE' })
    expect([checked(answer).code, answer.status, answer.headers.get('allow')]).toEqual([
      'METHOD_NOT_ALLOWED',
      405,
      'GET, HEAD, POST',
    ])
  })

  test('UNSUPPORTED_MEDIA_TYPE: the body is of another type', async () => {
    const headers = { 'content-type': 'application/yaml' }
    const { code, status } = await problem(collection, { method: 'POST', body: 'a: b', headers })
    expect([code, status]).toEqual(['UNSUPPORTED_MEDIA_TYPE', 415])
  })

  test('PAYLOAD_TOO_LARGE: the body is larger than any object may be', async () => {
    const body = JSON.stringify(draft('large', { devCommand: 'x'.repeat(3 * 1024 * 1024) }))
    const { code, status } = await problem(collection, { method: 'POST', body })
    expect([code, status]).toEqual(['PAYLOAD_TOO_LARGE', 413])
  })

  test('INVALID_INPUT: the schema refuses it, and says where', async () => {
    const body = draft('pr-x', { sources: [{ name: 'web', commitSha: 'abc' }], colour: 'red' })
    const { code, status, issues } = await problem(collection, { method: 'POST', body })
    expect([code, status]).toEqual(['INVALID_INPUT', 400])
    expect(issues?.map(({ path }) => path)).toEqual(['spec.sources[0].commitSha', 'spec.colour'])
  })

  test('INVALID_INPUT: only the API server can tell, and its reasons are passed on', async () => {
    await rest.environment('pr-invalid')
    const body = { spec: { sources: 'none' } }
    const { code, status, issues } = await problem(one('pr-invalid'), { method: 'PATCH', body })
    expect([code, status]).toEqual(['INVALID_INPUT', 400])
    expect(issues?.[0]?.path).toBe('spec.sources')
    expect(issues?.[0]?.message).toMatch(/array/)
  })
})

describe('NOT_FOUND', () => {
  test('an object that was never there', async () => {
    await rest.environment('pr-there')
    const { code, status, missing, lastSeen } = await problem(one('pr-never'))
    expect([code, status, missing, lastSeen]).toEqual(['NOT_FOUND', 404, 'resource', undefined])
  })

  test('an object that was seen to go is told as it was, for an hour', async () => {
    await rest.environment('pr-gone', { devCommand: 'npm run dev' })
    await rest.call(one('pr-gone'), { method: 'DELETE' })
    const { missing, lastSeen } = await eventually(async () => {
      const body = await problem(one('pr-gone'))
      expect(body.lastSeen).toBeDefined()
      return body
    })
    expect(missing).toBe('resource')
    expect((lastSeen?.object as Environment | undefined)?.spec.devCommand).toBe('npm run dev')
    expect(Math.abs(Date.parse(lastSeen?.deletedAt ?? '') - Date.now())).toBeLessThan(60_000)
  })

  test('a namespace that is not there', async () => {
    expect(await problem(one('pr-1', 'no-such-namespace'))).toMatchObject({ code: 'NOT_FOUND', missing: 'namespace' })
  })

  test('a cluster that nobody configured', async () => {
    const body = await problem('/clusters/elsewhere/environments')
    expect(body).toMatchObject({ code: 'NOT_FOUND', missing: 'cluster' })
  })

  test('a type whose definition is not installed', async () => {
    await using bare = await startTestCluster({ apiServerFlags: [] })
    const clusters = await registryOf(bare)
    for (const path of [collection, one('x', 'default'), '/clusters/-/projects']) {
      const body = checked(await ask(path, { clusters }))
      expect(body).toMatchObject({ code: 'NOT_FOUND', missing: 'type' })
      expect(body.detail).toContain('CustomResourceDefinition is not installed')
    }
  })

  test('a path of nothing', async () => {
    expect(await problem('/nothing')).toMatchObject({ code: 'NOT_FOUND', status: 404 })
  })
})

describe('CONFLICT', () => {
  test('AlreadyExists: the name is taken', async () => {
    await rest.environment('pr-taken')
    const { code, status, reason } = await problem(collection, { method: 'POST', body: draft('pr-taken') })
    expect([code, status, reason]).toEqual(['CONFLICT', 409, 'AlreadyExists'])
  })

  test('Conflict: somebody else changed it meanwhile', async () => {
    const read = await rest.environment('pr-stale')
    await rest.call(one('pr-stale'), { method: 'PATCH', body: { spec: { devCommand: 'make' } } })
    const { code, reason } = await problem(one('pr-stale'), { method: 'PUT', body: read })
    expect([code, reason]).toEqual(['CONFLICT', 'Conflict'])
  })

  test('Conflict: only what failed is tried again', async () => {
    await rest.environment('pr-fine')
    const { code, reason } = await problem(`${one('pr-fine')}/retry`, { method: 'POST' })
    expect([code, reason]).toEqual(['CONFLICT', 'Conflict'])
  })

  test(
    'QuotaExceeded, which arrives from Kubernetes as 403: the namespace may hold no more',
    { timeout: 120_000 },
    async () => {
      await rest.environment('pr-first')
      const quota = (...args: string[]) => rest.kubectl(...args, `--namespace=${rest.home}`)
      // A quota is counted when it is made, by a controller that hears of new kinds every 30 s; until then everything is refused.
      await eventually(
        async () => {
          await quota('delete', 'quota', 'few', '--ignore-not-found')
          await quota('create', 'quota', 'few', '--hard=count/environments.catalyst.catalyst.dev=1')
          await eventually(refused, { within: 3000 })
        },
        { within: 90_000 },
      )
      await quota('delete', 'quota', 'few')

      async function refused(): Promise<void> {
        const name = `pr-${Math.random().toString(36).slice(2)}`
        const { code, status, reason } = await problem(collection, { method: 'POST', body: draft(name) })
        expect([code, status, reason]).toEqual(['CONFLICT', 409, 'QuotaExceeded'])
      }
    },
  )

  test('NamespaceTerminating, which arrives from Kubernetes as 403: the namespace is going', async () => {
    const team = `${rest.team}-going`
    const namespace = `--namespace=${team}-shop`
    const body = { metadata: { name: 'pr-1' }, spec: { projectRef: { name: 'shop', namespace: team } } }
    expect((await rest.call(collection, { method: 'POST', body })).status).toBe(201)
    await rest.kubectl('create', 'configmap', 'stays', namespace)
    const finalizers = (names: string[]) =>
      rest.kubectl(
        'patch',
        'configmap',
        'stays',
        namespace,
        '--type=merge',
        `--patch=${JSON.stringify({ metadata: { finalizers: names } })}`,
      )
    await finalizers(['example.com/stays'])
    await rest.kubectl('delete', 'namespace', `${team}-shop`, '--wait=false')
    for (const call of [
      { method: 'POST', body: { ...body, metadata: { name: 'pr-2' } } },
      {
        method: 'PUT',
        path: `${one('pr-2', `${team}-shop`)}?apply=true`,
        body: { ...body, metadata: { name: 'pr-2' } },
      },
    ]) {
      const { code, status, reason } = await problem(call.path ?? collection, call)
      expect([code, status, reason]).toEqual(['CONFLICT', 409, 'NamespaceTerminating'])
    }
    await finalizers([])
  })

  test('NamespaceTaken: the namespace is of another team', async () => {
    const team = `${rest.team}-foreign`
    await rest.kubectl('create', 'namespace', `${team}-shop`)
    await rest.kubectl('label', 'namespace', `${team}-shop`, 'catalyst.dev/team=somebody-else')
    const body = { metadata: { name: 'pr-1' }, spec: { projectRef: { name: 'shop', namespace: team } } }
    const { code, reason } = await problem(collection, { method: 'POST', body })
    await rest.kubectl('delete', 'namespace', `${team}-shop`, '--wait=false')
    expect([code, reason]).toEqual(['CONFLICT', 'NamespaceTaken'])
  })
})

test('GONE: the position of a page was forgotten', async () => {
  await using forgetful = await startTestCluster({ apiServerFlags: ['--watch-cache=false'] })
  for (const name of ['one', 'two', 'three'])
    await forgetful.kubectl([
      'run',
      name,
      '--image=example.com/none',
      '--overrides={"spec":{"automountServiceAccountToken":false}}',
    ])
  const clusters = await registryOf(forgetful)
  const pods = '/clusters/-/namespaces/default/pods'
  const page = await ask(`${pods}?limit=1`, { clusters })
  const { continue: next } = (page.body as unknown as { metadata: { continue: string } }).metadata
  await forgetful.kubectl(['delete', 'pod', 'three', '--wait=false'])
  await forgetful.compact()
  const { code, status } = checked(await ask(`${pods}?limit=1&continue=${encodeURIComponent(next)}`, { clusters }))
  expect([code, status]).toEqual(['GONE', 410])
})

describe('of the server', () => {
  test('SERVER_ERROR: something that its host brought failed, and nothing of it is told', async () => {
    async function authenticate(): Promise<null> {
      throw new Error('the directory of people is at 127.0.0.1:389, password hunter2')
    }
    const body = checked(await ask('/session', { authenticate }))
    expect([body.code, body.status]).toEqual(['SERVER_ERROR', 500])
    expect(JSON.stringify(body)).not.toContain('hunter2')
  })

  test("UPSTREAM_UNAVAILABLE: the cluster refuses the server's own credential", async () => {
    const kubeconfig = kubeconfigWith('a-token-that-has-ended', await readCluster(rest.cluster))
    const clusters = createClusterRegistry({
      env: { KUBECONFIG_TEST: Buffer.from(kubeconfig).toString('base64') },
      inDocker: false,
    })
    for (const path of [collection, one()]) {
      const { code, status } = checked(await ask(path, { clusters }))
      expect([code, status]).toEqual(['UPSTREAM_UNAVAILABLE', 503])
    }
    const reason = 'The cluster refused the credential that this server has for it.'
    expect((await ask('/clusters', { clusters })).body).toMatchObject({ items: [{ reachable: false, reason }] })
  })

  test('UPSTREAM_UNAVAILABLE: the way to the cluster is cut, while what was read is still served as what it is', async () => {
    const { server } = await readCluster(rest.cluster)
    const { hostname, port } = new URL(server)
    await using gate = new TcpGate({ host: hostname, port: Number(port) })
    await gate.open()
    const text = (await readFile(rest.cluster.kubeconfig, 'utf8')).replace(server, `https://127.0.0.1:${gate.port}`)
    const clusters = createClusterRegistry({
      env: { KUBECONFIG_TEST: Buffer.from(text).toString('base64') },
      inDocker: false,
    })
    await using proxy = createProxy({ clusters, authenticate: async () => person('admin', { impersonate: false }) })
    await proxy.ready
    await gate.shut()
    const answer = await proxy.app.request('http://localhost:8080/api/v1/clusters/-/namespaces/default/pods')
    const { code, status } = checked({
      status: answer.status,
      headers: answer.headers,
      body: (await answer.json()) as Problem,
    })
    expect([code, status]).toEqual(['UPSTREAM_UNAVAILABLE', 503])
    const clustersNow = await proxy.app.request('http://localhost:8080/api/v1/clusters')
    expect(await clustersNow.json()).toMatchObject({
      items: [{ name: 'TEST', reachable: false, reason: 'The API server can not be reached.' }],
    })
  })
})
