import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { routes, type RouteContract } from '@catalyst/api'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { shop, startAttacked, type Attacked } from '../../test/startAttacked.ts'
import type { Authenticate } from '../identity/Identity.ts'

// Many connections each, on a machine that has other things to do.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

// What another site's page can make a browser send, to every operation: with the cookie of somebody who is signed in,
// and where nobody has to sign in.

const cookie: Authenticate = async ({ headers }) =>
  headers.get('cookie') === 'session=ann'
    ? { subject: 'ann', groups: [], teams: [], impersonate: true, credential: 'cookie' }
    : null

let signedIn: Attacked
let open: Attacked

beforeAll(async () => {
  signedIn = await startAttacked({ authenticate: cookie, pods: true, limits: { burst: 100_000 } })
  open = await startAttacked({ authenticate: undefined })
  await Promise.all([signedIn.proxy.ready, open.proxy.ready])
})
afterAll(async () => {
  await signedIn[Symbol.asyncDispose]()
  await open[Symbol.asyncDispose]()
})

const servers = () => [signedIn, open]
const session = { cookie: 'session=ann' }

/** Origins that are nearly the own one. */
const foreignOrigins = ({ port, own }: Attacked) => [
  'http://evil.example',
  'null',
  '',
  `https://${own}`,
  'http://localhost',
  `http://localhost:${port + 1}`,
  `http://localhost.evil.example:${port}`,
  `http://evil-localhost:${port}`,
  `http://evil.localhost:${port}`,
  `http://${own}.evil.example`,
  `http://${own}@evil.example`,
  `http://${own}/`,
  `http://${own}, http://evil.example`,
  `http://127.0.0.1.evil.example:${port}`,
  `http://LOCALHOST:${port}`,
]

const foreignHosts = ({ port }: Attacked) => [
  'evil.example',
  `evil.example:${port}`,
  'localhost',
  `localhost:${port + 1}`,
  `localhost.evil.example:${port}`,
  `localhost.:${port}`,
  `127.0.0.2:${port}`,
  `[::ffff:127.0.0.1]:${port}`,
  `localhost:${port}@evil.example`,
]

/** What no URL can be made of is refused as that. */
const refusals = [400, 403]

const operations = Object.entries<RouteContract>(routes).map(([id, route]) => {
  const plain: Record<string, string> = { cluster: '-', namespace: 'acme-shop', name: 'pr-1', pod: 'web' }
  const path = `/api/v1${route.path.replace(/\{(\w+)\}/g, (_, name: string) => plain[name] ?? '')}`
  return { id, path, method: route.method.toUpperCase() }
})
const writes = operations.filter(({ method }) => method !== 'GET')
const json = { 'content-type': 'application/json' }

function countRequests({ cluster }: Attacked) {
  const verb = ['get', 'list', 'create', 'update', 'patch', 'delete', 'deletecollection']
  return cluster.faults.inject({ kind: 'delay', ms: 0 }, { verb })
}

test.each(operations)('$id answers no foreign host, as after DNS was rebound', async ({ path, method }) => {
  for (const server of servers()) {
    using upstream = countRequests(server)
    for (const host of foreignHosts(server)) {
      const headers = { ...session, ...json, host, origin: `http://${host}` }
      for (const sent of [headers, { ...headers, origin: server.origin }]) {
        const answer = await server.send(path, { method, headers: sent })
        expect(refusals, `${host}: ${answer.text}`).toContain(answer.status)
      }
    }
    expect(upstream.hits).toBe(0)
  }
})

test.each(writes)('$id is not done for a foreign page', async ({ path, method }) => {
  for (const server of servers()) {
    using upstream = countRequests(server)
    const tries: Record<string, string>[] = [
      ...foreignOrigins(server).map((origin) => ({ origin })),
      {},
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
      { origin: 'http://evil.example', 'sec-fetch-site': 'same-origin' },
      { referer: `${server.origin}/` },
      { 'x-forwarded-host': server.own, 'x-forwarded-proto': 'http' },
    ]
    for (const tried of tries) {
      // What a form can send without asking first, and what it can't.
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/json']) {
        const headers = { ...session, 'content-type': type, ...tried }
        const answer = await server.send(path, { method, headers, body: '{}' })
        expect(answer.status, `${JSON.stringify(tried)}: ${answer.text}`).toBe(403)
      }
    }
    expect(upstream.hits).toBe(0)
  }
})

test('a read for a foreign page is refused, and nothing invites it to read', async () => {
  for (const server of servers()) {
    for (const origin of foreignOrigins(server)) {
      const answer = await server.send('/api/v1/session', { headers: { ...session, origin } })
      expect(answer.status, origin).toBe(403)
      expect(answer.headers, origin).not.toHaveProperty('access-control-allow-origin')
      expect(answer.text).not.toContain('subject')
    }
  }
})

test.each([`${shop}/pods/web/exec`, '/api/ws/exec/acme-shop/web'])(
  'a WebSocket to %s from a foreign page never opens',
  async (path) => {
    async function statusOf(server: Attacked, headers: Record<string, string>): Promise<number | undefined> {
      const url = `ws://127.0.0.1:${server.port}${path}?command=id`
      const socket = new WebSocket(url, 'v5.channel.k8s.io', { headers: { host: server.own, ...session, ...headers } })
      socket.on('error', () => undefined)
      const { promise, resolve } = Promise.withResolvers<number | undefined>()
      socket.once('unexpected-response', (_: unknown, { statusCode }: IncomingMessage) => resolve(statusCode))
      socket.once('open', () => resolve(101))
      const status = await promise
      socket.terminate()
      return status
    }
    using upstream = countRequests(signedIn)
    for (const origin of foreignOrigins(signedIn)) expect(await statusOf(signedIn, { origin }), origin).toBe(403)
    for (const host of foreignHosts(signedIn))
      expect(refusals, host).toContain(await statusOf(signedIn, { host, origin: signedIn.origin }))
    expect(await statusOf(signedIn, {})).toBe(403)
    expect(await statusOf(signedIn, { 'sec-fetch-site': 'same-origin' })).toBe(403)
    expect(upstream.hits).toBe(0)
    expect(await statusOf(signedIn, { origin: signedIn.origin })).toBe(101)
  },
)

test('what signs in is looked at on the socket too: an upgrade without a credential never opens', async () => {
  const socket = new WebSocket(`ws://${signedIn.own}${shop}/pods/web/exec?command=id`, 'v5.channel.k8s.io', {
    origin: signedIn.origin,
  })
  socket.on('error', () => undefined)
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage]
  expect(response.statusCode).toBe(401)
  socket.terminate()
})

test('the own page may do all of it', async () => {
  const headers = { ...session, ...json, origin: signedIn.origin }
  const body = JSON.stringify({ reviews: [{ verb: 'list', group: '', resource: 'pods', namespace: 'acme-shop' }] })
  const answer = await signedIn.send('/api/v1/clusters/-/access-reviews', { method: 'POST', headers, body })
  expect([answer.status, answer.text]).toEqual([200, expect.stringContaining('"allowed":true')])
})
