import { request } from 'node:http'
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { expect, test, vi } from 'vitest'
import { environment } from '../../test/objects.ts'
import { shop, startAttacked, type Attacked } from '../../test/startAttacked.ts'

/** Other tests run beside these. */
const patient = { timeout: 10_000 }
const secret = 'correct-horse-42'
const environments = `${shop}/environments`

const upgrade = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
  'sec-websocket-protocol': 'v5.channel.k8s.io',
}

/** What all records of an operation have in common, so that tests name what differs. */
const one = { cluster: 'TEST', namespace: 'acme-shop', audit: true }

async function create(world: Attacked, name: string) {
  const body = environment({ name, spec: { config: { envVars: { DATABASE_PASSWORD: secret } } } })
  const headers = { 'content-type': 'application/json', origin: world.origin }
  return world.send('/api/v1/clusters/-/environments', {
    as: 'ann',
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  })
}

test('every operation leaves one record: reads, writes, and what was refused', async () => {
  await using world = await startAttacked()
  const { send } = world
  const requestId = '11111111-2222-4333-8444-555555555555'
  expect((await create(world, 'pr-1')).status).toBe(201)
  await send(`${environments}/pr-1`, { as: 'ann', headers: { 'x-request-id': requestId } })
  await send(`${environments}/pr-1`, { as: 'ben' })
  await send(`${environments}/pr-1`)
  await send('/api/v1/clusters/-/environments', { as: 'ann' })
  await send(`${environments}/pr-1`, { as: 'ann', method: 'DELETE', headers: { origin: world.origin } })
  const byCallers = world.audited().filter(({ verb }) => verb !== 'observe')
  expect(byCallers).toMatchObject([
    {
      operation: 'createEnvironment',
      verb: 'create',
      subject: 'ann',
      status: 201,
      outcome: 'success',
      ...one,
      name: 'pr-1',
    },
    { operation: 'getEnvironment', verb: 'get', subject: 'ann', status: 200, outcome: 'success', ...one, requestId },
    { operation: 'getEnvironment', subject: 'ben', status: 403, outcome: 'refused', ...one, name: 'pr-1' },
    { operation: 'getEnvironment', subject: '', status: 401, outcome: 'refused', ...one, name: 'pr-1' },
    { operation: 'listEnvironments', verb: 'list', subject: 'ann', status: 200, cluster: 'TEST' },
    { operation: 'deleteEnvironment', verb: 'delete', subject: 'ann', outcome: 'success', ...one, name: 'pr-1' },
  ])
  for (const record of byCallers) expect(record['durationMs']).toEqual(expect.any(Number))
  expect(world.lines.join('')).not.toContain(secret)
})

test('what becomes of an environment is told: created, its phases, deleted', async () => {
  await using world = await startAttacked()
  await world.proxy.ready
  await create(world, 'pr-1')
  const at = { namespace: 'acme-shop', name: 'pr-1' }
  const { api } = world.cluster
  for (const phase of ['Deploying', 'Ready', 'Failed'])
    await api.patch('environments.catalyst.catalyst.dev', at, { status: { phase } }, { subresource: 'status' })
  await api.patch('environments.catalyst.catalyst.dev', at, { metadata: { finalizers: [] } })
  await api.delete('environments.catalyst.catalyst.dev', at)
  const events = () => world.audited().flatMap(({ verb, operation }) => (verb === 'observe' ? [operation] : []))
  await vi.waitFor(() => expect(events()).toContain('environment.deleted'), patient)
  expect(events()).toEqual([
    'environment.created',
    'environment.deploying',
    'environment.ready',
    'environment.failed',
    'environment.deleted',
  ])
  expect(world.audited().find(({ operation }) => operation === 'environment.ready')).toMatchObject({
    ...one,
    name: 'pr-1',
    note: 'It was Deploying before.',
  })
})

