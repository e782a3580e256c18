import { deflateRawSync, gzipSync } from 'node:zlib'
import { routes, type RouteContract } from '@catalyst/api'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { shop, startAttacked, type Attacked } from '../../test/startAttacked.ts'

// Many connections each, on a machine that has other things to do.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

// Bodies and cursors that are small on the wire and large, deep or strange when they are read.

const many = 200_000
const bombs = {
  'arrays in arrays': '['.repeat(many),
  'arrays in arrays, closed': '['.repeat(many) + ']'.repeat(many),
  'objects in objects': '{"a":'.repeat(many / 2) + '1' + '}'.repeat(many / 2),
  'objects in a spec': `{"metadata":{"name":"pr-1"},"spec":${'{"spec":'.repeat(many / 4)}1${'}'.repeat(many / 4)}}`,
  'a number beyond all numbers': '{"metadata":{"name":"pr-1"},"spec":1e999999999}',
  'a number with very many digits': `{"metadata":{"name":"pr-1"},"spec":${'9'.repeat(many)}}`,
  'a very long key': `{"${'k'.repeat(many)}":1}`,
  'very many keys': `{${Array.from({ length: many / 10 }, (_, index) => `"k${index}":1`).join(',')}}`,
  'a key twice': '{"metadata":{"name":"pr-1"},"metadata":{"name":"../x"},"spec":{}}',
  'a prototype': '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
  'a prototype in metadata':
    '{"metadata":{"name":"pr-1","__proto__":{"polluted":true},"labels":{"__proto__":{"polluted":true}}},"spec":{}}',
  'half a surrogate': '{"metadata":{"name":"\\ud800"},"spec":{}}',
  'no UTF-8': Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
  nothing: '',
  'no JSON': '{',
  'a bare value': 'null',
  gzip: gzipSync(Buffer.alloc(1_000_000, 0x20)),
}

const bodies = Object.entries<RouteContract>(routes).flatMap(([id, { path, method, request }]) => {
  if (request.body === undefined) return []
  const plain: Record<string, string> = { cluster: '-', namespace: 'acme-shop', name: 'pr-1', pod: 'web' }
  return {
    id,
    method: method.toUpperCase(),
    path: `/api/v1${path.replace(/\{(\w+)\}/g, (_, name: string) => plain[name] ?? '')}`,
  }
})

let server: Attacked

beforeAll(async () => {
  server = await startAttacked({ pods: true, limits: { burst: 100_000 } })
})
afterAll(() => server[Symbol.asyncDispose]())

function expectClean(): void {
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
}

test.each(bodies)('$id survives every bomb in its body', async ({ path, method }) => {
  for (const [what, body] of Object.entries(bombs)) {
    const headers: Record<string, string> = {
      'content-type': 'application/json',
      ...(what === 'gzip' && { 'content-encoding': 'gzip' }),
    }
    const answer = await server.send(path, { method, as: 'ann', headers, body })
    expect([400, 404, 413], `${what}: ${answer.status} ${answer.text.slice(0, 500)}`).toContain(answer.status)
    expect(answer.text.length, what).toBeLessThan(20_000)
    expectClean()
  }
})

test('a name that objects have from elsewhere is a name like any other', async () => {
  for (const name of ['constructor', 'tostring', 'valueof', 'hasownproperty']) {
    const labels = { constructor: 'a', toString: 'b' }
    const body = JSON.stringify({
      metadata: { name, labels },
      spec: {
        projectRef: { name: 'shop', namespace: 'acme' },
        config: { envVars: { valueOf: 'x', toString: 'y' } },
      },
    })
    const made = await server.send('/api/v1/clusters/-/environments', {
      method: 'POST',
      as: 'ann',
      headers: { 'content-type': 'application/json' },
      body,
    })
    expect(made.status, made.text).toBe(201)
    const read = JSON.parse((await server.send(`${shop}/environments/${name}`, { as: 'ann' })).text) as {
      metadata: { labels: object }
      spec: { config: { envVars: object } }
    }
    expect(read.metadata.labels).toMatchObject(labels)
    expect(read.spec.config.envVars).toEqual({ valueOf: 'x', toString: 'y' })
  }
  expectClean()
})

test('query parameters by such names change nothing', async () => {
  const query = '__proto__[polluted]=1&constructor[prototype][polluted]=1&__proto__=x&limit=5'
  expect((await server.send(`/api/v1/clusters/-/environments?${query}`, { as: 'ann' })).status).toBe(200)
  expectClean()
})

test('a cursor that unpacks to very much is no cursor', async () => {
  const bomb = deflateRawSync(Buffer.alloc(8_000_000, 0x20)).toString('base64url')
  const strange = [
    bomb.slice(0, 20_000),
    Buffer.from('{"__proto__":{"polluted":{"resourceVersion":"1"}}}').toString('base64url'),
    Buffer.from(`${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`).toString('base64url'),
    '{}',
    'null',
    '!!!',
    '9'.repeat(10_000),
  ]
  for (const cursor of strange) {
    for (const path of ['/api/v1/stream?topic=pods:-/acme-shop', `${shop}/pods/web/log`]) {
      const answer = await fetch(`${server.origin}${path}`, {
        headers: { authorization: 'Bearer ann', accept: 'text/event-stream', 'last-event-id': cursor },
      })
      expect(answer.status, cursor.slice(0, 50)).toBe(200)
      await answer.body?.cancel()
    }
  }
  expectClean()
})

test('very many topics, or one that is very long, are refused', async () => {
  const post = (topics: string[]) =>
    server.send('/api/v1/stream', {
      method: 'POST',
      as: 'ann',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ topics }),
    })
  expect((await post(Array.from({ length: 201 }, (_, index) => `pods:-/n${index}`))).status).toBe(400)
  expect((await post([`pods:-/acme-shop?labelSelector=${'a,'.repeat(10_000)}`])).status).toBe(400)
  expect((await post([`pods:-/acme-shop?labelSelector=${'('.repeat(8000)}`])).status).toBe(400)
})
