import type { Environment } from '@catalyst/api'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { rawRequest } from '../../test/rawRequest.ts'
import { shop, startAttacked, type Attacked } from '../../test/startAttacked.ts'
import type { Authenticate } from '../identity/Identity.ts'

// Many connections each, on a machine that has other things to do.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

// Text that tries to become a header, a line of the log, or another request.

const escape = '\u001b[31mred\u001b[0m'
const json = { 'content-type': 'application/json' }

let server: Attacked

beforeAll(async () => {
  server = await startAttacked({ pods: true, limits: { burst: 100_000 } })
})
afterAll(() => server[Symbol.asyncDispose]())

/** A log that a terminal or a collector reads line by line: each is one record, and no character of it acts. */
function expectPlainLog(lines: readonly string[]): void {
  for (const line of lines) {
    expect(line.endsWith('\n')).toBe(true)
    // eslint-disable-next-line no-control-regex -- these are what must not be there
    expect(line.slice(0, -1)).not.toMatch(/[\u0000-\u001f\u007f]/)
    expect(() => JSON.parse(line) as unknown).not.toThrow()
  }
}

test('a line break in a path, a query or a name becomes no header', async () => {
  for (const path of [
    '/api/v1/session%0d%0aX-Injected:%201',
    '/api/v1/session?x=%0d%0aX-Injected:%201',
    `/api/v1/stream?topic=${encodeURIComponent('pods:-/acme-shop\r\nX-Injected: 1')}`,
    `${shop}/pods/web/log?container=${encodeURIComponent('app\r\nX-Injected: 1')}`,
    `${shop}/environments/pr%0d%0aX-Injected:1`,
  ]) {
    const answer = await server.send(path, { as: 'ann' })
    expect(answer.headers, path).not.toHaveProperty('x-injected')
    expect(answer.status, path).toBeLessThan(500)
  }
  expectPlainLog(server.lines)
})

test('a name with a line break is created nowhere, so that Location can hold none', async () => {
  for (const name of ['pr\r\nX-Injected: 1', 'pr\n', 'pr\u2028', '../x', 'pr 1']) {
    const body = JSON.stringify({ metadata: { name }, spec: { projectRef: { name: 'shop', namespace: 'acme' } } })
    const answer = await server.send('/api/v1/clusters/-/environments', {
      method: 'POST',
      as: 'ann',
      headers: { ...json },
      body,
    })
    expect([answer.status, answer.headers.location], name).toEqual([400, undefined])
  }
})

test('the id of a request is only taken over where it is a UUID', async () => {
  const id = crypto.randomUUID()
  expect(
    (await server.send('/api/v1/session', { as: 'ann', headers: { 'x-request-id': id } })).headers['x-request-id'],
  ).toBe(id)
  for (const chosen of ['x', `${id} injected`, `${id}${id}`, '<script>', `${id.toUpperCase()}`]) {
    const answer = await server.send('/api/v1/session', { as: 'ann', headers: { 'x-request-id': chosen } })
    expect(answer.headers['x-request-id'], chosen).toMatch(/^[0-9a-f-]{36}$/)
    expect(answer.headers['x-request-id']).not.toBe(chosen)
  }
})

test.each([
  ['two lengths', ['Content-Length: 4', 'Content-Length: 5']],
  ['a length and pieces', ['Content-Length: 4', 'Transfer-Encoding: chunked']],
  ['an unknown encoding', ['Transfer-Encoding: xchunked']],
  ['a space before the colon', ['Content-Length : 4']],
  ['a folded header', ['X-Folded: a', ' Host: evil.example']],
  ['a bare line feed', ['X-Bare: a\nX-Injected: 1']],
  ['a null', ['X-Null: a\u0000b']],
])('a request with %s is no request, and what follows it is no second one', async (_, headers) => {
  const answer = await rawRequest(server.port, [
    'POST /api/v1/clusters/-/access-reviews HTTP/1.1',
    `Host: ${server.own}`,
    'Authorization: Bearer ann',
    'Content-Type: application/json',
    ...headers,
    '',
    'GET /api/v1/session HTTP/1.1',
    `Host: ${server.own}`,
    'Authorization: Bearer ann',
    'Connection: close',
  ])
  expect(answer.status).toBe(400)
  expect(`${answer.head}${answer.body}`).not.toContain('subject')
})

