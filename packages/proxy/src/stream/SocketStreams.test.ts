import { once } from 'node:events'
import { createServer, get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test, vi } from 'vitest'
import { SocketStreams } from './SocketStreams.ts'
import { StreamQueue } from './StreamQueue.ts'

/** A server that adds each answer to the streams, which are owed nothing. */
async function startStreams(commentMs: number) {
  const stop = new AbortController()
  const streams = new SocketStreams(stop.signal, commentMs)
  let closed = 0
  const server = createServer((_, outgoing) => {
    streams.add(outgoing.writeHead(200), { queue: new StreamQueue(), close: async () => void closed++ })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    stop,
    closed: () => closed,
    async open() {
      const { port } = server.address() as AddressInfo
      const [response] = (await once(get({ host: '127.0.0.1', port, agent: false }), 'response')) as [IncomingMessage]
      let text = ''
      response.setEncoding('utf8').on('data', (more: string) => (text += more))
      return { response, text: () => text }
    },
    async [Symbol.asyncDispose]() {
      stop.abort()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

test('every stream gets a comment again and again, all by one clock', async () => {
  await using streams = await startStreams(30)
  const readers = await Promise.all(Array.from({ length: 20 }, () => streams.open()))
  for (const { text } of readers) await vi.waitFor(() => expect(text()).toMatch(/^(?::\n\n){4,}$/))
})

test('whoever goes is let go of, and the clock with the last one', async () => {
  const clocks = vi.spyOn(globalThis, 'clearInterval')
  await using streams = await startStreams(60_000)
  const readers = await Promise.all([streams.open(), streams.open()])
  for (const { response } of readers) response.destroy()
  await vi.waitFor(() => expect(streams.closed()).toBe(2))
  expect(clocks).toHaveBeenCalledOnce()
  clocks.mockRestore()
})

test('a server that ends says farewell to everybody, also to who comes too late', async () => {
  await using streams = await startStreams(60_000)
  const early = await streams.open()
  streams.stop.abort()
  const late = await streams.open()
  for (const { text } of [early, late]) {
    await vi.waitFor(() => expect(text()).toMatch(/^:\n\nretry: \d+\n: .*Last-Event-ID.*\n\n$/))
  }
  await vi.waitFor(() => expect(streams.closed()).toBe(2))
})
