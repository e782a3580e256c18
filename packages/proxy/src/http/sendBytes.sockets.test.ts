import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { startEmbedded } from '../../test/startEmbedded.ts'

const one = '/api/v1/clusters/-/namespaces/acme-shop/environments/pr-1'
const list = '/api/v1/clusters/-/environments'

async function listen() {
  const started = await startEmbedded({ port: 0 })
  const body = (number: number) => ({
    metadata: { name: `pr-${number}` },
    spec: { projectRef: { name: 'shop', namespace: 'acme' } },
  })
  const { port } = await started.proxy.listen()
  for (let number = 1; number <= 20; number++)
    await started.request(list, {
      method: 'POST',
      body: body(number),
      headers: { origin: `http://localhost:${port}`, host: `localhost:${port}` },
    })
  async function ask(method: string, path: string, headers: Record<string, string> = {}) {
    const asked = request({ port, method, path, headers, agent: false }).end()
    const [answer] = (await once(asked, 'response')) as [IncomingMessage]
    return { status: answer.statusCode, headers: answer.headers, bytes: await buffer(answer) }
  }
  return { ask, [Symbol.asyncDispose]: started[Symbol.asyncDispose] }
}

test('what is kept is sent with the headers of every answer and its length, time and again', async () => {
  await using server = await listen()
  for (let time = 0; time < 3; time++) {
    for (const path of [one, list]) {
      const { status, headers, bytes } = await server.ask('GET', path)
      expect([status, headers['content-type'], headers['content-length']]).toEqual([
        200,
        'application/json',
        String(bytes.byteLength),
      ])
      expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['x-hono-already-sent']).toBeUndefined()
      expect(JSON.parse(bytes.toString())).toBeTruthy()
    }
  }
})

test('HEAD is told what GET is told, without the body', async () => {
  await using server = await listen()
  for (const path of [one, list]) {
    const [got, headed] = [await server.ask('GET', path), await server.ask('HEAD', path)]
    expect([headed.status, headed.bytes.byteLength]).toEqual([200, 0])
    for (const name of ['etag', 'content-type', 'content-length']) expect(headed.headers[name]).toBe(got.headers[name])
  }
})

test('compressed bytes are sent as they were kept', async () => {
  await using server = await listen()
  for (let time = 0; time < 2; time++) {
    const { headers, bytes } = await server.ask('GET', list, { 'accept-encoding': 'gzip' })
    expect(headers['content-encoding']).toBe('gzip')
    expect((JSON.parse(gunzipSync(bytes).toString()) as { items: unknown[] }).items).toHaveLength(20)
  }
})

test('304 has no body and keeps its tag', async () => {
  await using server = await listen()
  for (const path of [one, list]) {
    const { headers } = await server.ask('GET', path)
    const again = await server.ask('GET', path, { 'if-none-match': headers.etag ?? '' })
    expect([again.status, again.bytes.byteLength, again.headers.etag]).toEqual([304, 0, headers.etag])
  }
})
