import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import type { ConnectionError } from '../errors/ConnectionError.ts'
import type { KubernetesError } from '../errors/KubernetesError.ts'
import { catchError } from '../testing/catchError.ts'
import { answerJson, answerStatus, makeKubeConfig, readJson, startApiServer } from '../testing/startApiServer.ts'
import { request } from './request.ts'

test('sends method, path, query, token and JSON, and reads JSON', async () => {
  await using api = await startApiServer((incoming, response) => {
    void readJson(incoming).then((body) => {
      const { method, url, headers } = incoming
      answerJson(response, { method, url, body, authorization: headers.authorization, type: headers['content-type'] })
    })
  })
  const answer = await request(api.kubeConfig, '/api/v1/pods', {
    method: 'POST',
    query: { labelSelector: 'a in (b,c)', limit: 5, watch: true, command: ['ls', '-l a'], absent: undefined },
    body: { name: 'ü' },
  })
  expect(answer).toEqual({
    method: 'POST',
    url: '/api/v1/pods?labelSelector=a+in+%28b%2Cc%29&limit=5&watch=true&command=ls&command=-l+a',
    body: { name: 'ü' },
    authorization: 'Bearer test-token',
    type: 'application/json',
  })
})

test('keeps the path that the address of the server begins with', async () => {
  await using api = await startApiServer((incoming, response) => answerJson(response, incoming.url))
  const kubeConfig = await makeKubeConfig(`${api.url}/k8s/clusters/c-1/`)
  expect(await request(kubeConfig, '/version')).toBe('/k8s/clusters/c-1/version')
})

test.each(['/api/../secrets', '/api/%2e%2e/secrets', '/api?x=1', 'api', '//elsewhere.example/x/..', '/a\\b'])(
  'refuses %s, which is no plain path',
  async (path) => {
    await using api = await startApiServer((incoming, response) => answerJson(response, incoming.url))
    await expect(request(api.kubeConfig, path)).rejects.toMatchObject({ reason: 'InvalidConfiguration' })
    expect(api.sockets).toEqual([])
  },
)

test('impersonates, and lets no header decide who is asking', async () => {
  await using api = await startApiServer((incoming, response) => answerJson(response, incoming.rawHeaders), {
    user: { impersonateUser: 'from-kubeconfig' },
  })
  const raw = await request<string[]>(api.kubeConfig, '/api', {
    headers: { 'Impersonate-User': 'root', authorization: 'Bearer other', 'Impersonate-Group': 'g', 'X-Other': 'kept' },
    impersonate: { user: 'ada', groups: ['a', 'b'] },
  })
  const pairs = raw.flatMap((name, index) => (index % 2 === 0 ? [[name.toLowerCase(), raw[index + 1]]] : []))
  expect(pairs.filter(([name]) => name!.startsWith('impersonate-'))).toEqual([
    ['impersonate-user', 'ada'],
    ['impersonate-group', 'a'],
    ['impersonate-group', 'b'],
  ])
  expect(pairs.filter(([name]) => name === 'authorization')).toEqual([['authorization', 'Bearer test-token']])
  expect(pairs).toContainEqual(['x-other', 'kept'])
})

test('shares a connection between requests', async () => {
  await using api = await startApiServer((_, response) => answerJson(response, {}))
  for (let count = 0; count < 3; count++) await request(api.kubeConfig, '/api')
  expect(api.sockets).toHaveLength(1)
})

test('reads again over a new connection where the server closed the idle one', async () => {
  let count = 0
  await using api = await startApiServer((incoming, response) => {
    // The second request finds its connection cut, as by a server whose idle time has just run out.
    if (++count === 2) return void incoming.socket.destroy()
    answerJson(response, { count })
  })
  expect(await request(api.kubeConfig, '/api')).toEqual({ count: 1 })
  expect(await request(api.kubeConfig, '/api')).toEqual({ count: 3 })
})

test('does not repeat a write whose connection was cut', async () => {
  let count = 0
  await using api = await startApiServer((incoming, response) => {
    if (++count === 2) return void incoming.socket.destroy()
    answerJson(response, {})
  })
  await request(api.kubeConfig, '/api')
  const error = await catchError(request(api.kubeConfig, '/api', { method: 'POST', body: {} }))
  expect(error).toMatchObject({ name: 'ConnectionError', reason: 'Unreachable' })
  expect(count).toBe(2)
})

test('a Status becomes an error with status, reason and details', async () => {
  await using api = await startApiServer((_, response) =>
    answerStatus(response, {
      code: 422,
      reason: 'Invalid',
      message: 'bad',
      details: { causes: [{ field: 'spec.x' }] },
    }),
  )
  expect(await catchError(request(api.kubeConfig, '/api'))).toMatchObject({
    name: 'KubernetesError',
    message: 'bad',
    status: 422,
    reason: 'Invalid',
    details: { causes: [{ field: 'spec.x' }] },
  })
})