test('what a command, a path or a refusal says acts on no terminal that reads the log', async () => {
  const before = server.lines.length
  await server.send(`/api/v1/${encodeURIComponent(escape)}`, { as: 'ann' })
  await server.send(`${shop}/pods/web/log?container=${encodeURIComponent(`${escape}\nforged`)}`, { as: 'ann' })
  const command = ['echo', `${escape}\n{"audit":true,"subject":"forged"}`]
  await server.send(`${shop}/pods/web/exec`, {
    method: 'POST',
    as: 'ann',
    headers: json,
    body: JSON.stringify({ command }),
  })
  const lines = server.lines.slice(before)
  expect(lines.length).toBeGreaterThan(2)
  expectPlainLog(lines)
  expect(server.audited().filter(({ subject }) => subject === 'forged')).toEqual([])
})

test.each(['ann\r\nImpersonate-Group: system:masters', 'ann\n', `${escape}`, 'ann\u0000', '\u2028'])(
  'a caller by the name %j gets nowhere: neither as a header upstream nor as a line of the log',
  async (subject) => {
    const authenticate: Authenticate = async () => ({
      subject,
      groups: [subject],
      teams: [],
      impersonate: true,
      credential: 'bearer',
    })
    await using odd = await startAttacked({ authenticate })
    const answer = await odd.send('/api/v1/clusters/-/namespaces/acme-shop/pods')
    expect(answer.status).toBe(403)
    expect(answer.headers).not.toHaveProperty('impersonate-group')
    const write = {
      method: 'POST',
      headers: { ...json },
      body: '{"metadata":{"name":"x"},"spec":{"projectRef":{"name":"shop","namespace":"acme"}}}',
    }
    expect((await odd.send('/api/v1/clusters/-/environments', write)).status).toBe(403)
    expectPlainLog(odd.lines)
  },
)

test('whoever a client says that it is, and whatever it shows, stays here', async () => {
  const headers = {
    'impersonate-user': 'ben',
    'impersonate-group': 'system:masters',
    'impersonate-uid': '1',
    'impersonate-extra-scopes': 'all',
    'x-remote-user': 'ben',
    'x-remote-group': 'system:masters',
  }
  expect((await server.send('/api/v1/clusters/-/namespaces/acme-blog/pods', { as: 'ann', headers })).status).toBe(403)
  const session = JSON.parse((await server.send('/api/v1/session', { as: 'ann', headers })).text) as { subject: string }
  expect(session.subject).toBe('ann')
})

test('an object with line breaks in every text is one event of a stream, with nothing of its own making', async () => {
  const text = 'a\ndata: {"forged":1}\r\rid: 1\n\nevent: snapshot\ndata: {}\n\n\u2028\u2029:'
  const environment = {
    apiVersion: 'catalyst.catalyst.dev/v1alpha1',
    kind: 'Environment',
    metadata: { name: 'pr-1', namespace: 'acme-shop', annotations: { text } },
    spec: { projectRef: { name: 'shop', namespace: 'acme' }, type: 'development', config: { envVars: { TEXT: text } } },
  }
  await server.cluster.api.create('environments.catalyst.catalyst.dev', environment)
  const url = `${server.origin}/api/v1/stream?topic=${encodeURIComponent('environments:-/acme-shop')}`
  await expect.poll(async () => (await firstEvents(url)).includes('pr-1')).toBe(true)
  const lines = (await firstEvents(url)).split('\n')
  for (const line of lines) expect(line).toMatch(/^(?:|:|event: (?:snapshot|sync)|id: [\w-]+|data: \{.*\})$/s)
  const data = lines.find((line) => line.startsWith('data: ') && line.includes('pr-1')) ?? ''
  const { items } = JSON.parse(data.slice('data: '.length)) as { items: Environment[] }
  expect(items[0]?.metadata).toMatchObject({ annotations: { text } })
})

/** What a stream says until its first snapshot has come whole. */
async function firstEvents(url: string): Promise<string> {
  const answer = await fetch(url, { headers: { authorization: 'Bearer ann' } })
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of answer.body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    if (/event: snapshot\n.*\n.*\n\n$/s.test(text)) break
  }
  return text
}

test('a topic with a line break is refused, or told back as JSON', async () => {
  for (const topic of [
    'pods:-/acme-shop\ndata: {}',
    'pods:-/acme-shop?labelSelector=a\n\nevent: snapshot\ndata: {}\n\n',
    'pods:-/acme-shop?labelSelector=a=b\r\nid: 1',
    'pods:x\r\n/acme-shop',
  ]) {
    const answer = await server.send(`/api/v1/stream?topic=${encodeURIComponent(topic)}`, { as: 'ann' })
    expect(answer.status, topic).toBe(400)
    expect(answer.headers['content-type']).toBe('application/problem+json')
  }
})
