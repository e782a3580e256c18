import { expect, test } from 'vitest'
import { site, startProxy } from '../../test/startProxy.ts'

const session = '/api/v1/session'

async function statusOf(url: string, init: RequestInit = {}): Promise<[number, string | undefined]> {
  await using started = await startProxy()
  const answer = await started.proxy.app.request(url, init)
  const body =
    answer.headers.get('content-type') === 'application/problem+json'
      ? ((await answer.json()) as { code: string })
      : undefined
  return [answer.status, body?.code]
}

test('its own pages read', async () => {
  expect(await statusOf(`${site}${session}`, { headers: { origin: site } })).toEqual([200, undefined])
  expect(await statusOf('http://127.0.0.1:8080/api/v1/session')).toEqual([200, undefined])
})

test.each([
  'http://evil.example/',
  'http://localhost:8081/',
  'http://localhost/',
  'http://localhost.evil.example:8080/',
])('the host of %s gets nothing', async (base) => {
  expect(await statusOf(new URL(session, base).href)).toEqual([403, 'FORBIDDEN'])
})

test.each(['http://evil.example', 'https://localhost:8080', 'http://localhost:5173', 'null', ''])(
  'a page of origin %j reads nothing',
  async (origin) => {
    expect(await statusOf(`${site}${session}`, { headers: { origin } })).toEqual([403, 'FORBIDDEN'])
  },
)

test('a page of another site can not embed what is served, but link to it', async () => {
  const of = (mode: string) => ({ headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': mode } })
  expect(await statusOf(`${site}${session}`, of('no-cors'))).toEqual([403, 'FORBIDDEN'])
  expect(await statusOf(`${site}${session}`, of('navigate'))).toEqual([200, undefined])
})

test('a preflight of a foreign page is refused, one of an allowed page tells what it may', async () => {
  await using started = await startProxy({ allowedOrigins: ['https://portal.example.com'] })
  const preflight = (origin: string) =>
    started.proxy.app.request(`${site}${session}`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'PUT' },
    })
  const foreign = await preflight('https://evil.example')
  expect(foreign.status).toBe(403)
  expect(foreign.headers.get('access-control-allow-origin')).toBeNull()
  const allowed = await preflight('https://portal.example.com')
  expect(allowed.status).toBe(204)
  expect(allowed.headers.get('access-control-allow-origin')).toBe('https://portal.example.com')
  expect(allowed.headers.get('vary')).toContain('Origin')
})

test.each(['/api/v1//session', '/api/v1/clusters%2F-', '//api/v1/session', '/api/v1/%5csession'])(
  'the path %s is refused',
  async (path) => {
    expect(await statusOf(`${site}${path}`)).toEqual([400, 'INVALID_INPUT'])
  },
)

test('a letter that is encoded leads through the same gates', async () => {
  await using started = await startProxy({ authenticate: async () => null })
  for (const path of ['/%61pi/v1/session', '/api/v1/sessio%6e']) {
    expect((await started.request(path)).status).toBe(401)
  }
})

test('probes need no host of ours, because they come by the address of the pod', async () => {
  expect((await statusOf('http://10.1.2.3:8080/healthz'))[0]).toBe(200)
})
