import { expect, test } from 'vitest'
import { createCatalystClient } from '../client/createCatalystClient.ts'
import { isCatalystError, isNotFound } from '../errors/CatalystError.ts'
import { isNetworkError } from '../errors/NetworkError.ts'
import { sendProblem, startServer } from '../testing/startServer.ts'

const failureOf = (promise: Promise<unknown>) => promise.then(() => undefined).catch((error: unknown) => error)

test('a call asks its route with parameters, query and credentials and answers the body', async () => {
  await using server = await startServer()
  server.answer(({ response }) => void response.end(JSON.stringify({ items: [], metadata: { resourceVersion: '7' } })))
  const client = createCatalystClient({
    baseUrl: server.url,
    token: async () => 'secret',
    headers: () => ({ 'x-own': '1' }),
  })

  const list = await client.environments.list({ cluster: 'prod', namespace: 'acme-shop', phase: 'running', limit: 5 })

  expect(list.metadata.resourceVersion).toBe('7')
  const [request] = server.requests
  expect(request?.url.pathname).toBe('/api/v1/clusters/prod/environments')
  expect(Object.fromEntries(request?.url.searchParams ?? [])).toEqual({
    namespace: 'acme-shop',
    phase: 'running',
    limit: '5',
  })
  expect(request?.headers).toMatchObject({ authorization: 'Bearer secret', 'x-own': '1', origin: server.url })
})

test('a body goes as JSON, a patch as a merge patch', async () => {
  await using server = await startServer()
  server.answer(({ response }) => void response.end('{}'))
  const client = createCatalystClient({ baseUrl: `${server.url}/` })
  const environment = { metadata: { name: 'pr-1' }, spec: { projectRef: { name: 'shop' } } }

  await client.environments.create(environment)
  await client.environments.patch({ namespace: 'acme-shop', name: 'pr-1' }, { spec: { devCommand: null } })

  expect(
    server.requests.map(({ method, url, headers, body }) => [method, url.pathname, headers['content-type'], body]),
  ).toEqual([
    ['POST', '/api/v1/clusters/-/environments', 'application/json', JSON.stringify(environment)],
    [
      'PATCH',
      '/api/v1/clusters/-/namespaces/acme-shop/environments/pr-1',
      'application/merge-patch+json',
      '{"spec":{"devCommand":null}}',
    ],
  ])
})

test('an answer without content is undefined', async () => {
  await using server = await startServer()
  server.answer(({ response }) => void response.writeHead(204).end())
  expect(await createCatalystClient({ baseUrl: server.url }).request('logout')).toBeUndefined()
})

test('a problem is thrown as it came', async () => {
  await using server = await startServer()
  const problem = { status: 404, code: 'NOT_FOUND', detail: 'There is no environment "pr-1".', missing: 'resource' }
  server.answer((answer) => sendProblem(answer, problem))

  const error = await failureOf(
    createCatalystClient({ baseUrl: server.url }).environments.get({ namespace: 'a', name: 'pr-1' }),
  )

  expect(isNotFound(error)).toBe(true)
  expect(error).toMatchObject({ message: problem.detail, status: 404, problem })
})

test('a gateway without the proxy behind it becomes UPSTREAM_UNAVAILABLE', async () => {
  await using server = await startServer()
  server.answer(({ response }) => void response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway'))

  const error = await failureOf(createCatalystClient({ baseUrl: server.url }).session())

  expect(isCatalystError(error, 'UPSTREAM_UNAVAILABLE')).toBe(true)
  expect(error).toMatchObject({ status: 502 })
  expect(String(error)).not.toContain('<h1>')
})

test('no answer is a network error, and so is half of one', async () => {
  const server = await startServer()
  server.answer(({ response }) => {
    response.writeHead(200, { 'content-length': '100' })
    response.write('{"items":')
    setImmediate(() => response.destroy())
  })
  const client = createCatalystClient({ baseUrl: server.url })
  expect(isNetworkError(await failureOf(client.clusters.list()))).toBe(true)
  await server[Symbol.asyncDispose]()
  expect(isNetworkError(await failureOf(client.clusters.list()))).toBe(true)
})

test('an aborted call rejects with the reason of its signal', async () => {
  await using server = await startServer()
  server.answer(() => undefined)
  const controller = new AbortController()
  const call = failureOf(createCatalystClient({ baseUrl: server.url }).session({ signal: controller.signal }))
  controller.abort()
  expect(await call).toMatchObject({ name: 'AbortError' })
})
