import type { IncomingMessage, ServerResponse } from 'node:http'
import { expect, test, vi } from 'vitest'
import { createWatcher } from '../watch/createWatcher.ts'
import { createResourceClient } from '../resources/createResourceClient.ts'
import { configMaps } from '../resources/builtinResources.ts'
import { answerJson, answerStatus, readJson, startApiServer } from '../testing/startApiServer.ts'
import { catchError } from '../testing/catchError.ts'
import { request } from './request.ts'
import { requestStream } from './requestStream.ts'

const busy = (retryAfterSeconds?: number) => ({
  code: 429,
  reason: 'TooManyRequests',
  message: 'storage is (re)initializing',
  ...(retryAfterSeconds !== undefined && { details: { retryAfterSeconds } }),
})

/** Puts off as many requests as it is told, and answers the ones after them with what they were. */
async function startBusyServer(refusals: number, retryAfterSeconds?: number) {
  const seen: string[] = []
  const api = await startApiServer((incoming: IncomingMessage, response: ServerResponse) => {
    seen.push(`${incoming.method} ${incoming.url}`)
    if (seen.length <= refusals) return answerStatus(response, busy(retryAfterSeconds))
    void (incoming.method === 'GET' ? Promise.resolve(undefined) : readJson(incoming)).then((body) =>
      answerJson(response, { metadata: { name: 'a', resourceVersion: '1' }, items: [], body }),
    )
  })
  return { ...api, seen, [Symbol.asyncDispose]: () => api[Symbol.asyncDispose]() }
}

test('what was put off is sent again when the API server said, reads and writes alike', async () => {
  await using api = await startBusyServer(2, 0.05)
  const before = Date.now()
  expect(await request(api.kubeConfig, '/api', { method: 'POST', body: { name: 'ü' } })).toMatchObject({
    body: { name: 'ü' },
  })
  expect(api.seen).toEqual(['POST /api', 'POST /api', 'POST /api'])
  expect(Date.now() - before).toBeGreaterThanOrEqual(95)

  await using other = await startBusyServer(1, 0)
  using stream = await requestStream(other.kubeConfig, '/log')
  expect(stream.status).toBe(200)
  expect(other.seen).toEqual(['GET /log', 'GET /log'])
})

test('a refusal that names no time, or a later one than the request has, is given at once', async () => {
  await using silent = await startBusyServer(1)
  await expect(request(silent.kubeConfig, '/api')).rejects.toMatchObject({ status: 429 })
  expect(silent.seen).toHaveLength(1)

  await using patient = await startBusyServer(1, 60)
  await expect(request(patient.kubeConfig, '/api')).rejects.toMatchObject({
    status: 429,
    details: { retryAfterSeconds: 60 },
  })
  expect(patient.seen).toHaveLength(1)
})

test('it is sent again ten times, or as often as was asked for', async () => {
  await using api = await startBusyServer(100, 0)
  await expect(request(api.kubeConfig, '/api')).rejects.toMatchObject({ status: 429 })
  expect(api.seen).toHaveLength(11)

  await using once = await startBusyServer(100, 0)
  const client = createResourceClient(configMaps, { kubeConfig: once.kubeConfig, throttleRetries: 1 })
  await expect(client.get({ namespace: 'blue', name: 'a' })).rejects.toMatchObject({ status: 429 })
  expect(once.seen).toHaveLength(2)
})

test('aborting ends the wait', async () => {
  await using api = await startBusyServer(1, 20)
  const controller = new AbortController()
  const error = catchError(request(api.kubeConfig, '/api', { signal: controller.signal }))
  await vi.waitFor(() => expect(api.seen).toHaveLength(1))
  const reason = new Error('Not wanted any more.')
  controller.abort(reason)
  expect(await error).toBe(reason)
  expect(api.seen).toHaveLength(1)
})

test('a watcher waits by itself, and says meanwhile that its data is stale', async () => {
  await using api = await startBusyServer(1, 0.05)
  const controller = new AbortController()
  const states: string[] = []
  for await (const event of createWatcher(api.kubeConfig, configMaps, { signal: controller.signal })) {
    states.push(event.type === 'SYNC' ? event.state : event.type)
    if (event.type === 'SNAPSHOT') controller.abort()
  }
  expect(states).toEqual(['stale', 'SNAPSHOT'])
})