test.each([
  ['plain text', 'text/plain', 'secret-in-body'],
  ['HTML', 'text/html', '<p>secret-in-body</p>'],
  ['JSON of another kind', 'application/json', '{"message":"secret-in-body"}'],
  ['a body without end', 'text/plain', 'secret-in-body'.repeat(100_000)],
])('an error in %s tells nothing of its body or headers', async (_, type, body) => {
  await using api = await startApiServer((_incoming, response) => {
    response.writeHead(503, { 'content-type': type, 'x-secret': 'secret-in-header', 'retry-after': '7' }).end(body)
  })
  const error = (await catchError(request(api.kubeConfig, '/api/v1/pods'))) as KubernetesError
  expect(error).toMatchObject({ status: 503, reason: 'ServiceUnavailable', details: { retryAfterSeconds: 7 } })
  expect(error.message).toBe('The API server answered GET /api/v1/pods with 503 Service Unavailable.')
  expect(error.cause).toBeUndefined()
})

test('does not follow a redirect', async () => {
  await using elsewhere = await startApiServer((_, response) => answerJson(response, {}))
  await using api = await startApiServer((_, response) => response.writeHead(302, { location: elsewhere.url }).end())
  expect(await catchError(request(api.kubeConfig, '/api'))).toMatchObject({ status: 302, reason: 'Redirect' })
  expect(elsewhere.sockets).toEqual([])
})

test('what is not JSON is no Kubernetes API', async () => {
  await using api = await startApiServer((_, response) => response.end('<html>secret</html>'))
  const error = (await catchError(request(api.kubeConfig, '/api'))) as ConnectionError
  expect(error).toMatchObject({ name: 'ConnectionError', reason: 'InvalidResponse' })
  expect(error.cause).toBeUndefined()
  expect(error.message).not.toContain('secret')
})

test('an answer larger than the cap is cut off', async () => {
  await using api = await startApiServer((_, response) => answerJson(response, 'x'.repeat(1000)))
  const error = await catchError(request(api.kubeConfig, '/api', { maxBytes: 999 }))
  expect(error).toMatchObject({ reason: 'InvalidResponse' })
  expect(await request<string>(api.kubeConfig, '/api', { maxBytes: 1002 })).toHaveLength(1000)
})

test('aborting closes the connection and rejects with the reason', async () => {
  const controller = new AbortController()
  const arrived = Promise.withResolvers<void>()
  const closed = Promise.withResolvers<void>()
  await using api = await startApiServer((incoming) => {
    incoming.socket.once('close', () => closed.resolve())
    arrived.resolve()
  })
  const failure = catchError(request(api.kubeConfig, '/api', { signal: controller.signal }))
  await arrived.promise
  const reason = new Error('no longer needed')
  controller.abort(reason)
  expect(await failure).toBe(reason)
  await closed.promise
})

test('aborting while the body comes closes the connection too', async () => {
  const controller = new AbortController()
  const closed = Promise.withResolvers<void>()
  await using api = await startApiServer((incoming, response) => {
    incoming.socket.once('close', () => closed.resolve())
    response.write('{"begin":', () => controller.abort())
  })
  const error = await catchError(request(api.kubeConfig, '/api', { signal: controller.signal }))
  expect(error).toBe(controller.signal.reason)
  await closed.promise
})

test('a signal that was aborted before sends nothing', async () => {
  await using api = await startApiServer((_, response) => answerJson(response, {}))
  await expect(request(api.kubeConfig, '/api', { signal: AbortSignal.abort() })).rejects.toThrow('aborted')
  expect(api.sockets).toEqual([])
})

test.each([
  ['no answer', undefined],
  ['half an answer', '{"begin":'],
])('%s in time is an error', async (_, begin) => {
  await using api = await startApiServer((_incoming, response) => void (begin && response.write(begin)))
  const error = await catchError(request(api.kubeConfig, '/api', { timeoutMs: 50 }))
  expect(error).toMatchObject({ name: 'ConnectionError', reason: 'TimedOut' })
})

test('a server that takes connections but not TLS is given up', async () => {
  await using listener = createServer((socket) => socket.resume())
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const { port } = listener.address() as AddressInfo
  const kubeConfig = await makeKubeConfig(`https://127.0.0.1:${port}`)
  const error = await catchError(request(kubeConfig, '/api', { connectTimeoutMs: 50 }))
  expect(error).toMatchObject({ name: 'ConnectionError', reason: 'TimedOut' })
})

test('nothing listening is an error that says so, with the cause', async () => {
  const api = await startApiServer(() => {})
  await api[Symbol.asyncDispose]()
  const error = (await catchError(request(api.kubeConfig, '/api'))) as ConnectionError
  expect(error).toMatchObject({ name: 'ConnectionError', reason: 'Unreachable', cause: { code: 'ECONNREFUSED' } })
  expect(error.message).toContain(api.url)
})
