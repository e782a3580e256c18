import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { execChannel, type ExecStatus, type Problem } from '@catalyst/api'
import { expect, test, vi } from 'vitest'
import type { WebSocket } from 'ws'
import { shop, startAttacked, type AttackAnswer, type Attacked } from '../../test/startAttacked.ts'

// Many connections each, on a machine that has other things to do.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const session = '/api/v1/session'
const pods = `/api/v1/stream?topic=${encodeURIComponent('pods:-/acme-shop')}`

function problemOf({ status, text, headers }: AttackAnswer) {
  const { code, reason } = JSON.parse(text) as Problem
  return { status, code, reason, retryAfter: headers['retry-after'] }
}

/** A stream whose first bytes have come, on a connection that the test can cut. */
async function openStream({ port, own }: Attacked, path: string, as: string) {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: ${own}\r\nAuthorization: Bearer ${as}\r\nAccept: text/event-stream\r\n\r\n`,
  )
  const [head] = (await once(socket, 'data')) as [Buffer]
  return { status: Number(head.toString().slice(9, 12)), close: () => socket.destroy() }
}

test('whoever asks too often is told which limit it was and when to come back; others are served', async () => {
  await using server = await startAttacked({ limits: { burst: 3, requestsPerMinute: 1 } })
  const statuses: number[] = []
  for (let count = 0; count < 3; count++) statuses.push((await server.send(session, { as: 'ann' })).status)
  expect(statuses).toEqual([200, 200, 200])
  const refused = problemOf(await server.send(session, { as: 'ann' }))
  expect(refused).toMatchObject({ status: 429, code: 'RATE_LIMITED', reason: 'requestsPerMinute' })
  expect(Number(refused.retryAfter)).toBeGreaterThan(50)
  expect((await server.send(session, { as: 'ben' })).status).toBe(200)
  const metrics = await (await server.proxy.app.request('/metrics')).text()
  expect(metrics).toMatch(/limit="requestsPerMinute"\} 1\n/)
})

test('a header of the client’s choice is no way around its rate', async () => {
  await using server = await startAttacked({ limits: { burst: 1, requestsPerMinute: 1 } })
  const ask = (headers: Record<string, string>) => server.send(session, { as: 'ann', headers })
  expect((await ask({})).status).toBe(200)
  for (const header of [
    'x-forwarded-for',
    'forwarded',
    'x-real-ip',
    'x-remote-user',
    'impersonate-user',
    'x-request-id',
  ])
    expect((await ask({ [header]: crypto.randomUUID() })).status, header).toBe(429)
})

test('a flood of refusals leaves one audit record, not a flood', async () => {
  await using server = await startAttacked({ limits: { burst: 1, requestsPerMinute: 1 } })
  for (let count = 0; count < 20; count++) await server.send(session, { as: 'ann' })
  const refusals = server.audited().filter(({ status }) => status === 429)
  expect(refusals).toMatchObject([{ subject: 'ann', operation: 'getSession', note: /requestsPerMinute/ }])
})

test('without sign-in there is no rate', async () => {
  await using server = await startAttacked({ authenticate: undefined, limits: { burst: 1, requestsPerMinute: 1 } })
  for (let count = 0; count < 5; count++) expect((await server.send(session)).status).toBe(200)
})

test('tokens that are none are refused before long, and good ones from the same address are not', async () => {
  await using server = await startAttacked({ limits: { failedSignInsPerMinute: 3 } })
  const statuses: number[] = []
  for (let count = 0; count < 5; count++) statuses.push((await server.send(session, { as: `guess-${count}` })).status)
  expect(statuses).toEqual([401, 401, 401, 429, 429])
  const refused = problemOf(await server.send(session, { as: 'guess', headers: { 'x-forwarded-for': '1.2.3.4' } }))
  expect(refused).toMatchObject({ status: 429, reason: 'failedSignInsPerMinute' })
  expect((await server.send(session, { as: 'ann' })).status).toBe(200)
  expect((await server.send(session)).status).toBe(401)
})

test('behind a proxy that is known to be there, the addresses that it tells are told apart', async () => {
  await using server = await startAttacked({ limits: { failedSignInsPerMinute: 1, trustedProxies: 1 } })
  const guess = (forwarded: string) => server.send(session, { as: 'guess', headers: { 'x-forwarded-for': forwarded } })
  expect((await guess('1.2.3.4')).status).toBe(401)
  expect((await guess('9.9.9.9, 1.2.3.4')).status).toBe(429)
  expect((await guess('5.6.7.8')).status).toBe(401)
})

test('streams have a cap per identity and in all, and one that is closed makes room', async () => {
  await using server = await startAttacked({ limits: { streamsPerIdentity: 2, streams: 3 } })
  const [first, second] = [await openStream(server, pods, 'ann'), await openStream(server, pods, 'ann')]
  expect([first.status, second.status]).toEqual([200, 200])
  expect(problemOf(await server.send(pods, { as: 'ann' }))).toEqual({
    status: 429,
    code: 'RATE_LIMITED',
    reason: 'streamsPerIdentity',
    retryAfter: '5',
  })
  const others = await openStream(server, pods, 'ben')
  expect(others.status).toBe(200)
  expect(problemOf(await server.send(pods, { as: 'ben' })).reason).toBe('streams')
  first.close()
  await expect.poll(async () => (await openStream(server, pods, 'ann')).status).toBe(200)
})

test('a follow of a log counts as a stream, by either format, and a log that only is read does not', async () => {
  await using server = await startAttacked({ pods: true, limits: { streamsPerIdentity: 1 } })
  const log = `${shop}/pods/web/log?container=app`
  const held = await openStream(server, `${log}&follow=true`, 'ann')
  expect(held.status).toBe(200)
  expect(
    problemOf(await server.send(`${log}&follow=true`, { as: 'ann', headers: { accept: 'text/plain' } })).reason,
  ).toBe('streamsPerIdentity')
  expect((await server.send(log, { as: 'ann' })).status).toBe(200)
  held.close()
})

test('a refused or failed stream takes no place', async () => {
  await using server = await startAttacked({ limits: { streamsPerIdentity: 1 } })
  for (let count = 0; count < 3; count++) {
    expect((await server.send('/api/v1/stream?topic=nonsense', { as: 'ann' })).status).toBe(400)
    expect((await server.send(pods, { as: 'ann', method: 'HEAD' })).status).toBe(200)
  }
  const stream = await openStream(server, pods, 'ann')
  expect(stream.status).toBe(200)
  stream.close()
})

test('an answer that is read without a socket gives its place back too', async () => {
  await using server = await startAttacked({ limits: { streamsPerIdentity: 1 } })
  const ask = () => server.proxy.app.request(`${server.origin}${pods}`, { headers: { authorization: 'Bearer ann' } })
  for (let count = 0; count < 3; count++) {
    const answer = await ask()
    expect(answer.status).toBe(200)
    await answer.body?.cancel()
  }
})

test.each([
  { what: 'an address', path: `${session}?${'x'.repeat(9000)}`, headers: {}, status: 413 },
  { what: 'headers', path: session, headers: { 'x-filler': 'x'.repeat(40_000) }, status: 431 },
])('$what too long is refused', async ({ path, headers, status }) => {
  await using server = await startAttacked()
  expect((await server.send(path, { as: 'ann', headers })).status).toBe(status)
})

test('what comes too slowly is cut: headers, and bodies', async () => {
  await using server = await startAttacked({ limits: { headersTimeoutMs: 200, requestTimeoutMs: 400 } })
  const slow = (head: string) => {
    const socket = connect(server.port, '127.0.0.1')
    socket.write(head)
    return text(socket)
  }
  const [headers, body] = await Promise.all([
    slow(`GET ${session} HTTP/1.1\r\nHost: ${server.own}\r\nX-Slow: `),
    slow(
      `POST /api/v1/clusters/-/access-reviews HTTP/1.1\r\nHost: ${server.own}\r\nAuthorization: Bearer ann\r\n` +
        'Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{',
    ),
  ])
  expect(headers).toMatch(/^HTTP\/1\.1 408 /)
  expect(body).toMatch(/^HTTP\/1\.1 408 /)
})

/** The status of an upgrade that was refused, or the reason that the shell was ended with. */
async function endOf(socket: WebSocket): Promise<number | string> {
  const { promise, resolve } = Promise.withResolvers<number | string>()
  socket.once('unexpected-response', (_request: unknown, response: IncomingMessage) =>
    resolve(response.statusCode ?? 0),
  )
  socket.on('message', (data: Buffer) => {
    if (data[0] === execChannel.error) resolve((JSON.parse(data.subarray(1).toString()) as ExecStatus).reason ?? '')
  })
  return promise
}

async function opened(socket: WebSocket): Promise<WebSocket> {
  await once(socket, 'open')
  return socket
}

const shell = 'command=sh&stdin=true&stdout=true'

test('shells have a cap, by whose status the upgrade is refused; one that ends makes room', async () => {
  await using server = await startAttacked({ pods: true, limits: { shellsPerIdentity: 1 } })
  const first = await opened(server.shell('ann', shell))
  expect(await endOf(server.shell('ann', shell))).toBe(429)
  const preflight = await server.send(`${shop}/pods/web/exec?${shell}`, { as: 'ann' })
  expect(problemOf(preflight)).toMatchObject({ status: 429, reason: 'shellsPerIdentity' })
  first.close(1000)
  await expect.poll(async () => (await server.send(`${shop}/pods/web/exec?${shell}`, { as: 'ann' })).status).toBe(426)
})

test('of many that come at once, no more are let in than there may be', async () => {
  await using server = await startAttacked({ pods: true, limits: { shellsPerIdentity: 2 } })
  const ends = Array.from({ length: 6 }, () => endOf(server.shell('ann', 'command=sleep&command=2')))
  const outcomes = await Promise.all(ends)
  expect(outcomes.filter((outcome) => outcome !== 429 && outcome !== 'RateLimited')).toHaveLength(2)
})

test('a one-shot command is a shell too, for as long as it runs', async () => {
  await using server = await startAttacked({ pods: true, limits: { shellsPerIdentity: 1 } })
  const run = (command: string[]) =>
    server.send(`${shop}/pods/web/exec`, {
      method: 'POST',
      as: 'ann',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ command }),
    })
  const [one, other] = await Promise.all([run(['sleep', '1']), run(['sleep', '1'])])
  expect([one.status, other.status].sort()).toEqual([200, 429])
  expect((await run(['true'])).status).toBe(200)
})

test('of shells that wait for their client, the one that has waited longest ends for one too many', async () => {
  await using server = await startAttacked({ pods: true, limits: { heldShells: 1 } })
  const ids = [crypto.randomUUID(), crypto.randomUUID()]
  for (const [index, id] of ids.entries()) {
    const held = await opened(server.shell('ann', `${shell}&session=${id}`))
    held.terminate()
    await expect.poll(() => server.audited().filter(({ operation }) => operation === 'openExec.end').length).toBe(index)
  }
  const resume = (id: string) => server.shell('ann', `${shell}&session=${id}&received=0`)
  expect(await endOf(resume(ids[0] ?? ''))).toBe('Expired')
  await opened(resume(ids[1] ?? ''))
  expect(await (await server.proxy.app.request('/metrics')).text()).toMatch(/limit="heldShells"\} 1\n/)
})
