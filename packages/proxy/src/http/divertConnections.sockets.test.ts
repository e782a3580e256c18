import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { startEmbedded } from '../../test/startEmbedded.ts'

/** A proxy beside which somebody else answers for `theirs.localhost`: with all bytes that came. */
async function listenWithNeighbour() {
  const started = await startEmbedded({ port: 0 })
  const taken: Socket[] = []
  const { port, close } = await started.proxy.listen({
    diversion: {
      owns: (host) => host === 'theirs.localhost',
      take(socket, { head }) {
        taken.push(socket)
        socket.write(head)
        socket.pipe(socket)
      },
    },
  })
  return { ...started, port, close, taken, [Symbol.asyncDispose]: started[Symbol.asyncDispose] }
}

async function open(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1' })
  await once(socket, 'connect')
  return socket
}

const ours = (port: number, path = '/api/v1/session') => `GET ${path} HTTP/1.1\r\nHost: localhost:${port}\r\n`
const theirs = 'GET /page?x=1 HTTP/1.1\r\nhOsT:  Theirs.LocalHost:8080 \r\nX-Odd:  ä\r\n\r\nand a body'

test('a connection for another host is handed over as it is, byte for byte', async () => {
  await using server = await listenWithNeighbour()
  const socket = await open(server.port)
  const request = Buffer.from(theirs, 'latin1')
  socket.write(request.subarray(0, 30))
  await sleep(20)
  socket.write(request.subarray(30))
  let got = Buffer.alloc(0)
  while (got.length < request.length) got = Buffer.concat([got, ((await once(socket, 'data')) as [Buffer])[0]])
  expect(got.equals(request)).toBe(true)
  socket.write('more, which is no HTTP at all')
  expect(String((await once(socket, 'data'))[0])).toBe('more, which is no HTTP at all')
  socket.destroy()
})

test('every other one is ours, however slowly its head comes and however many requests follow', async () => {
  await using server = await listenWithNeighbour()
  const socket = await open(server.port)
  for (const part of [...ours(server.port).match(/.{1,9}/gs)!, '\r\n']) {
    socket.write(part)
    await sleep(1)
  }
  // Two at once, the second in pieces.
  socket.write(
    `${ours(server.port, '/healthz')}\r\n${ours(server.port, '/api/v1/clus')}`.replace('/clus HTTP', '/clusters HTTP'),
  )
  socket.write('Connection: close\r\n\r\n')
  const answer = await text(socket)
  expect(answer.match(/HTTP\/1\.1 200/g)).toHaveLength(3)
  expect(answer).toContain('"subject"')
  expect(server.taken).toEqual([])
})

test.each([
  ['two hosts', 'GET / HTTP/1.1\r\nHost: theirs.localhost\r\nHost: localhost\r\n'],
  ['no host', 'GET / HTTP/1.1\r\nAccept: */*\r\n'],
  ['a host that only begins so', 'GET / HTTP/1.1\r\nHost: theirs.localhost.example.com\r\n'],
  ['a host in the target', 'GET http://theirs.localhost/ HTTP/1.1\r\nHost: evil.example.com\r\n'],
])('%s is nobody else’s, and refused by us', async (_name, head) => {
  await using server = await listenWithNeighbour()
  const socket = await open(server.port)
  socket.write(`${head}Connection: close\r\n\r\n`)
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 4\d\d/)
  expect(server.taken).toEqual([])
})

test('a body is ours to the last byte', async () => {
  await using server = await listenWithNeighbour()
  const body = JSON.stringify({ reviews: [{ verb: 'list', group: '', resource: 'pods', namespace: 'default' }] })
  const answer = await fetch(`http://127.0.0.1:${server.port}/api/v1/clusters/-/access-reviews`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: `http://localhost:${server.port}` },
    body,
  })
  expect(answer.status).toBe(200)
})

test('closing the server ends what was handed over and what has said nothing yet', async () => {
  await using server = await listenWithNeighbour()
  const [silent, handed] = [await open(server.port), await open(server.port)]
  handed.write(theirs)
  await once(handed, 'data')
  const ends = [once(silent, 'close'), once(handed, 'close')]
  await server.close()
  await Promise.all(ends)
  expect(server.taken[0]?.destroyed).toBe(true)
})
