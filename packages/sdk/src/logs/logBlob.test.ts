import { expect, test } from 'vitest'
import { createCatalystClient } from '../client/createCatalystClient.ts'
import { isNotFound } from '../errors/CatalystError.ts'
import { sendProblem, startServer } from '../testing/startServer.ts'

const target = { namespace: 'acme-shop-pr-1', pod: 'web-0' }

test('a whole log is fetched with the credentials that a link has not', async () => {
  await using server = await startServer()
  server.answer(({ response }) => void response.end('one\ntwo\n'))
  const client = createCatalystClient({ baseUrl: server.url, token: 'secret' })

  const blob = await client.logBlob(target, { container: 'app', timestamps: true })

  expect(await blob.text()).toBe('one\ntwo\n')
  const [request] = server.requests
  expect(`${server.url}${request?.url.pathname}${request?.url.search}`).toBe(
    client.logUrl(target, { container: 'app', timestamps: true }),
  )
  expect(request?.headers.authorization).toBe('Bearer secret')
})

test('a log that is refused is an error, not a file with an error in it', async () => {
  await using server = await startServer()
  server.answer((answer) => sendProblem(answer, { status: 404, code: 'NOT_FOUND' }))
  const client = createCatalystClient({ baseUrl: server.url })
  const error = await client.logBlob(target).catch((reason: unknown) => reason)
  expect(isNotFound(error)).toBe(true)
})

test('a link is enough for a client that signs in by cookies alone', () => {
  expect(createCatalystClient().needsHeaders).toBe(false)
  expect(createCatalystClient({ token: 'secret' }).needsHeaders).toBe(true)
  expect(createCatalystClient({ headers: () => ({ 'x-own': '1' }) }).needsHeaders).toBe(true)
})
