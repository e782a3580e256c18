import { expect, test } from 'vitest'
import { createScriptedProxy, problemAnswer } from './testing/createScriptedProxy.ts'
import { renderInProvider } from './testing/renderInProvider.tsx'
import { useLogs } from './useLogs.ts'

const target = { namespace: 'acme', pod: 'web-0' }
const lines = (...texts: string[]) => ({
  lines: texts.map((text) => ({ time: '2026-01-01T00:00:00Z', pod: 'web-0', container: 'app', text })),
})

async function start(options: Parameters<typeof useLogs>[1] = {}) {
  const proxy = createScriptedProxy()
  const rendered = await renderInProvider(() => useLogs(target, options), { proxy })
  const texts = () => {
    const entries = rendered.result.current.buffer?.getSnapshot().entries() ?? []
    return [...entries].map((entry) => ('text' in entry ? entry.text : `(${entry.marker})`))
  }
  return { ...rendered, proxy, texts }
}

test('a log is followed into a buffer, once, also in strict mode', async () => {
  const { proxy, result, texts } = await start({ tailLines: 5 })
  await expect.poll(() => proxy.streams.length).toBe(1)
  expect(proxy.streams[0]?.url.search).toBe('?tailLines=5&follow=true')
  proxy.streams[0]?.send('lines', lines('one', 'two'))
  proxy.streams[0]?.send('lines', lines('three'))
  await expect.poll(texts).toEqual(['one', 'two', 'three'])
  expect(result.current.status).toEqual({ state: 'streaming' })
})

test('a container that waits says why', async () => {
  const { proxy, result } = await start()
  await expect.poll(() => proxy.streams.length).toBe(1)
  proxy.streams[0]?.send('state', { state: 'waiting', pod: 'web-0', container: 'app', reason: 'ImagePullBackOff' })
  await expect
    .poll(() => result.current.status)
    .toEqual({ state: 'waiting', container: 'app', reason: 'ImagePullBackOff' })
  proxy.streams[0]?.send('lines', lines('started'))
  await expect.poll(() => result.current.status).toEqual({ state: 'streaming' })
})

test('gaps and ends stand between the lines', async () => {
  const { proxy, result, texts } = await start()
  await expect.poll(() => proxy.streams.length).toBe(1)
  proxy.streams[0]?.send('lines', lines('before'))
  proxy.streams[0]?.send('state', { state: 'rotated', pod: 'web-0', container: 'app' })
  proxy.streams[0]?.send('lines', lines('after'))
  proxy.streams[0]?.send('state', { state: 'ended', pod: 'web-0', container: 'app', reason: 'Completed' })
  proxy.streams[0]?.end()
  await expect.poll(texts).toEqual(['before', '(rotated)', 'after', '(ended)'])
  await expect.poll(() => result.current.status).toEqual({ state: 'ended', reason: 'Completed' })
  expect(proxy.streams).toHaveLength(1)
})

test('a lost connection is told, and the log goes on behind the last line', async () => {
  const { proxy, result, texts } = await start()
  await expect.poll(() => proxy.streams.length).toBe(1)
  proxy.streams[0]?.send('lines', lines('one'))
  await expect.poll(texts).toEqual(['one'])
  proxy.refuseStreams(true)
  proxy.streams[0]?.cut()
  await expect.poll(() => result.current.connection.state).toBe('stale')
  expect(result.current.connection.retryAt).toBeInstanceOf(Date)
  proxy.refuseStreams(false)
  await expect.poll(() => proxy.streams.length).toBe(2)
  expect(proxy.streams[1]?.lastEventId).toBe('1-1')
  proxy.streams[1]?.send('lines', lines('two'))
  await expect.poll(texts).toEqual(['one', '(reconnected)', 'two'])
  expect(result.current.connection.state).toBe('live')
})

