import { once } from 'node:events'
import { type IncomingMessage, request as httpRequest } from 'node:http'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { rawRequest, upgradeLines } from '../test/rawRequest.ts'
import { startEmbedded } from '../test/startEmbedded.ts'

const execPath = '/api/v1/clusters/-/namespaces/acme-shop/pods/web/exec?command=sh&stdin=true'

async function listenOnFreePort() {
  const started = await startEmbedded({ port: 0 })
  const { port } = await started.proxy.listen()
  // Harmless: it counts what is asked to be made or run in the cluster.
  const writes = started.cluster.faults.inject({ kind: 'delay', ms: 0 }, { verb: 'create' })
  return { ...started, port, writes, own: `localhost:${port}`, [Symbol.asyncDispose]: started[Symbol.asyncDispose] }
}

interface HttpAnswer {
  status: number | undefined
  body: string
}

async function send(
  port: number,
  path: string,
  init: { method?: string; headers: Record<string, string>; body?: string },
): Promise<HttpAnswer> {
  const { body, ...options } = init
  const request = httpRequest({ host: '127.0.0.1', port, path, agent: false, ...options })
  request.end(body)
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  return { status: response.statusCode, body: await text(response) }
}

test('its own host is answered on both loopback addresses', async () => {
  await using server = await listenOnFreePort()
  for (const base of [`http://127.0.0.1:${server.port}`, `http://localhost:${server.port}`]) {
    expect((await fetch(`${base}/api/v1/session`)).status).toBe(200)
  }
  expect((await fetch(`http://[::1]:${server.port}/api/v1/session`)).status).toBe(200)
})

test('a foreign host gets nothing, read or write', async () => {
  await using server = await listenOnFreePort()
  for (const host of [
    'evil.example',
    `evil.example:${server.port}`,
    'localhost',
    `localhost:${server.port + 1}`,
    `localhost.evil.example:${server.port}`,
  ]) {
    const read = await send(server.port, '/api/v1/session', { headers: { host } })
    expect(read.status, host).toBe(403)
    expect(read.body).not.toContain('subject')
    const write = await send(server.port, '/api/v1/clusters/-/projects', {
      method: 'POST',
      headers: { host, origin: `http://${server.own}` },
      body: '{}',
    })
    expect(write.status, host).toBe(403)
  }
  expect(server.writes.hits).toBe(0)
})

test('a foreign origin gets nothing, read or write', async () => {
  await using server = await listenOnFreePort()
  const read = await send(server.port, '/api/v1/session', {
    headers: { host: server.own, origin: 'http://evil.example' },
  })
  expect(read.status).toBe(403)
  expect(read.body).not.toContain('subject')
  const write = await send(server.port, '/api/v1/clusters/-/projects', {
    method: 'POST',
    headers: { host: server.own, origin: 'http://evil.example' },
    body: '{}',
  })
  expect(write.status).toBe(403)
  const silent = await send(server.port, '/api/v1/clusters/-/projects', {
    method: 'POST',
    headers: { host: server.own },
    body: '{}',
  })
  expect(silent.status).toBe(403)
  expect(server.writes.hits).toBe(0)
})

test('a repeated or missing Host header is nobody', async () => {
  await using server = await listenOnFreePort()
  const twice = await rawRequest(server.port, [
    'GET /api/v1/session HTTP/1.1',
    `Host: ${server.own}`,
    'Host: evil.example',
    'Connection: close',
  ])
  expect(twice.status).toBeGreaterThanOrEqual(400)
  expect(twice.body).not.toContain('subject')
  const none = await rawRequest(server.port, ['GET /api/v1/session HTTP/1.0'])
  expect(none.status).toBeGreaterThanOrEqual(400)
  expect(none.body).not.toContain('subject')
})

test.each([
  '/api/v1//session',
  '//api/v1/session',
  '/api/v1/x/../session',
  '/healthz/../api/v1/session',
  '/api/v1/%2e%2e/v1/session',
  '/api%2Fv1%2Fsession',
  '/api\\v1\\session',
])('the ambiguous path %s is refused as it came', async (path) => {
  await using server = await listenOnFreePort()
  const answer = await rawRequest(server.port, [`GET ${path} HTTP/1.1`, `Host: ${server.own}`, 'Connection: close'])
  expect(answer.status).toBe(400)
  expect(answer.body).not.toContain('subject')
})

test('a target in absolute form is refused, whatever host it names', async () => {
  await using server = await listenOnFreePort()
  for (const host of [server.own, 'evil.example']) {
    const answer = await rawRequest(server.port, [
      `GET http://${host}/api/v1/session HTTP/1.1`,
      `Host: ${server.own}`,
      'Connection: close',
    ])
    expect(answer.status).toBe(400)
  }
})

test('an upgrade with a foreign host or origin, or without one, is answered 403 and never 101', async () => {
  await using server = await listenOnFreePort()
  const origin = `http://${server.own}`
  const refused: Record<string, string>[] = [
    { Host: 'evil.example', Origin: origin },
    { Host: server.own, Origin: 'http://evil.example' },
    { Host: server.own, Origin: `http://localhost:${server.port + 1}` },
    { Host: server.own, Origin: 'null' },
    { Host: server.own },
    { Host: server.own, 'Sec-Fetch-Site': 'same-origin' },
  ]
  for (const headers of refused) {
    const answer = await rawRequest(server.port, upgradeLines(execPath, headers))
    expect(answer.status, JSON.stringify(headers)).toBe(403)
    expect(answer.head).not.toContain('Sec-WebSocket-Accept')
  }
  expect(server.writes.hits).toBe(0)
})

test('a WebSocket client of a foreign page is told 403', async () => {
  await using server = await listenOnFreePort()
  const socket = new WebSocket(`ws://${server.own}${execPath}`, 'v5.channel.k8s.io', { origin: 'http://evil.example' })
  socket.on('error', () => undefined)
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage]
  expect(response.statusCode).toBe(403)
  socket.terminate()
})

test('an ambiguous path is refused on upgrades too', async () => {
  await using server = await listenOnFreePort()
  const headers = { Host: server.own, Origin: `http://${server.own}` }
  expect((await rawRequest(server.port, upgradeLines(execPath.replace('/pods/', '//pods/'), headers))).status).toBe(400)
})

test('an upgrade to something else than a WebSocket is answered and closed', async () => {
  await using server = await listenOnFreePort()
  const answer = await rawRequest(server.port, [
    'GET /api/v1/session HTTP/1.1',
    `Host: ${server.own}`,
    'Connection: Upgrade',
    'Upgrade: h2c',
  ])
  expect(answer.status).toBe(400)
})

test('an upgrade where there is no WebSocket is no upgrade', async () => {
  await using server = await listenOnFreePort()
  const headers = { Host: server.own, Origin: `http://${server.own}` }
  const answer = await rawRequest(server.port, upgradeLines('/api/v1/session', headers))
  expect(answer.status).not.toBe(101)
})
