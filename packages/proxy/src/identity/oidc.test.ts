import { startIssuer } from '@catalyst/testing/issuer'
import { decodeProtectedHeader, exportSPKI, importJWK, SignJWT, UnsecuredJWT, type CryptoKey, type JWK } from 'jose'
import { expect, test } from 'vitest'
import { CookieJar } from '../../test/CookieJar.ts'
import { loginAtProvider, optionsFor, startSignIn, users, type SignInWorld } from '../../test/startSignIn.ts'
import { startProxy, type TestProxy } from '../../test/startProxy.ts'
import { createProviderFetch } from './oidc/createProviderFetch.ts'
import { oidc } from './oidc.ts'

async function ask(started: TestProxy, authorization: string) {
  const answer = await started.request('/api/v1/session', { headers: { authorization } })
  return { status: answer.status, body: (await answer.json()) as { code?: string; detail?: string; subject?: string } }
}

const bearer = async ({ started }: SignInWorld, token: string) => ask(started, `Bearer ${token}`)

/** What every refusal is, whatever it says. */
const refused = (detail: string) => ({
  status: 401,
  body: expect.objectContaining({
    code: 'UNAUTHORIZED',
    detail: expect.stringContaining(detail) as unknown,
  }) as unknown,
})

test('a machine is who its token says, for as long as the token lasts', async () => {
  await using world = await startSignIn()
  const { status, body } = await bearer(world, await world.issuer.tokenFor('ada', { expiresIn: 300 }))
  expect(status).toBe(200)
  expect(body).toMatchObject({ subject: 'ada', groups: ['team:shop', 'engineers'], teams: ['shop'] })
  expect(body).toHaveProperty('expiresAt')
})

test('the scheme is read in any case; a token needs no more than that', async () => {
  await using world = await startSignIn()
  expect(await ask(world.started, `bEARER  ${await world.issuer.tokenFor('ada')}`)).toMatchObject({ status: 200 })
})

test.each(['Basic YWRhOmFkYQ==', 'Bearer', 'Bearer a b', 'Bearer a, Bearer b', 'BearerX a', 'Token a', ''])(
  'what is no single bearer token signs nobody in, not even by a cookie beside it: %j',
  async (authorization) => {
    await using world = await startSignIn()
    expect(await ask(world.started, authorization)).toMatchObject({ status: 401 })
  },
)

test('tokens of another issuer, for another audience, too old or too new are refused with the reason', async () => {
  await using world = await startSignIn()
  const { issuer } = world
  const token = (overrides: Parameters<typeof issuer.tokenFor>[1]) => issuer.tokenFor('ada', overrides)
  expect(await bearer(world, await token({ issuer: 'https://evil.example' }))).toEqual(
    refused('issued by somebody else'),
  )
  expect(await bearer(world, await token({ audience: 'other' }))).toEqual(refused('made for somebody else'))
  expect(await bearer(world, await token({ audience: [] }))).toEqual(refused('made for somebody else'))
  expect(await bearer(world, await token({ expiresIn: -60 }))).toEqual(refused('has ended'))
  expect(await bearer(world, await token({ notBefore: 60 }))).toEqual(refused('not valid yet'))
  expect(await bearer(world, await token({ claims: { exp: undefined } }))).toEqual(refused('"exp"'))
  expect(await bearer(world, await token({ claims: { sub: '' } }))).toEqual(refused('"sub"'))
  expect(await bearer(world, await token({ claims: { groups: [{ name: 'x' }] } }))).toEqual(refused('"groups"'))
  expect(await bearer(world, 'no.json.token')).toEqual(refused('no JSON web token'))
})

test('clocks may differ by the skew and no more', async () => {
  await using world = await startSignIn({ clockSkewSeconds: 30 })
  const { issuer } = world
  expect(await bearer(world, await issuer.tokenFor('ada', { expiresIn: -10 }))).toMatchObject({ status: 200 })
  expect(await bearer(world, await issuer.tokenFor('ada', { notBefore: 10 }))).toMatchObject({ status: 200 })
  expect(await bearer(world, await issuer.tokenFor('ada', { expiresIn: -40 }))).toEqual(refused('has ended'))
})

