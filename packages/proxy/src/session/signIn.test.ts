import { expect, test } from 'vitest'
import { CookieJar } from '../../test/CookieJar.ts'
import { asPerson, browse, loginAtProvider, signIn, startSignIn } from '../../test/startSignIn.ts'

test('a browser signs in with PKCE, and is who the provider says', async () => {
  await using world = await startSignIn()
  const jar = new CookieJar()
  const callback = await signIn(world, jar, { returnTo: '/environments?team=shop#log' })
  expect(callback.status).toBe(200)
  const html = await callback.text()
  expect(html).toContain('data-to="/environments?team=shop#log"')
  expect(html).toContain('src="/api/v1/auth/continue.js"')
  expect(callback.headers.get('content-security-policy')).toContain("script-src 'self'")

  const session = await browse({ started: world.started, jar }, '/api/v1/session')
  expect(await session.json()).toMatchObject({
    subject: 'ada',
    groups: ['team:shop', 'engineers'],
    teams: ['shop'],
  })
})

test('its cookies are of this host alone, unreadable for scripts, and Strict but for the way back', async () => {
  await using world = await startSignIn()
  const jar = new CookieJar()
  await signIn(world, jar)
  const [login = ''] = jar.seen.filter((line) => line.startsWith('__Host-catalyst-login.'))
  expect(login).toMatch(/; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax/)
  const [session = ''] = jar.seen.filter((line) => line.startsWith('__Host-catalyst-session='))
  expect(session).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=Strict/)
  expect([...jar.cookies.keys()]).toEqual(['__Host-catalyst-session'])
})

test('neither addresses nor the log hold tokens, codes or cookies', async () => {
  await using world = await startSignIn()
  const jar = new CookieJar()
  const path = await loginAtProvider(world, jar)
  await browse({ started: world.started, jar }, path, asPerson)
  await browse({ started: world.started, jar }, '/api/v1/session')
  const log = JSON.stringify(world.started.log)
  const query = new URL(path, 'http://own').searchParams
  for (const secret of [query.get('code'), query.get('state'), world.issuer.clientSecret, ...jar.cookies.values()])
    expect(log).not.toContain(secret)
  expect(world.started.log).toContainEqual(
    expect.objectContaining({ audit: true, operation: 'signIn', subject: 'ada', outcome: 'success' }),
  )
})

test('without a session it answers 401 and how to come in; the login stays open', async () => {
  await using world = await startSignIn()
  const session = await world.started.request('/api/v1/session')
  expect(session.status).toBe(401)
  expect(session.headers.get('www-authenticate')).toBe('Bearer')
  expect(await session.json()).toMatchObject({ code: 'UNAUTHORIZED' })
})

test.each([
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  'javascript:alert(1)',
  '/api/v1/auth/login',
])('it returns to no other place: %j', async (returnTo) => {
  await using world = await startSignIn()
  const query = new URLSearchParams({ returnTo }).toString()
  const answer = await world.started.request(`/api/v1/auth/login?${query}`)
  expect(answer.status).toBe(400)
  expect(answer.headers.get('location')).toBeNull()
})

test('a callback without the cookie of its login signs nobody in: a stranger began it, or another browser', async () => {
  await using world = await startSignIn()
  const mine = new CookieJar()
  const theirs = new CookieJar()
  const path = await loginAtProvider(world, theirs, { user: 'bob' })
  await loginAtProvider(world, mine)
  for (const foreign of [path, path.replace(/state=[^&]*/, 'state='), path.replace(/state=[^&]*&?/, '')]) {
    const answer = await browse({ started: world.started, jar: mine }, foreign, asPerson)
    expect(answer.status).toBe(403)
    expect(await answer.text()).toContain('not begun in this browser')
  }
  expect((await browse({ started: world.started, jar: mine }, '/api/v1/session')).status).toBe(401)
  expect(world.started.log).toContainEqual(
    expect.objectContaining({ audit: true, operation: 'signInRefused', outcome: 'refused' }),
  )
})

test('a callback is good once, even with its cookie brought back', async () => {
  await using world = await startSignIn()
  const jar = new CookieJar()
  const path = await loginAtProvider(world, jar)
  const before = jar.copy()
  expect((await browse({ started: world.started, jar }, path, asPerson)).status).toBe(200)
  expect((await browse({ started: world.started, jar: new CookieJar() }, path, asPerson)).status).toBe(403)
  const again = await browse({ started: world.started, jar: before }, path, asPerson)
  expect(again.status).toBe(403)
  expect(await again.text()).toContain('used already')
})

test('the tabs of a browser sign in beside each other', async () => {
  await using world = await startSignIn()
  const jar = new CookieJar()
  const first = await loginAtProvider(world, jar, { returnTo: '/first' })
  const second = await loginAtProvider(world, jar, { returnTo: '/second' })
  expect(await (await browse({ started: world.started, jar }, first, asPerson)).text()).toContain('data-to="/first"')
  expect(await (await browse({ started: world.started, jar }, second, asPerson)).text()).toContain('data-to="/second"')
})