test('a stream leaves a record when it begins, and one when it ends', async () => {
  await using world = await startAttacked()
  const topic = 'environments:-/acme-shop'
  const asked = request({
    host: '127.0.0.1',
    port: world.port,
    path: `/api/v1/stream?topic=${encodeURIComponent(topic)}`,
    headers: { host: world.own, authorization: 'Bearer ann', accept: 'text/event-stream' },
  })
  asked.on('error', () => undefined).end()
  const [response] = (await once(asked, 'response')) as [IncomingMessage]
  await once(response, 'data')
  expect(world.audited()).toMatchObject([{ operation: 'openStream', verb: 'watch', topics: [topic], status: 200 }])
  response.destroy()
  await vi.waitFor(() => expect(world.audited()).toHaveLength(2), patient)
  const [, end] = world.audited()
  expect(end).toMatchObject({ operation: 'openStream.end', subject: 'ann', topics: [topic] })
  expect(end?.['bytesOut']).toBeGreaterThan(0)
})

test('a command is recorded with its bytes and without its secrets', async () => {
  await using world = await startAttacked({ pods: true })
  const command = ['sh', '-c', `PASSWORD=${secret}; cat`]
  const { status } = await world.send(`${shop}/pods/web/exec`, {
    as: 'ann',
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: world.origin },
    body: JSON.stringify({ container: 'app', command, stdin: 'hello' }),
  })
  expect(status).toBe(200)
  expect(world.audited()).toMatchObject([
    {
      operation: 'execInPod',
      verb: 'exec',
      ...one,
      name: 'web',
      container: 'app',
      command: ['sh', '-c', 'PASSWORD=[redacted]; cat'],
      bytesIn: 5,
      bytesOut: 5,
    },
  ])
  expect(world.lines.join('')).not.toContain(secret)
})

test('text of callers can not forge a record, nor reach a terminal', async () => {
  await using world = await startAttacked()
  await world.send(`${environments}/${'x'.repeat(5000)}%0a%9b31m`, { as: 'ann' })
  const [record] = world.audited()
  expect(String(record?.['name']).length).toBeLessThan(600)
  expect(world.lines.join('')).not.toMatch(/[\u0080-\u009f]/)
})

test('what a limit refuses leaves one record a minute, not one each', async () => {
  await using world = await startAttacked({ limits: { burst: 2, requestsPerMinute: 1 } })
  const statuses: number[] = []
  for (let count = 0; count < 6; count++) statuses.push((await world.send('/api/v1/session', { as: 'ann' })).status)
  expect(statuses).toEqual([200, 200, 429, 429, 429, 429])
  expect(world.audited().map(({ status }) => status)).toEqual([200, 200, 429])
  expect(world.audited().at(-1)).toMatchObject({ subject: 'ann', outcome: 'refused' })
})

test.each([
  {
    what: 'a read of another Host',
    path: `${environments}/pr-1`,
    headers: { host: 'evil.example.com' },
    expected: { operation: 'getEnvironment', name: 'pr-1' },
  },
  {
    what: 'a shell of a foreign page',
    path: `${shop}/pods/web/exec`,
    headers: { ...upgrade, origin: 'https://evil.example.com' },
    expected: { operation: 'openExec', name: 'web' },
  },
  {
    what: 'the same by its short path',
    path: '/api/ws/exec/acme-shop/web?command=env',
    headers: { ...upgrade, origin: 'https://evil.example.com' },
    expected: { operation: 'openExec', name: 'web' },
  },
  {
    what: 'a shell that one may not have',
    path: '/api/ws/exec/acme-shop/web?command=env',
    headers: { ...upgrade, authorization: 'Bearer ben' },
    expected: { operation: 'openExec', name: 'web', command: ['env'], subject: 'ben', status: 403, outcome: 'refused' },
  },
])('$what is refused, and recorded once', async ({ path, headers, expected }) => {
  await using world = await startAttacked()
  const { status } = await world.send(path, { as: 'ann', headers })
  expect(status).toBeGreaterThanOrEqual(400)
  await vi.waitFor(() => expect(world.audited()).toMatchObject([{ ...one, ...expected, status }]), patient)
})