test('a token of another signer is refused, be it with the issuer’s name or its key’s', async () => {
  await using world = await startSignIn()
  await using impostor = await startIssuer({ users })
  const forged = await impostor.tokenFor('ada', { issuer: world.issuer.url })
  expect(await bearer(world, forged)).toEqual(refused('not signed by a key'))

  const genuine = await world.issuer.tokenFor('ada')
  const [header = '', payload = '', signature = ''] = genuine.split('.')
  const { kid = '' } = decodeProtectedHeader(genuine)
  const renamed = Buffer.from(JSON.stringify({ alg: 'RS256', kid })).toString('base64url')
  const [, theirs = '', theirSignature = ''] = forged.split('.')
  expect(await bearer(world, `${renamed}.${theirs}.${theirSignature}`)).toEqual(refused('not signed by a key'))

  const admin = Buffer.from(JSON.stringify({ ...decode(payload), sub: 'admin' })).toString('base64url')
  expect(await bearer(world, `${header}.${admin}.${signature}`)).toEqual(refused('not signed by a key'))
})

test('unsigned tokens, and those signed with the public key as a secret, are refused', async () => {
  await using world = await startSignIn()
  const claims = decode((await world.issuer.tokenFor('ada')).split('.')[1] ?? '')
  const none = new UnsecuredJWT(claims).encode()
  expect(await bearer(world, none)).toEqual(refused('method that is not accepted'))
  expect(await bearer(world, none.replace(/^[^.]*/, encode({ alg: 'NONE' })))).toMatchObject({ status: 401 })

  const [jwk] = await publicKeys(world)
  const pem = await exportSPKI((await importJWK(jwk ?? {}, 'RS256')) as CryptoKey)
  const confused = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256', kid: jwk?.kid ?? '' })
    .sign(new TextEncoder().encode(pem))
  expect(await bearer(world, confused)).toEqual(refused('method that is not accepted'))
})

test('a key that the token brings along is not looked at', async () => {
  await using world = await startSignIn()
  await using impostor = await startIssuer({ users })
  const [header = '', payload = '', signature = ''] = (
    await impostor.tokenFor('ada', { issuer: world.issuer.url })
  ).split('.')
  const jku = encode({ ...decode(header), jku: `${impostor.url}/jwks`, x5u: `${impostor.url}/jwks` })
  expect(await bearer(world, `${jku}.${payload}.${signature}`)).toMatchObject({ status: 401 })
})

test('after the provider has changed its keys, new tokens are taken and the old ones of lost keys are not', async () => {
  await using world = await startSignIn({ keysCooldownSeconds: 0 })
  const { issuer } = world
  const old = await issuer.tokenFor('ada')
  expect(await bearer(world, old)).toMatchObject({ status: 200 })
  await issuer.rotateKeys()
  expect(await bearer(world, await issuer.tokenFor('bob'))).toMatchObject({ status: 200, body: { subject: 'bob' } })
  expect(await bearer(world, old)).toMatchObject({ status: 200 })
  await issuer.rotateKeys({ keepOld: false })
  expect(await bearer(world, await issuer.tokenFor('bob'))).toMatchObject({ status: 200 })
  expect(await bearer(world, old)).toEqual(refused('not signed by a key'))
})

test('nobody is above the rights of the cluster by a name in a token', async () => {
  await using world = await startSignIn()
  const { issuer } = world
  for (const claims of [{ groups: ['system:masters'] }, { groups: 'system:masters' }, { sub: 'system:admin' }]) {
    const { status, body } = await bearer(world, await issuer.tokenFor('ada', { claims }))
    expect(status).toBe(403)
    expect(body.detail).toContain('belong to Kubernetes itself')
  }
})

