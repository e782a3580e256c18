import { once } from 'node:events'
import { expect, test } from 'vitest'
import { catchError } from '../testing/catchError.ts'
import { answerStatus, startApiServer } from '../testing/startApiServer.ts'
import { requestStream } from './requestStream.ts'

async function readText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks = []
  for await (const chunk of body) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

test('gives the head at once and the bytes as they come', async () => {
  const go = Promise.withResolvers<void>()
  await using api = await startApiServer((_, response) => {
    response.writeHead(200, { 'x-kind': 'log' }).write('one ')
    void go.promise.then(() => response.end('two'))
  })
  using stream = await requestStream(api.kubeConfig, '/log')
  expect(stream).toMatchObject({ status: 200, headers: { 'x-kind': 'log' } })
  go.resolve()
  expect(await readText(stream.body)).toBe('one two')
})

test('each stream has a connection of its own', async () => {
  await using api = await startApiServer((_, response) => void response.write('x'))
  using _first = await requestStream(api.kubeConfig, '/log')
  using _second = await requestStream(api.kubeConfig, '/log')
  expect(api.sockets).toHaveLength(2)
})

test('a refused stream is the error of its Status', async () => {
  await using api = await startApiServer((_, response) =>
    answerStatus(response, { code: 410, reason: 'Expired', message: 'too old' }),
  )
  const error = await catchError(requestStream(api.kubeConfig, '/watch'))
  expect(error).toMatchObject({ name: 'KubernetesError', status: 410, reason: 'Expired', message: 'too old' })
})

test('the timeout is over once the answer has begun', async () => {
  const go = Promise.withResolvers<void>()
  await using api = await startApiServer((_, response) => {
    response.write('begin ')
    void go.promise.then(() => response.end('end'))
  })
  using stream = await requestStream(api.kubeConfig, '/log', { timeoutMs: 200 })
  setTimeout(() => go.resolve(), 300)
  expect(await readText(stream.body)).toBe('begin end')
})

test('closing, disposing and destroying the body each close the connection', async () => {
  await using api = await startApiServer((_, response) => void response.write('x'))
  const endings = [
    (stream: Awaited<ReturnType<typeof requestStream>>) => stream.close(),
    (stream: Awaited<ReturnType<typeof requestStream>>) => stream[Symbol.dispose](),
    (stream: Awaited<ReturnType<typeof requestStream>>) => stream.body.destroy(),
  ]
  for (const end of endings) {
    const stream = await requestStream(api.kubeConfig, '/log')
    const closed = once(api.sockets.at(-1)!, 'close')
    end(stream)
    await closed
  }
})

test('aborting ends the body with the reason and closes the connection', async () => {
  await using api = await startApiServer((_, response) => void response.write('x'))
  const controller = new AbortController()
  const stream = await requestStream(api.kubeConfig, '/log', { signal: controller.signal })
  const closed = once(api.sockets[0]!, 'close')
  const reason = new Error('the page was closed')
  const failure = catchError(readText(stream.body))
  controller.abort(reason)
  expect(await failure).toBe(reason)
  await closed
})

test('a cut connection is an error of the body, not an end', async () => {
  await using api = await startApiServer((incoming, response) =>
    response.write('half', () => incoming.socket.destroy()),
  )
  using stream = await requestStream(api.kubeConfig, '/log')
  await expect(readText(stream.body)).rejects.toThrow()
})

test('a reader that pauses slows the sender', async () => {
  let written = 0
  await using api = await startApiServer((_, response) => {
    const write = () => {
      while (written < 1 << 30 && response.write(Buffer.alloc(65_536))) written += 65_536
    }
    response.on('drain', write)
    write()
  })
  using stream = await requestStream(api.kubeConfig, '/log')
  await once(stream.body, 'readable')
  // What the buffers of both sides and the system take; far from all that the sender would like to send.
  expect(written).toBeLessThan(1 << 28)
})

test('a signal that outlives many streams keeps none of them', async () => {
  await using api = await startApiServer((_, response) => response.end('x'))
  const { signal } = new AbortController()
  let listeners = 0
  const add = signal.addEventListener.bind(signal)
  const remove = signal.removeEventListener.bind(signal)
  signal.addEventListener = (...args: Parameters<typeof add>) => (listeners++, add(...args))
  signal.removeEventListener = (...args: Parameters<typeof remove>) => (listeners--, remove(...args))
  for (let count = 0; count < 3; count++) {
    using stream = await requestStream(api.kubeConfig, '/log', { signal })
    await readText(stream.body)
    if (!stream.body.closed) await once(stream.body, 'close')
  }
  expect(listeners).toBe(0)
})
