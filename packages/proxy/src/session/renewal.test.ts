import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { CookieJar } from '../../test/CookieJar.ts'
import {
  asPerson,
  browse,
  loginAtProvider,
  optionsFor,
  sessionKey,
  signIn,
  startSignIn,
  type SignInWorld,
} from '../../test/startSignIn.ts'
import { oidc } from '../index.ts'
import type { TestProxy } from '../../test/startProxy.ts'

const minutes = 60_000
const lifetimes = { idToken: 600 }

// The provider shares this process, and so its clock.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }))
afterEach(() => void vi.useRealTimers())

function pass(ms: number): void {
  vi.setSystemTime(Date.now() + ms)
}

async function begin(options: Parameters<typeof startSignIn>[0] = {}): Promise<SignInWorld & { jar: CookieJar }> {
  const world = await startSignIn({ lifetimes, clockSkewSeconds: 0, ...options })
  const jar = new CookieJar()
  const { status } = await signIn(world, jar)
  expect(status).toBe(200)
  return { ...world, jar }
}

const session = (started: TestProxy, jar: CookieJar, headers?: Record<string, string>) =>
  browse({ started, jar }, '/api/v1/session', { ...(headers && { headers }) })

test('a session is renewed shortly before it ends, and lasts', async () => {
  await using world = await begin()
  const { started, issuer, jar } = world
  const first = jar.header()
  pass(5 * minutes)
  await session(started, jar)
  expect(jar.header()).toBe(first)
  for (let round = 1; round <= 4; round++) {
    pass(8 * minutes)
    expect((await session(started, jar)).status).toBe(200)
    expect(issuer.refreshes()).toBe(round)
  }
  expect(jar.header()).not.toBe(first)
})

test('requests for other things leave the renewal to the page for as long as they can', async () => {
  await using world = await begin()
  const { started, issuer, jar } = world
  pass(9 * minutes)
  await browse({ started, jar }, '/api/v1/clusters')
  expect(issuer.refreshes()).toBe(0)
  pass(0.7 * minutes)
  await browse({ started, jar }, '/api/v1/clusters')
  expect(issuer.refreshes()).toBe(1)
})

test('two replicas that renew at once sign nobody out before their time', async () => {
  await using world = await begin()
  const other = await world.another()
  const [mine, theirs] = [world.jar.copy(), world.jar.copy()]
  pass(9 * minutes)
  const both = () => Promise.all([session(world.started, mine), session(other, theirs)])
  expect((await both()).map(({ status }) => status)).toEqual([200, 200])
  expect((await both()).map(({ status }) => status)).toEqual([200, 200])
})

test('requests at the same time, and those that come late with the old cookie, make one renewal', async () => {
  await using world = await begin()
  const { started, issuer, jar } = world
  const old = jar.copy()
  pass(9 * minutes)
  const answers = await Promise.all(Array.from({ length: 8 }, () => session(started, jar)))
  expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200))
  pass(2 * minutes)
  expect((await session(started, old)).status).toBe(200)
  expect(issuer.refreshes()).toBe(1)
})

test('what was renewed by one request holds for the streams of another', async () => {
  await using world = await begin()
  const { started, jar } = world
  const old = jar.copy()
  pass(9 * minutes)
  await session(started, jar)
  pass(2 * minutes)
  // An upgrade can't be given a cookie, so it renews nothing; this one lives by the renewal before.
  const upgrade = { upgrade: 'websocket', connection: 'Upgrade' }
  expect((await session(started, old, upgrade)).status).toBe(200)
  expect(world.issuer.refreshes()).toBe(1)
})

test('what the provider says of groups at a renewal holds for what was opened before', async () => {
  await using world = await begin()
  const { issuer, jar } = world
  const authenticate = oidc({ ...optionsFor(issuer), clockSkewSeconds: 0 })
  const ask = () => {
    const request = new Request('http://localhost:8080/api/v1/session', { headers: { cookie: jar.header() } })
    return authenticate(request, new Headers())
  }
  const held = await ask()
  expect(held).toMatchObject({ groups: ['team:shop', 'engineers'], teams: ['shop'] })

  issuer.setGroups('ada', ['team:ads'])
  pass(9 * minutes)
  await ask()
  expect(issuer.refreshes()).toBe(1)
  expect(held).toMatchObject({ groups: ['team:ads'], teams: ['ads'] })
  expect(await ask()).toMatchObject({ groups: ['team:ads'] })
})

test('a renewal that brings a name of Kubernetes itself ends what is held, too', async () => {
  await using world = await begin()
  const { issuer, jar, started } = world
  issuer.setGroups('ada', ['system:masters'])
  pass(9 * minutes)
  expect((await session(started, jar)).status).toBe(403)
  pass(2 * minutes)
  expect((await session(started, jar)).status).toBe(403)
})

test('an upgrade does not use the refresh token up', async () => {
  await using world = await begin()
  pass(9 * minutes)
  const upgrade = { upgrade: 'websocket', connection: 'Upgrade' }
  expect((await session(world.started, world.jar, upgrade)).status).toBe(200)
  expect(world.issuer.refreshes()).toBe(0)
})