test('names are taken from the claims that are configured', async () => {
  await using world = await startSignIn({ subjectClaim: 'email', groupsClaim: 'roles', teamGroupPrefix: 'crew-' })
  const { issuer } = world
  const known = await bearer(world, await issuer.tokenFor('ada', { claims: { roles: 'crew-red' } }))
  expect(known.body).toMatchObject({ subject: 'ada@example.com', groups: ['crew-red'], teams: ['red'] })
  const unconfirmed = await issuer.tokenFor('ada', { claims: { email_verified: false } })
  expect(await bearer(world, unconfirmed)).toEqual(refused('not confirmed'))
})

test('while the provider is down it serves, signs nobody in, and recovers by itself', async () => {
  await using issuer = await startIssuer({ users })
  issuer.allowRedirects({ signedIn: 'http://localhost:8080/api/v1/auth/callback' })
  const token = await issuer.tokenFor('ada')
  await issuer.stop()
  await using started = await startProxy({ authenticate: oidc(optionsFor(issuer)) })
  await started.proxy.ready
  expect((await started.request('/readyz')).status).toBe(200)
  const login = await started.request('/api/v1/auth/login')
  expect(login.status).toBe(503)
  expect(login.headers.get('retry-after')).toBe('5')
  expect(await login.json()).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' })
  const page = await started.request('/api/v1/auth/login', { headers: { accept: 'text/html' } })
  expect(page.status).toBe(503)
  expect(await page.text()).toContain('does not answer')
  expect(await ask(started, `Bearer ${token}`)).toMatchObject({ status: 503 })
  expect((await started.request('/api/v1/session')).status).toBe(401)

  await issuer.start()
  await expect.poll(async () => (await ask(started, `Bearer ${token}`)).status, { timeout: 5000 }).toBe(200)
  await loginAtProvider({ issuer, started }, new CookieJar())
  expect((await started.request('/readyz')).status).toBe(200)
})

test('an address that answers as another issuer signs nobody in', async () => {
  await using issuer = await startIssuer({ users })
  const other = issuer.url.replace('localhost', '127.0.0.1')
  await using started = await startProxy({ authenticate: oidc({ ...optionsFor(issuer), issuer: other }) })
  expect((await started.request('/api/v1/auth/login')).status).toBe(503)
  expect(await ask(started, `Bearer ${await issuer.tokenFor('ada', { issuer: other })}`)).toMatchObject({ status: 503 })
})

test('a provider whose certificate nobody vouches for is not asked', async () => {
  await using issuer = await startIssuer({ users })
  const { ca: _ca, ...options } = optionsFor(issuer)
  await using started = await startProxy({ authenticate: oidc(options) })
  expect((await started.request('/api/v1/auth/login')).status).toBe(503)
})

test('options with which no sign-in would be safe are refused', () => {
  const good = { issuer: 'https://id.example.com', clientId: 'catalyst' }
  expect(() => oidc({ ...good, issuer: 'http://id.example.com' })).toThrow('no https address')
  expect(() => oidc({ ...good, clientId: '' })).toThrow('client id is empty')
  expect(() => oidc({ ...good, audience: [] })).toThrow('audience is empty')
  expect(() => oidc({ ...good, algorithms: ['none'] })).toThrow('signed by "none"')
  expect(() => oidc({ ...good, algorithms: ['HS256'] })).toThrow('signed by "HS256"')
  expect(() => oidc({ ...good, sessionKeys: ['c2hvcnQ='] })).toThrow('Session key 1 is not 32 bytes')
  expect(() => oidc({ ...good, sessionKeys: [] })).toThrow('no session key')
})

test('a server that browsers reach without https is refused: its cookies would be dropped', async () => {
  const authenticate = oidc({ issuer: 'https://id.example.com', clientId: 'catalyst' })
  await expect(startProxy({ authenticate, publicUrl: 'http://catalyst.example.com' })).rejects.toThrow('https alone')
  await using local = await startProxy({ authenticate, publicUrl: 'http://localhost:8080' })
  expect((await local.request('/healthz')).status).toBe(200)
})

function decode(part: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url')
}

async function publicKeys({ issuer }: SignInWorld): Promise<JWK[]> {
  const answer = await createProviderFetch(issuer.ca)(`${issuer.url}/jwks`, {})
  return ((await answer.json()) as { keys: JWK[] }).keys
}
