import { expect, test } from 'vitest'
import { createPageActivity } from '../internals/PageActivity.ts'
import { HttpClient } from '../request/HttpClient.ts'
import { startServer } from '../testing/startServer.ts'
import { until } from '../testing/until.ts'
import { LazyTopics } from './LazyTopics.ts'
import { TopicStream } from './TopicStream.ts'

const topic = { kind: 'environments', cluster: '-', namespace: '*' } as const
const snapshot = { topic: 'environments:-/*', items: [{ metadata: { name: 'a' } }], resourceVersion: '1' }

async function start() {
  const server = await startServer()
  server.answer(({ response }) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(`event: snapshot\nid: 1\ndata: ${JSON.stringify(snapshot)}\n\n`)
  })
  const activity = createPageActivity({ suspendWhenHidden: false })
  const create = () => new TopicStream({ http: new HttpClient({ baseUrl: server.url }), activity })
  return { server, create }
}

test('nothing is loaded until somebody watches, and then once', async () => {
  const { server, create } = await start()
  await using _ = server
  let loads = 0
  const topics = new LazyTopics(async () => {
    loads++
    return create()
  })
  expect(topics.state(topic)).toMatchObject({ status: 'loading', loaded: false })
  expect([topics.get().state, loads]).toEqual(['idle', 0])
  const states: string[] = []
  topics.subscribe(({ state }) => states.push(state))
  const seen: number[] = []
  const stop = topics.watch(topic, ({ items }) => seen.push(items.length))
  const stopOther = topics.watch(topic, () => undefined)
  await until(() => topics.state(topic).status === 'live')
  expect(seen).toEqual([1])
  expect(states).toEqual(['connecting', 'live'])
  expect(loads).toBe(1)
  stop()
  stopOther()
  topics.close()
  expect(topics.get().state).toBe('idle')
})

test('who left before it was loaded is not told of anything, and opens nothing', async () => {
  const { server, create } = await start()
  await using _ = server
  const loading = Promise.withResolvers<TopicStream>()
  const topics = new LazyTopics(() => loading.promise)
  const stop = topics.watch(topic, () => expect.unreachable())
  stop()
  loading.resolve(create())
  await loading.promise
  const seen: string[] = []
  topics.watch(topic, ({ status }) => seen.push(status))
  await until(() => seen.includes('live'))
  expect(server.requests).toHaveLength(1)
  topics.close()
})

test('what can not be loaded is stale, says why and when it is tried again, and is tried at once when asked', async () => {
  const { server, create } = await start()
  await using _ = server
  let isDown = true
  const topics = new LazyTopics(async () => {
    if (isDown) throw new TypeError('Failed to fetch dynamically imported module')
    return create()
  })
  topics.watch(topic, () => undefined)
  await until(() => topics.get().state === 'stale')
  expect(topics.get()).toMatchObject({
    reason: expect.stringContaining('could not be loaded'),
    retryAt: expect.any(Date),
  })
  isDown = false
  topics.retry()
  await until(() => topics.state(topic).status === 'live')
  expect(topics.get().state).toBe('live')
  topics.close()
})

test('the last reader takes the next try with it', async () => {
  const topics = new LazyTopics(() => Promise.reject(new TypeError('Failed to fetch')))
  const stop = topics.watch(topic, () => undefined)
  await until(() => topics.get().state === 'stale')
  stop()
  expect(topics.get()).toMatchObject({ state: 'idle' })
  expect(topics.get().retryAt).toBeUndefined()
})