test('when the provider refuses to renew, the session ends at its time, and the cookies go', async () => {
  await using world = await begin()
  const { started, issuer, jar } = world
  issuer.forgetSignIns()
  pass(9 * minutes)
  expect((await session(started, jar)).status).toBe(200)
  pass(2 * minutes)
  const answer = await session(started, jar)
  expect(answer.status).toBe(401)
  expect(jar.cookies.size).toBe(0)
  // Nothing of the old session stands in the way of a new one.
  expect((await signIn(world, jar)).status).toBe(200)
  expect((await session(started, jar)).status).toBe(200)
})

test('while the provider is down a session that has ended waits for it', async () => {
  await using world = await begin()
  const { started, issuer, jar } = world
  await issuer.stop()
  pass(11 * minutes)
  const answer = await session(started, jar)
  expect(answer.status).toBe(503)
  expect(await answer.json()).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' })
  await issuer.start()
  pass(10_000)
  expect((await session(started, jar)).status).toBe(200)
})

test('a session ends for good after its longest time', async () => {
  await using world = await begin({ sessionSeconds: 900 })
  const { started, jar } = world
  pass(9 * minutes)
  expect((await session(started, jar)).status).toBe(200)
  pass(7 * minutes)
  expect((await session(started, jar)).status).toBe(401)
})

test('without a refresh token it ends with the token', async () => {
  await using world = await begin({ scopes: ['openid', 'groups'] })
  const { started, jar } = world
  pass(9 * minutes)
  expect((await session(started, jar)).status).toBe(200)
  pass(2 * minutes)
  expect((await session(started, jar)).status).toBe(401)
})

test('every replica with the key knows the session; one with another key does not', async () => {
  await using world = await begin()
  const other = await world.another()
  expect(await (await session(other, world.jar)).json()).toMatchObject({ subject: 'ada' })
  const stranger = await world.another({ sessionKeys: [Buffer.alloc(32, 9).toString('base64')] })
  expect((await session(stranger, world.jar.copy())).status).toBe(401)
})

test('a login begun at one replica ends at another', async () => {
  await using world = await startSignIn()
  const other = await world.another()
  const jar = new CookieJar()
  const path = await loginAtProvider(world, jar)
  expect((await browse({ started: other, jar }, path, asPerson)).status).toBe(200)
  expect((await session(world.started, jar)).status).toBe(200)
})

test('a new key in front takes over; when the old one is gone, its sessions are', async () => {
  await using world = await begin()
  const { jar } = world
  const next = Buffer.alloc(32, 8).toString('base64')
  const rotated = await world.another({ sessionKeys: [next, sessionKey] })
  const untouched = jar.copy()
  pass(9 * minutes)
  expect((await session(rotated, jar)).status).toBe(200)
  const after = await world.another({ sessionKeys: [next] })
  expect((await session(after, jar)).status).toBe(200)
  expect((await session(after, untouched)).status).toBe(401)
})

test('a cookie that was tampered with, cut, or made for something else is no session', async () => {
  await using world = await begin()
  const { started, jar } = world
  const name = '__Host-catalyst-session'
  const value = jar.cookies.get(name) ?? ''
  const loginJar = new CookieJar()
  await loginAtProvider(world, loginJar)
  const login = [...loginJar.cookies.values()][0] ?? ''
  const wrong = [
    value.slice(0, -2) + (value.endsWith('AA') ? 'BB' : 'AA'),
    value.slice(0, value.length / 2),
    `${value}x`,
    value.replace(/^[^.]*/, Buffer.from('{"alg":"none"}').toString('base64url')),
    login,
    'null',
    '....',
    '%00%ff',
  ]
  for (const each of wrong) {
    const forged = new CookieJar()
    forged.cookies.set(name, each)
    expect((await session(started, forged)).status, each).toBe(401)
  }
  const otherClient = await world.another({ clientId: 'other' })
  expect((await session(otherClient, jar.copy())).status).toBe(401)
})

test('a session of many groups comes in pieces, and they go together', async () => {
  await using world = await startSignIn()
  const jar = new CookieJar()
  expect((await signIn(world, jar, { user: 'many' })).status).toBe(200)
  expect(jar.cookies.size).toBeGreaterThan(1)
  for (const [name, value] of jar.cookies) expect(name.length + value.length).toBeLessThan(3900)
  const answer = (await (await session(world.started, jar)).json()) as { groups: string[] }
  expect(answer.groups).toHaveLength(150)

  const partial = jar.copy()
  partial.cookies.delete('__Host-catalyst-session.1')
  expect((await session(world.started, partial)).status).toBe(401)

  await browse({ started: world.started, jar }, '/api/v1/auth/logout', { method: 'POST' })
  expect(jar.cookies.size).toBe(0)
})

test('more groups than cookies hold are refused in plain words, before the browser is locked out', async () => {
  await using world = await startSignIn()
  const jar = new CookieJar()
  const answer = await signIn(world, jar, { user: 'more' })
  expect(answer.status).toBe(403)
  expect(await answer.text()).toContain('600 groups')
  expect(jar.cookies.size).toBe(0)
})
