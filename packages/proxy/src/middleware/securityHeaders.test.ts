import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startAttacked, type Attacked, type AttackCall } from '../../test/startAttacked.ts'

const api = "default-src 'none'; frame-ancestors 'none'; sandbox"
const page =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; " +
  "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

let server: Attacked
let root: string

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'catalyst-assets-'))
  await mkdir(join(root, 'assets'))
  await writeFile(join(root, 'index.html'), '<!doctype html><title>Catalyst</title>')
  await writeFile(join(root, 'assets', 'app-1a2b3c.js'), 'export {}')
  server = await startAttacked({ assets: { root }, limits: { bodyBytes: 10_000 } })
})
afterAll(async () => {
  await server[Symbol.asyncDispose]()
  await rm(root, { recursive: true })
})

interface Case extends AttackCall {
  what: string
  path: string
  status: number
  policy: string
}

const html = { accept: 'text/html' }
const json = { 'content-type': 'application/json' }

test.each<Case>([
  { what: 'an answer', path: '/api/v1/session', as: 'ann', status: 200, policy: api },
  { what: 'the description of the API', path: '/api/v1/openapi.json', as: 'ann', status: 200, policy: api },
  {
    what: 'a stream',
    path: '/api/v1/stream?topic=pods:-/acme-blog',
    as: 'ann',
    method: 'HEAD',
    status: 200,
    policy: api,
  },
  { what: 'nobody', path: '/api/v1/session', status: 401, policy: api },
  {
    what: 'a foreign page',
    path: '/api/v1/session',
    headers: { origin: 'http://evil.example' },
    status: 403,
    policy: api,
  },
  { what: 'a foreign host', path: '/', headers: { ...html, host: 'evil.example' }, status: 403, policy: api },
  { what: 'no such path', path: '/api/v1/nothing', as: 'ann', status: 404, policy: api },
  { what: 'no such path at all', path: '/nothing.js', status: 404, policy: api },
  { what: 'an ambiguous path', path: '/api//v1', status: 400, policy: api },
  { what: 'another method', path: '/api/v1/session', as: 'ann', method: 'DELETE', status: 405, policy: api },
  {
    what: 'too large a body',
    path: '/api/v1/clusters/-/environments',
    as: 'ann',
    method: 'POST',
    headers: json,
    body: `"${'x'.repeat(20_000)}"`,
    status: 413,
    policy: api,
  },
  { what: 'the page', path: '/', headers: html, status: 200, policy: page },
  { what: 'the page at a path of its own', path: '/environments/x', headers: html, status: 200, policy: page },
  { what: 'a script', path: '/assets/app-1a2b3c.js', status: 200, policy: page },
])('$what ($path) has its headers', async ({ path, status, policy, ...call }) => {
  const answer = await server.send(path, call)
  expect(answer.status).toBe(status)
  expect(answer.headers).toMatchObject({
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  })
  expect(answer.headers).not.toHaveProperty('x-powered-by')
  expect(answer.headers).not.toHaveProperty('server')
  expect(answer.headers).not.toHaveProperty('strict-transport-security')
})

test('a server whose address is https says that it stays so', async () => {
  await using secure = await startAttacked({ publicUrl: 'https://catalyst.example.com' })
  const answer = await secure.send('/api/v1/session', { headers: { host: 'catalyst.example.com' } })
  expect(answer.headers['strict-transport-security']).toBe('max-age=31536000')
})
