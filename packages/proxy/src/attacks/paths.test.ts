import { routes, type RouteContract } from '@catalyst/api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startAttacked, type Attacked } from '../../test/startAttacked.ts'

// Every parameter of every path of the contract, with every value that was ever used to get out of one.

const hostile = {
  'a step up': '..',
  'a step up, encoded': '%2e%2e',
  'a step up, encoded twice': '%252e%252e',
  'steps up': '../../../../api/v1/namespaces/kube-system/secrets',
  'a slash, encoded': 'x%2Fsecrets',
  'a slash, encoded twice': 'x%252Fsecrets',
  'a backslash': 'x\\secrets',
  'a backslash, encoded': 'x%5csecrets',
  'an empty step': '/x',
  'a null, encoded': 'x%00',
  'a line break, encoded': 'x%0d%0aX-Injected:%201',
  'a query, encoded': 'x%3Fwatch=true',
  'a fragment, encoded': 'x%23y',
  'a tab': 'x%09',
  'a space': 'x%20y',
  'no text': '%ff%fe',
  'half an escape': '%',
  'a letter of another alphabet': 'pr%D0%B5-1',
  'capitals and underscores': 'X_Y',
  'a prototype': '__proto__',
  'an overlong name': 'a'.repeat(300),
  'a very long name': 'a'.repeat(7000),
  'a colon': 'system:masters',
  'a wildcard': '*',
}

const plain: Record<string, string> = { cluster: '-', namespace: 'acme-shop', name: 'pr-1', pod: 'web' }

const attempts = Object.entries<RouteContract>(routes).flatMap(([id, route]) =>
  [...route.path.matchAll(/\{(\w+)\}/g)].map(([, parameter = '']) => ({ id, route, parameter })),
)

let server: Attacked

beforeAll(async () => {
  server = await startAttacked({ limits: { burst: 100_000 } })
  await server.proxy.ready
})
afterAll(() => server[Symbol.asyncDispose]())

/** Counts what is asked of the cluster, but for the proxy's own watches. */
function countRequests({ cluster }: Attacked) {
  const verb = ['get', 'list', 'create', 'update', 'patch', 'delete', 'deletecollection']
  return cluster.faults.inject({ kind: 'delay', ms: 0 }, { verb })
}

test('the contract has paths with parameters', () => {
  expect(attempts.length).toBeGreaterThan(40)
  expect(new Set(attempts.map(({ parameter }) => parameter))).toEqual(new Set(Object.keys(plain)))
})

test.each(attempts)('$id takes no hostile $parameter', async ({ route, parameter }) => {
  using upstream = countRequests(server)
  for (const [what, value] of Object.entries(hostile)) {
    // A cluster may be named as it likes: that there is none of this name is the answer then.
    const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) =>
      name === parameter ? value : (plain[name] ?? ''),
    )
    const body = route.request.body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: '{}' }
    const answer = await server.send(`/api/v1${path}`, { method: route.method.toUpperCase(), as: 'ann', ...body })
    expect([400, 404], `${what}: ${answer.status} ${answer.text}`).toContain(answer.status)
    // What is no URL at all is refused before there is anybody to explain it.
    if (answer.text !== '') expect(answer.headers['content-type'], what).toBe('application/problem+json')
    expect(answer.headers, what).not.toHaveProperty('x-injected')
    if (parameter !== 'cluster') expect(answer.status, `${what}: ${answer.text}`).toBe(400)
  }
  expect(upstream.hits).toBe(0)
})

test('the short path of the shell takes none either', async () => {
  using upstream = countRequests(server)
  for (const [what, value] of Object.entries(hostile)) {
    for (const path of [`/api/ws/exec/${value}/web`, `/api/ws/exec/acme-shop/${value}`]) {
      const answer = await server.send(path, { as: 'ann' })
      expect(answer.status, `${what}: ${answer.text}`).toBe(400)
    }
  }
  expect(upstream.hits).toBe(0)
})

test('requests that reach the cluster are counted', async () => {
  using upstream = countRequests(server)
  await server.send('/api/v1/clusters/-/namespaces/acme-shop/pods/web', { as: 'ann' })
  expect(upstream.hits).toBeGreaterThan(0)
})

test('a letter that is encoded is the same letter, and no way around a gate', async () => {
  expect((await server.send('/%61pi/v1/session')).status).toBe(401)
  expect((await server.send('/api/v1/sessio%6e', { as: 'ann' })).status).toBe(200)
  expect((await server.send('/api/v1/clusters/-/namespaces/acme-blo%67/pods', { as: 'ann' })).status).toBe(403)
})

test('below a base path nothing is reached by a path that only looks like it', async () => {
  await using below = await startAttacked({ basePath: '/catalyst' })
  const statusOf = async (path: string) => (await below.send(path, { as: 'ann' })).status
  expect(await statusOf('/catalyst/api/v1/session')).toBe(200)
  for (const path of [
    '/api/v1/session',
    '/catalystx/api/v1/session',
    '/Catalyst/api/v1/session',
    '//catalyst/api/v1/session',
    '/catalyst//api/v1/session',
    '/catalyst/../api/v1/session',
    '/x/../catalyst/api/v1/session',
    '/catalyst%2fapi/v1/session',
    '/catalyst/catalyst/api/v1/session',
    '/catalyst;x/api/v1/session',
    '/%2e/catalyst/api/v1/session',
  ])
    expect([400, 404], path).toContain(await statusOf(path))
})
