import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { registryOf } from '../../test/startProxy.ts'
import { createProxy } from '../createProxy.ts'

// API servers that lead elsewhere, do not upgrade, or never answer.

interface Upstream extends AsyncDisposable {
  url: string
  requests: IncomingMessage[]
  sockets: Set<Socket>
}

async function listen(server: Server): Promise<Upstream> {
  const requests: IncomingMessage[] = []
  const sockets = new Set<Socket>()
  server.prependListener('request', (request) => requests.push(request))
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    sockets,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.close()
      if (server.listening) await once(server, 'close')
    },
  }
}

const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'acme-shop' },
  spec: { containers: [{ name: 'app' }] },
  status: {
    phase: 'Running',
    containerStatuses: [{ name: 'app', ready: true, restartCount: 0, state: { running: {} } }],
  },
}
const allowed = { kind: 'SelfSubjectAccessReview', apiVersion: 'authorization.k8s.io/v1', status: { allowed: true } }

/** A proxy in front of it, whose credential would be worth stealing. */
async function proxyFor({ url }: Upstream) {
  const kubeconfig = JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'test',
    clusters: [{ name: 'test', cluster: { server: url, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'test', user: { token: 'worth-stealing' } }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'test' } }],
  })
  const proxy = createProxy({ clusters: registryOf({ kubeconfig }), port: 0 })
  const { port } = await proxy.listen()
  const origin = `http://localhost:${port}`
  return {
    origin,
    execUrl: `ws://localhost:${port}/api/v1/clusters/-/namespaces/acme-shop/pods/web/exec?command=id`,
    [Symbol.asyncDispose]: () => proxy[Symbol.asyncDispose](),
  }
}

test.each([301, 302, 303, 307, 308])(
  'an API server that answers %d leads nobody elsewhere, credential and all',
  async (status) => {
    await using elsewhere = await listen(createServer((_, response) => response.end('{"stolen":true}')))
    await using upstream = await listen(
      createServer((_, response) => {
        response.writeHead(status, { location: `${elsewhere.url}/api/v1/namespaces/kube-system/secrets` }).end()
      }),
    )
    await using proxy = await proxyFor(upstream)
    const headers = { origin: proxy.origin, 'content-type': 'application/json' }
    const body = '{"metadata":{"name":"pr-1"},"spec":{"projectRef":{"name":"shop","namespace":"acme"}}}'
    for (const [method, path] of [
      ['GET', '/namespaces/acme-shop/pods'],
      ['GET', '/namespaces/acme-shop/pods/web/log'],
      ['POST', '/environments'],
    ] as const) {
      const answer = await fetch(`${proxy.origin}/api/v1/clusters/-${path}`, {
        method,
        headers,
        redirect: 'manual',
        ...(method === 'POST' && { body }),
      })
      expect(answer.status, path).toBeGreaterThanOrEqual(400)
      expect(answer.headers.get('location'), path).toBeNull()
      expect(await answer.text()).not.toContain('stolen')
    }
    expect(upstream.requests.length).toBeGreaterThan(0)
    expect(elsewhere.requests).toEqual([])
  },
)

const refusals: [what: string, answer: (socket: Duplex) => void][] = [
  [
    'a redirect',
    (socket) => socket.write('HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n'),
  ],
  [
    '200 and a body without end',
    (socket) => socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n'),
  ],
  ['403 and a connection that stays', (socket) => socket.write('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n')],
  [
    '101 without the proof of an upgrade',
    (socket) => socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n'),
  ],
  [
    'an upgrade to something else',
    (socket) => socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n'),
  ],
]

test.each(refusals)('after an upgrade that is answered with %s both sides are closed', async (_, answer) => {
  const upgraded: Duplex[] = []
  const { promise: closed, resolve: close } = Promise.withResolvers<void>()
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(request.url?.includes('reviews') === true ? allowed : pod))
  }).on('upgrade', (_request, socket: Duplex) => {
    upgraded.push(socket)
    socket
      .on('error', () => undefined)
      .once('end', close)
      .once('close', close)
      .resume()
    answer(socket)
  })
  await using upstream = await listen(server)
  await using proxy = await proxyFor(upstream)
  const socket = new WebSocket(proxy.execUrl, 'v5.channel.k8s.io', { origin: proxy.origin })
  const received: Buffer[] = []
  socket.on('message', (data: Buffer) => received.push(data))
  const [code] = (await once(socket, 'close')) as [number]
  expect(code).toBe(1000)
  // The client is told by a Status on channel 3, and nothing of what the other side said reaches it as output.
  expect(received.map((message) => message[0])).toEqual([3])
  expect(Buffer.concat(received).toString()).not.toContain('hello')
  expect(upgraded).toHaveLength(1)
  await closed
})

test('a client that leaves before the cluster has answered leaves nothing behind there', async () => {
  const server = createServer((request, response) => {
    if (request.url?.includes('/pods') === true) return
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(request.url?.includes('reviews') === true ? allowed : { items: [], metadata: {} }))
  })
  await using upstream = await listen(server)
  await using proxy = await proxyFor(upstream)
  const asked = () => upstream.requests.filter(({ url }) => url?.includes('/pods') === true)
  const gone = new AbortController()
  const answer = fetch(`${proxy.origin}/api/v1/clusters/-/namespaces/acme-shop/pods/web`, { signal: gone.signal })
  await expect.poll(() => asked().length).toBe(1)
  gone.abort()
  await expect(answer).rejects.toThrow()
  await expect.poll(() => asked()[0]?.socket.destroyed).toBe(true)
})
