import { once } from 'node:events'
import { type IncomingMessage, request as httpRequest } from 'node:http'
import { json } from 'node:stream/consumers'
import type { Environment, Problem } from '@catalyst/api'
import { expect, test } from 'vitest'
import { startEmbedded } from '../test/startEmbedded.ts'

// What goes differently on a socket than with `app.request`: bodies that come in pieces, without length or type.

const collection = '/api/v1/clusters/-/environments'
const one = '/api/v1/clusters/-/namespaces/acme-shop/environments/pr-1'
const draft = { metadata: { name: 'pr-1' }, spec: { projectRef: { name: 'shop', namespace: 'acme' } } }

async function listening() {
  const started = await startEmbedded({ port: 0 })
  const { port } = await started.proxy.listen()

  async function send(
    method: string,
    path: string,
    { headers = {}, chunks = [] }: { headers?: Record<string, string>; chunks?: string[] } = {},
  ) {
    const request = httpRequest({
      host: 'localhost',
      port,
      path,
      method,
      agent: false,
      headers: { origin: `http://localhost:${port}`, ...headers },
    })
    // An upload that is refused half-way is cut by the server.
    request.on('error', () => undefined)
    const answered = once(request, 'response') as Promise<[IncomingMessage]>
    for (const chunk of chunks) request.write(chunk)
    request.end()
    const [response] = await answered
    return { status: response.statusCode, body: (await json(response)) as Environment & Problem }
  }
  return { ...started, port, send, [Symbol.asyncDispose]: started[Symbol.asyncDispose] }
}

const jsonType = { 'content-type': 'application/json' }

test('a body in pieces of unknown length is read', async () => {
  await using server = await listening()
  const text = JSON.stringify(draft)
  const answer = await server.send('POST', collection, {
    headers: jsonType,
    chunks: [text.slice(0, 20), text.slice(20)],
  })
  expect([answer.status, answer.body.metadata?.namespace]).toEqual([201, 'acme-shop'])
})

test('a body that says its length is read', async () => {
  await using server = await listening()
  const text = JSON.stringify(draft)
  const headers = { ...jsonType, 'content-length': String(text.length) }
  expect((await server.send('POST', collection, { headers, chunks: [text] })).status).toBe(201)
})

test('a request without a body works where none is needed, and is refused where one is', async () => {
  await using server = await listening()
  await server.send('POST', collection, { headers: jsonType, chunks: [JSON.stringify(draft)] })
  const ref = { namespace: 'acme-shop', name: 'pr-1' }
  const failed = { status: { phase: 'Failed' } }
  await server.cluster.api.patch('environments.catalyst.catalyst.dev', ref, failed, { subresource: 'status' })
  expect((await server.send('POST', `${one}/retry`)).status).toBe(202)
  expect((await server.send('DELETE', one)).status).toBe(202)
  expect(await server.send('POST', collection)).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT' } })
})

test('a body without a type is refused', async () => {
  await using server = await listening()
  const answer = await server.send('POST', collection, { chunks: [JSON.stringify(draft)] })
  expect(answer).toMatchObject({ status: 415, body: { code: 'UNSUPPORTED_MEDIA_TYPE' } })
})

test('a client that goes away takes its question to the cluster with it', async () => {
  await using server = await listening()
  const pods = '/api/v1/clusters/-/namespaces/acme-shop/pods'
  using stalled = server.cluster.faults.inject({ kind: 'stall' }, { resource: 'pods', verb: 'list' })
  const request = httpRequest({ host: 'localhost', port: server.port, path: pods, agent: false }).end()
  request.on('error', () => undefined)
  await expect.poll(() => stalled.hits).toBe(1)
  request.destroy()
  const record = () => server.log.find(({ operation }) => operation === 'listPods')
  await expect.poll(record).toMatchObject({ status: 499 })
  expect(server.log.filter(({ level }) => level === 50)).toEqual([])
})

test('too much is refused, announced or not', async () => {
  await using server = await listening()
  const announced = await server.send('POST', collection, {
    headers: { ...jsonType, 'content-length': String(2 ** 22) },
    chunks: ['"'],
  })
  expect(announced).toMatchObject({ status: 413, body: { code: 'PAYLOAD_TOO_LARGE' } })
  const silent = await server.send('POST', collection, {
    headers: jsonType,
    chunks: Array.from({ length: 40 }, () => 'x'.repeat(65_536)),
  })
  expect(silent).toMatchObject({ status: 413, body: { code: 'PAYLOAD_TOO_LARGE' } })
})