test('an answer with another issuer, or for another nonce or verifier, is not believed', async () => {
  await using world = await startSignIn()
  const jar = new CookieJar()
  const path = await loginAtProvider(world, jar)
  const mixedUp = path.replace(/iss=[^&]*/, `iss=${encodeURIComponent('https://evil.example')}`)
  expect((await browse({ started: world.started, jar: jar.copy() }, mixedUp, asPerson)).status).toBe(403)

  // The provider binds the code to the nonce and the challenge of the login that it was asked with.
  const other = await loginAtProvider(world, jar, { user: 'bob' })
  const swapped = path.replace(/code=[^&]*/, /code=[^&]*/.exec(other)?.[0] ?? '')
  expect((await browse({ started: world.started, jar }, swapped, asPerson)).status).toBe(403)
  expect((await browse({ started: world.started, jar }, '/api/v1/session')).status).toBe(401)
})

test.each([
  ['another nonce', { nonce: 'of-another-login' }],
  ['no nonce', { nonce: undefined }],
])('an id_token with %s signs nobody in, though all else about it is right', async (_, claims) => {
  await using world = await startSignIn()
  const jar = new CookieJar()
  world.issuer.setIdTokenClaims(claims)
  expect((await signIn(world, jar)).status).toBe(403)
  expect((await browse({ started: world.started, jar }, '/api/v1/session')).status).toBe(401)
  expect([...jar.cookies.keys()]).not.toContain('__Host-catalyst-session')
  expect(world.started.log).toContainEqual(
    expect.objectContaining({ audit: true, operation: 'signInRefused', outcome: 'refused' }),
  )

  // It was the nonce alone: signed anew by the same key, but with what is true, it is believed.
  world.issuer.setIdTokenClaims({})
  expect((await signIn(world, jar)).status).toBe(200)
  expect((await browse({ started: world.started, jar }, '/api/v1/session')).status).toBe(200)
})

test('what the provider refuses is said in plain words, with a way to try again', async () => {
  await using world = await startSignIn()
  const jar = new CookieJar()
  const path = await loginAtProvider(world, jar, { returnTo: '/projects' })
  const refused = path.replace(/code=[^&]*/, 'error=access_denied&error_description=%3Cscript%3E')
  const answer = await browse({ started: world.started, jar }, refused, asPerson)
  expect(answer.status).toBe(403)
  const html = await answer.text()
  expect(html).toContain('access_denied')
  expect(html).toContain('/api/v1/auth/login?returnTo=%2Fprojects')
  expect(html).not.toContain('<script>')
})

test('nobody signs in under a name that Kubernetes keeps for itself', async () => {
  await using world = await startSignIn()
  const jar = new CookieJar()
  const answer = await signIn(world, jar, { user: 'eve' })
  expect(answer.status).toBe(403)
  expect(await answer.text()).toContain('system:masters')
  expect(jar.cookies.size).toBe(0)
})

test('below a base path everything is below it', async () => {
  await using world = await startSignIn({}, { basePath: '/catalyst' })
  const jar = new CookieJar()
  const callback = await signIn(world, jar, { basePath: '/catalyst', returnTo: '/catalyst/projects' })
  const html = await callback.text()
  expect(callback.status).toBe(200)
  expect(html).toContain('data-to="/catalyst/projects"')
  expect(html).toContain('src="/catalyst/api/v1/auth/continue.js"')
  expect((await browse({ started: world.started, jar }, '/catalyst/api/v1/session')).status).toBe(200)
  const outside = await world.started.request('/catalyst/api/v1/auth/login?returnTo=/other')
  expect(outside.status).toBe(400)
})

test('signing out ends the session here and its renewal at the provider, and says where that ends', async () => {
  await using world = await startSignIn()
  const jar = new CookieJar()
  await signIn(world, jar)
  const before = jar.copy()
  const foreign = await world.started.request('/api/v1/auth/logout', {
    method: 'POST',
    headers: { cookie: jar.header(), origin: 'https://evil.example' },
  })
  expect(foreign.status).toBe(403)
  const answer = await browse({ started: world.started, jar }, '/api/v1/auth/logout', { method: 'POST' })
  expect(answer.status).toBe(200)
  const { endSessionUrl } = (await answer.json()) as { endSessionUrl: string }
  expect(endSessionUrl).toContain(`${world.issuer.url}/session/end?`)
  expect(new URL(endSessionUrl).searchParams.get('post_logout_redirect_uri')).toBe('http://localhost:8080/')
  expect(endSessionUrl).not.toContain('id_token_hint')
  expect(jar.cookies.size).toBe(0)
  expect((await browse({ started: world.started, jar }, '/api/v1/session')).status).toBe(401)
  // A copy of the cookie that somebody kept is worth nothing here any more.
  expect((await browse({ started: world.started, jar: before }, '/api/v1/session')).status).toBe(401)
})