test('a gap in which lines were lost is not called one without loss', async () => {
  const { proxy, texts } = await start()
  await expect.poll(() => proxy.streams.length).toBe(1)
  proxy.streams[0]?.send('lines', lines('one'))
  await expect.poll(texts).toEqual(['one'])
  proxy.streams[0]?.cut()
  await expect.poll(() => proxy.streams.length).toBe(2)
  proxy.streams[1]?.send('state', { state: 'rotated', pod: 'web-0', container: 'app' })
  proxy.streams[1]?.send('lines', lines('two'))
  await expect.poll(texts).toEqual(['one', '(rotated)', 'two'])
})

test('an environment that goes while the connection is lost leaves its lines, and the log says that it is gone', async () => {
  const { proxy, result, texts } = await start()
  await expect.poll(() => proxy.streams.length).toBe(1)
  proxy.streams[0]?.send('lines', lines('one'))
  await expect.poll(texts).toEqual(['one'])
  proxy.refuseStreams(() => problemAnswer({ status: 404, code: 'NOT_FOUND', detail: 'It is no more.' }))
  proxy.streams[0]?.cut()
  await expect.poll(texts).toEqual(['one', '(gone)'])
  await expect.poll(() => result.current.status).toEqual({ state: 'gone', reason: 'It is no more.' })
})

test('a log that is refused has failed, and can be begun anew', async () => {
  const proxy = createScriptedProxy()
  proxy.refuseStreams(() => problemAnswer({ status: 403, code: 'FORBIDDEN' }))
  const { result } = await renderInProvider(() => useLogs(target), { proxy })
  await expect.poll(() => result.current.status).toMatchObject({ state: 'failed', error: { code: 'FORBIDDEN' } })
  proxy.refuseStreams(false)
  result.current.restart()
  await expect.poll(() => proxy.streams.length).toBe(1)
  proxy.streams[0]?.send('lines', lines('allowed'))
  await expect.poll(() => result.current.status).toEqual({ state: 'streaming' })
})

test('beginning anew forgets what was there', async () => {
  const { proxy, result, texts } = await start()
  await expect.poll(() => proxy.streams.length).toBe(1)
  proxy.streams[0]?.send('lines', lines('one'))
  await expect.poll(texts).toEqual(['one'])
  result.current.restart()
  await expect.poll(() => proxy.streams.length).toBe(2)
  expect(proxy.streams[0]?.aborted).toBe(true)
  proxy.streams[1]?.send('lines', lines('one'))
  await expect.poll(texts).toEqual(['one'])
})

test('of more lines than the limit the newest are kept', async () => {
  const { proxy, result, texts } = await start({ limit: 100 })
  await expect.poll(() => proxy.streams.length).toBe(1)
  proxy.streams[0]?.send('lines', lines(...Array.from({ length: 1000 }, (_, index) => String(index))))
  await expect.poll(() => texts().at(-1)).toBe('999')
  expect(texts().length).toBeLessThanOrEqual(100)
  expect((result.current.buffer?.getSnapshot().first ?? 0) + texts().length).toBe(1000)
})

test('a component that goes ends its log', async () => {
  const { proxy, unmount } = await start()
  await expect.poll(() => proxy.streams.length).toBe(1)
  await unmount()
  await expect.poll(() => proxy.streams[0]?.aborted).toBe(true)
})

test('what is said of a pod holds for its containers, and of the whole log until lines come again', async () => {
  const { proxy, result } = await start()
  await expect.poll(() => proxy.streams.length).toBe(1)
  const [stream] = proxy.streams
  stream?.send('state', { state: 'waiting', pod: 'web-0', reason: 'Unschedulable' })
  await expect
    .poll(() => result.current.status)
    .toEqual({ state: 'waiting', container: undefined, reason: 'Unschedulable' })
  stream?.send('lines', lines('one'))
  await expect.poll(() => result.current.status).toEqual({ state: 'streaming' })
  stream?.send('state', { state: 'waiting', reason: 'The cluster does not answer.' })
  await expect.poll(() => result.current.status).toMatchObject({ reason: 'The cluster does not answer.' })
  stream?.send('lines', lines('two'))
  await expect.poll(() => result.current.status).toEqual({ state: 'streaming' })
  stream?.send('state', { state: 'gone', pod: 'web-0', reason: 'Evicted' })
  await expect.poll(() => result.current.status).toEqual({ state: 'gone', reason: 'Evicted' })
})
