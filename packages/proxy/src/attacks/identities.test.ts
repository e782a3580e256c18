import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { execChannel, routes, type ExecStatus, type RouteContract } from '@catalyst/api'
import { expect, test, vi } from 'vitest'
import type { WebSocket } from 'ws'
import { shop, startAttacked, type Attacked } from '../../test/startAttacked.ts'

// Many connections each, on a machine that has other things to do.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

// Callers who reach for what is another's.

const rbac = 'rbac.authorization.k8s.io'

/** Lets somebody do everything in acme-shop, as ann does. */
function alsoOwner(name: string) {
  return {
    apiVersion: `${rbac}/v1`,
    kind: 'RoleBinding',
    metadata: { name: `owner-${name}`, namespace: 'acme-shop' },
    roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: 'cluster-admin' },
    subjects: [{ apiGroup: rbac, kind: 'User', name }],
  }
}

async function open(socket: WebSocket): Promise<WebSocket> {
  await once(socket, 'open')
  return socket
}

/** What a connection is told at its end: a Status, or the code of its refusal. */
async function endOf(socket: WebSocket): Promise<string | number | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | number | undefined>()
  socket.once('unexpected-response', (_: unknown, { statusCode }: IncomingMessage) => resolve(statusCode))
  socket.on('message', (data: Buffer) => {
    if (data[0] === execChannel.error) resolve((JSON.parse(data.subarray(1).toString()) as ExecStatus).reason)
  })
  return promise
}

/** Text that the command has written since, until it holds what is waited for. */
async function waitForOutput(socket: WebSocket, wanted: string): Promise<void> {
  let text = ''
  const { promise, resolve } = Promise.withResolvers<void>()
  socket.on('message', (data: Buffer) => {
    if (data[0] === execChannel.stdout) text += data.subarray(1).toString()
    if (text.includes(wanted)) resolve()
  })
  await promise
}

const type = (socket: WebSocket, text: string) => socket.send(Buffer.from(`\u0000${text}`))

test('a held shell is given back to its owner alone, in its own pod and container', async () => {
  await using server = await startAttacked({ pods: true, people: { ann: [], cat: [], ben: [] } })
  await server.cluster.apply([alsoOwner('cat')])
  const session = crypto.randomUUID()
  const query = `command=sh&stdin=true&stdout=true&container=app&session=${session}`
  const shell = await open(server.shell('ann', query))
  const printed = waitForOutput(shell, 'first')
  type(shell, 'echo first; secret=of-ann\n')
  await printed
  shell.terminate()

  const resume = `${query}&received=0`
  expect(await endOf(server.shell('cat', resume)), 'another person').toBe('Expired')
  expect(await endOf(server.shell('ben', resume)), 'somebody without the right').toBe(403)
  expect(await endOf(server.shell('ann', resume, `${shop}/pods/other/exec`)), 'another pod').toBe('Expired')
  expect(await endOf(server.shell('ann', resume.replace('container=app', 'container=side'))), 'another container').toBe(
    'Expired',
  )
  expect(await endOf(server.shell('ann', resume.replace(session, crypto.randomUUID()))), 'another session').toBe(
    'Expired',
  )
  // Without saying that it comes back, whoever names the session of another begins one of their own.
  const stranger = await open(server.shell('cat', query))
  const told = waitForOutput(stranger, 'nothing here')
  type(stranger, 'echo ${secret:-nothing here}\n')
  await told

  const back = await open(server.shell('ann', resume))
  const goesOn = waitForOutput(back, 'of-ann')
  type(back, 'echo $secret\n')
  await goesOn
})

test.each([
  ['a group', { subject: 'ann', groups: ['system:masters'] }],
  ['a group among others', { subject: 'ann', groups: ['team:acme', 'system:nodes'] }],
  ['a name', { subject: 'system:admin', groups: [] }],
  ['the name of a service account', { subject: 'system:serviceaccount:kube-system:default', groups: [] }],
])('%s that Kubernetes keeps for itself opens nothing', async (_, named) => {
  await using server = await startAttacked({
    authenticate: async () => ({ ...named, teams: [], impersonate: true, credential: 'bearer' }),
  })
  const verb = ['get', 'create', 'update', 'patch', 'delete']
  await server.proxy.ready
  using upstream = server.cluster.faults.inject({ kind: 'delay', ms: 0 }, { verb })
  for (const path of [
    `${shop}/pods`,
    '/api/v1/clusters/-/environments',
    `${shop}/pods/web/log`,
    `${shop}/pods/web/exec`,
  ]) {
    const answer = await server.send(path)
    expect([answer.status, answer.text], path).toEqual([403, expect.stringContaining('system:')])
  }
  expect(upstream.hits).toBe(0)
})

