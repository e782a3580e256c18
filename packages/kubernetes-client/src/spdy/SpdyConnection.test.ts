import { once } from 'node:events'
import { duplexPair } from 'node:stream'
import { createDeflate, constants } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { catchError } from '../testing/catchError.ts'
import { encodeFrame, FrameReader, type SpdyFrame } from './frames.ts'
import { createHeaderDecoder, createHeaderEncoder } from './headerBlocks.ts'
import { headerDictionary } from './headerDictionary.ts'
import { SpdyConnection } from './SpdyConnection.ts'
import type { SpdyStream } from './SpdyStream.ts'

function connect(onStream?: (stream: SpdyStream) => void) {
  const [near, far] = duplexPair()
  const client = new SpdyConnection(near, { role: 'client' })
  const server = new SpdyConnection(far, { role: 'server', onStream })
  return { client, server, near, far }
}

async function readAll(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}

describe('a connection', () => {
  test('carries streams with their headers, both ways, each half closed by itself', async () => {
    const seen: object[] = []
    const { client, server } = connect((stream) => {
      seen.push({ ...stream.headers, id: stream.id })
      stream.pipe(stream)
    })
    const bytes = Buffer.alloc(300_000, 'spdy')
    for (const port of ['80', '81']) {
      const stream = await client.open({ port, streamtype: 'data' })
      stream.end(bytes)
      expect((await readAll(stream)).equals(bytes)).toBe(true)
    }
    expect(seen).toEqual([
      { port: '80', streamtype: 'data', id: 1 },
      { port: '81', streamtype: 'data', id: 3 },
    ])
    client.close()
    await Promise.all([client.closed, server.closed])
  })

  test('answers pings of the other side', async () => {
    const [near, far] = duplexPair()
    const server = new SpdyConnection(far, { role: 'server' })
    near.write(encodeFrame({ type: 'ping', id: 7 }))
    const [answer] = (await once(near, 'data')) as [Buffer]
    expect(new FrameReader().push(answer)).toEqual([{ type: 'ping', id: 7 }])
    server.destroy()
    await server.closed
  })

  test('refuses a stream that is not taken', async () => {
    const { client } = connect(() => {
      throw new Error('no')
    })
    expect(await catchError(client.open({ port: '80' }))).toMatchObject({ message: /aborted by the other side/ })
    client.destroy()
  })

  test('tells the streams when it is lost', async () => {
    const { client, server } = connect(() => undefined)
    const stream = await client.open({ port: '80' })
    const reading = catchError(readAll(stream))
    server.destroy()
    expect(await reading).toMatchObject({ message: /closed before the stream had ended/ })
  })

  test('lets be read what has come to its end before', async () => {
    const { client, server } = connect((stream) => void stream.end('all of it'))
    const stream = await client.open({ port: '80' })
    server.close()
    await client.closed
    expect((await readAll(stream)).toString()).toBe('all of it')
  })

  test('tells the other side of a stream that is given up', async () => {
    const opened = Promise.withResolvers<SpdyStream>()
    const { client, server } = connect(opened.resolve)
    const stream = await client.open({ port: '80' })
    const reading = catchError(readAll(await opened.promise))
    stream.destroy()
    expect(await reading).toMatchObject({ message: /aborted by the other side/ })
    client.close()
    await server.closed
  })

  test('is held back by a stream that nobody reads', async () => {
    const opened = Promise.withResolvers<SpdyStream>()
    const { client, server } = connect(opened.resolve)
    const stream = await client.open({ port: '80' })
    let isTaken = false
    stream.write(Buffer.alloc(2_000_000), () => (isTaken = true))
    stream.end()
    const other = await opened.promise
    await once(other, 'readable')
    expect(isTaken).toBe(false)
    expect(await readAll(other)).toHaveLength(2_000_000)
    expect(isTaken).toBe(true)
    client.close()
    await server.closed
  })
})

describe('frames', () => {
  const frames: SpdyFrame[] = [
    { type: 'synStream', streamId: 1, isLast: false, headers: Buffer.from('abc') },
    { type: 'synReply', streamId: 1, isLast: true, headers: Buffer.from('d') },
    { type: 'headers', streamId: 1, isLast: false, headers: Buffer.from('') },
    { type: 'data', streamId: 3, isLast: true, data: Buffer.from('hello') },
    { type: 'reset', streamId: 3, status: 5 },
    { type: 'ping', id: 2 },
    { type: 'goAway', lastStreamId: 3, status: 0 },
  ]

  test.each([1, 7, 1000])('are put together from pieces of %d bytes', (size) => {
    const bytes = Buffer.concat(frames.map(encodeFrame))
    const reader = new FrameReader()
    const seen: SpdyFrame[] = []
    for (let at = 0; at < bytes.length; at += size) seen.push(...reader.push(bytes.subarray(at, at + size)))
    expect(seen).toEqual(frames)
  })

  test('of no use here are left out', () => {
    const windowUpdate = Buffer.from([0x80, 3, 0, 9, 0, 0, 0, 8, 0, 0, 0, 1, 0, 0, 16, 0])
    expect(new FrameReader().push(windowUpdate)).toEqual([])
  })

  test('of another protocol are an error', () => {
    expect(() => new FrameReader().push(Buffer.from([0x80, 2, 0, 1, 0, 0, 0, 0]))).toThrow(/does not speak SPDY/)
  })
})

describe('headers', () => {
  test('are read as others compress them', async () => {
    const deflate = createDeflate({ dictionary: headerDictionary })
    const decoder = createHeaderDecoder()
    for (const name of ['first', 'second']) {
      const block = Buffer.from(`\0\0\0\x01\0\0\0\x04name\0\0\0${String.fromCharCode(name.length)}${name}`, 'latin1')
      deflate.write(block)
      await new Promise<void>((resolve) => deflate.flush(constants.Z_SYNC_FLUSH, resolve))
      expect(await decoder.decode(deflate.read() as Buffer)).toEqual({ name })
    }
    decoder.close()
    deflate.destroy()
  })

  test('come back as they were given', async () => {
    const encode = createHeaderEncoder()
    const decoder = createHeaderDecoder()
    for (const headers of [{ a: '1', b: 'ü' }, {}, { long: 'x'.repeat(10_000) }]) {
      expect(await decoder.decode(encode(headers))).toEqual(headers)
    }
    decoder.close()
  })

  test('that are cut short are an error', async () => {
    const decoder = createHeaderDecoder()
    const block = createHeaderEncoder()({ name: 'value' })
    expect(await catchError(decoder.decode(block.subarray(0, -10)))).toBeInstanceOf(RangeError)
    decoder.close()
  })
})