test('a kept list, its ETag and its topic are each caller’s own', async () => {
  await using server = await startAttacked()
  const environment = {
    apiVersion: 'catalyst.catalyst.dev/v1alpha1',
    kind: 'Environment',
    metadata: { name: 'pr-1', namespace: 'acme-shop' },
    spec: { projectRef: { name: 'shop', namespace: 'acme' }, type: 'development' },
  }
  await server.cluster.api.create('environments.catalyst.catalyst.dev', environment)
  const all = '/api/v1/clusters/-/environments'
  const list = async (as: string, headers: Record<string, string> = {}) => server.send(all, { as, headers })
  await expect.poll(async () => (await list('ann')).text).toContain('pr-1')
  const { etag = '' } = (await list('ann')).headers
  expect((await list('ann', { 'if-none-match': etag })).status).toBe(304)
  const other = await list('ben', { 'if-none-match': etag })
  expect(other.status).toBe(200)
  expect(other.text).not.toContain('pr-1')
  expect(
    (await server.send(`${all}?namespace=acme-shop`, { as: 'ben', headers: { 'if-none-match': etag } })).status,
  ).toBe(403)
  expect(
    (await server.send(`${shop}/environments/pr-1`, { as: 'ben', headers: { 'if-none-match': '*' } })).status,
  ).toBe(403)
  // Nobody between the two keeps it either.
  for (const { headers } of [await list('ann'), other]) expect(headers['cache-control']).toMatch(/private|no-store/)
})

test('a stream shares the watch of another’s, and none of what only the other may see', async () => {
  await using server = await startAttacked()
  await server.cluster.api.create('events', {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: 'of-ann', namespace: 'acme-shop' },
    involvedObject: { kind: 'Pod', name: 'web', namespace: 'acme-shop' },
    reason: 'Secret',
  })
  const seen = async (as: string, topic: string) => readUntil(server, as, topic)
  expect(await seen('ann', 'events:-/acme-shop')).toContain('of-ann')
  const others = await seen('ben', 'events:-/acme-shop')
  expect(others).toContain('event: failure')
  expect(others).not.toContain('of-ann')
  expect(await seen('ben', 'environments:-/*')).not.toContain('of-ann')
})

/** What a stream says until its topic was answered. */
async function readUntil(server: Attacked, as: string, topic: string): Promise<string> {
  const url = `${server.origin}/api/v1/stream?topic=${encodeURIComponent(topic)}`
  const answer = await fetch(url, { headers: { authorization: `Bearer ${as}` } })
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of answer.body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    if (/event: (snapshot|failure)\n[^]*\n\n$/.test(text)) break
  }
  return text
}

test('whoever is nobody gets nothing by any operation: there is no credential to fall back on', async () => {
  await using server = await startAttacked({ limits: { failedSignInsPerMinute: 100_000 } })
  await server.proxy.ready
  const verb = ['get', 'list', 'create', 'update', 'patch', 'delete', 'deletecollection']
  using upstream = server.cluster.faults.inject({ kind: 'delay', ms: 0 }, { verb })
  const plain: Record<string, string> = { cluster: '-', namespace: 'acme-shop', name: 'pr-1', pod: 'web' }
  const tries: Record<string, string>[] = [
    {},
    { authorization: 'Bearer nobody' },
    { authorization: 'Basic YW5uOmFubg==' },
    { authorization: 'ann' },
    { authorization: 'Bearer ann, Bearer ben' },
    { cookie: '__Host-catalyst=ann; session=ann' },
  ]
  const paths = Object.values<RouteContract>(routes).map(({ method, path }) => ({
    method: method.toUpperCase(),
    path: `/api/v1${path.replace(/\{(\w+)\}/g, (_, name: string) => plain[name] ?? '')}`,
  }))
  for (const { method, path } of [...paths, { method: 'GET', path: '/api/ws/exec/acme-shop/web' }]) {
    // Whoever is not signed in may sign out.
    if (path.startsWith('/api/v1/auth/')) continue
    for (const headers of tries) {
      const answer = await server.send(path, { method, headers: { origin: server.origin, ...headers }, body: '{}' })
      expect(answer.status, `${method} ${path} ${JSON.stringify(headers)}`).toBe(401)
    }
  }
  expect(upstream.hits).toBe(0)
})
