import { setImmediate } from 'node:timers/promises'
import type { Topic } from '@catalyst/api/topics'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createPageActivity } from '../internals/PageActivity.ts'
import { HttpClient } from '../request/HttpClient.ts'
import { createQueue } from '../testing/queue.ts'
import { type OpenAnswer, sendProblem, startServer } from '../testing/startServer.ts'
import { until } from '../testing/until.ts'
import type { TopicState } from './TopicState.ts'
import { TopicStream } from './TopicStream.ts'

const environments: Topic = { kind: 'environments', cluster: '-', namespace: '*' }
const pods: Topic = { kind: 'pods', cluster: '-', namespace: 'acme' }
const keyOfEnvironments = 'environments:-/*'
const keyOfPods = 'pods:-/acme'
const object = (name: string, resourceVersion = '1') => ({
  metadata: { name, namespace: 'acme', uid: name, resourceVersion },
})
const names = ({ items }: TopicState) => items.map((item) => (item as ReturnType<typeof object>).metadata.name)

async function start({ timings = {}, linger = 10, fetch = globalThis.fetch } = {}) {
  const server = await startServer()
  const streams = createQueue<OpenAnswer>()
  server.answer(streams.put)
  const stream = new TopicStream({
    http: new HttpClient({ baseUrl: server.url, fetch }),
    activity: createPageActivity({ suspendWhenHidden: false }),
    timings: { minimumDelay: 5, maximumDelay: 20, ...timings },
    pace: { gather: 1, linger, commit: 1 },
  })
  onTestFinished(async () => {
    stream.close()
    await server[Symbol.asyncDispose]()
  })
  return { server, stream, streams }
}

const snapshot = (answer: OpenAnswer, topic: string, { items, id }: { items: object[]; id: string }) =>
  answer.send('snapshot', { topic, items, resourceVersion: '1' }, id)
/** What the proxy says behind what a client missed. */
const caughtUp = (answer: OpenAnswer, topic: string, id: string) =>
  answer.send('sync', { topic, state: 'live', since: '2026-01-01T00:00:00Z' }, id)
const topicsOf = ({ request }: OpenAnswer) => request.url.searchParams.getAll('topic')

test('all topics of a client share one stream', async () => {
  const { server, stream, streams } = await start()
  stream.watch(environments, () => undefined)
  stream.watch(pods, () => undefined)
  stream.watch(pods, () => undefined)

  const answer = await streams.take()
  snapshot(answer, keyOfEnvironments, { items: [object('pr-1')], id: '1' })
  snapshot(answer, keyOfPods, { items: [object('web-0')], id: '2' })

  await until(() => stream.state(pods).loaded)
  expect(names(stream.state(environments))).toEqual(['pr-1'])
  expect(names(stream.state(pods))).toEqual(['web-0'])
  expect(topicsOf(answer)).toEqual([keyOfEnvironments, keyOfPods])
  expect(answer.request.headers['accept']).toBe('text/event-stream')
  expect(server.requests).toHaveLength(1)
})

test('listeners hear of each change until they stop', async () => {
  const { stream, streams } = await start()
  const heard: string[][] = []
  const stop = stream.watch(environments, (state) => heard.push(names(state)))
  stream.watch(environments, () => undefined)
  const answer = await streams.take()
  snapshot(answer, keyOfEnvironments, { items: [object('a')], id: '1' })
  await until(() => heard.at(-1)?.length === 1)
  stop()
  answer.send('change', { topic: keyOfEnvironments, type: 'ADDED', object: object('b') }, '2')
  await until(() => stream.state(environments).items.length === 2)
  expect(heard.at(-1)).toEqual(['a'])
})

test('a stream cut in the middle of an event resumes at the last whole one', async () => {
  const { stream, streams } = await start()
  const statuses: string[] = []
  stream.watch(environments, ({ status }) => statuses.push(status))
  const first = await streams.take()
  snapshot(first, keyOfEnvironments, { items: [object('a')], id: 'cursor-1' })
  await until(() => stream.state(environments).loaded)
  first.write(`event: change\nid: cursor-2\ndata: {"topic":"${keyOfEnvironments}","type":"DELE`)
  setTimeout(() => first.cut(), 10)

  const second = await streams.take()
  expect(second.request.headers['last-event-id']).toBe('cursor-1')
  expect(stream.state(environments)).toMatchObject({ status: 'stale', items: [object('a')] })
  expect(stream.get().reason).toContain('broke off')
  second.send('change', { topic: keyOfEnvironments, type: 'ADDED', object: object('b') }, 'cursor-2')
  await until(() => stream.state(environments).items.length === 2)
  caughtUp(second, keyOfEnvironments, 'cursor-2')
  await until(() => stream.get().state === 'live')
  expect(stream.state(environments).status).toBe('live')
  expect(statuses).toEqual(expect.arrayContaining(['live', 'stale']))
})

test('after a loss nothing is live before the proxy says that all that was missed has come', async () => {
  const { stream, streams } = await start()
  const seen: string[] = []
  stream.watch(environments, (state) => seen.push(`${state.status} ${names(state).join()}`))
  const first = await streams.take()
  snapshot(first, keyOfEnvironments, { items: [object('a')], id: '1' })
  await until(() => stream.state(environments).status === 'live')
  first.end()
  const second = await streams.take()
  second.write(': hello\n\n')
  second.send('change', { topic: keyOfEnvironments, type: 'ADDED', object: object('b') }, '2')
  await until(() => stream.state(environments).items.length === 2)
  expect(stream.get()).toMatchObject({ state: 'stale', retryAt: undefined })
  second.send('change', { topic: keyOfEnvironments, type: 'DELETED', object: object('a') }, '3')
  caughtUp(second, keyOfEnvironments, '3')
  await until(() => stream.get().state === 'live')
  expect(stream.state(environments)).toMatchObject({ status: 'live', items: [object('b')] })
  expect(seen.filter((view) => view.startsWith('live'))).toEqual(['live a', 'live b'])
})

test('after a loss each topic is live when it has caught up, and the connection with the last', async () => {
  const { stream, streams } = await start()
  stream.watch(environments, () => undefined)
  stream.watch(pods, () => undefined)
  const first = await streams.take()
  snapshot(first, keyOfEnvironments, { items: [object('a')], id: '1' })
  snapshot(first, keyOfPods, { items: [object('web-0')], id: '2' })
  await until(() => stream.state(pods).status === 'live')
  first.end()
  const second = await streams.take()
  snapshot(second, keyOfEnvironments, { items: [object('b')], id: '3' })
  await until(() => stream.state(environments).status === 'live')
  expect(stream.state(pods)).toMatchObject({ status: 'stale', items: [object('web-0')] })
  expect(stream.get().state).toBe('stale')
  second.send('failure', { topic: keyOfPods, problem: { status: 403, code: 'FORBIDDEN', detail: 'No.' } }, '4')
  await until(() => stream.get().state === 'live')
  expect(stream.state(pods).status).toBe('failed')
})

test('a client that is told on its return that the source is lost is connected, and its topic stale since then', async () => {
  const { stream, streams } = await start()
  stream.watch(environments, () => undefined)
  const first = await streams.take()
  snapshot(first, keyOfEnvironments, { items: [object('a')], id: '1' })
  await until(() => stream.state(environments).loaded)
  first.end()
  const since = '2026-01-01T00:00:00.000Z'
  const second = await streams.take()
  second.send('sync', { topic: keyOfEnvironments, state: 'stale', since, reason: 'No answer.' }, '2')
  await until(() => stream.get().state === 'live')
  expect(stream.state(environments)).toMatchObject({ status: 'stale', since: new Date(since), reason: 'No answer.' })
})

test('an answer with 503 is retried, and says when', async () => {
  const { stream, streams } = await start()
  const waits: (Date | undefined)[] = []
  stream.subscribe(({ retryAt }) => waits.push(retryAt))
  stream.watch(environments, () => undefined)
  sendProblem(await streams.take(), { status: 503, code: 'UPSTREAM_UNAVAILABLE', detail: 'Starting.' })
  const second = await streams.take()
  expect(stream.get()).toMatchObject({ state: 'stale', reason: 'Starting.' })
  expect(stream.state(environments)).toMatchObject({ status: 'loading', reason: 'Starting.' })
  expect(waits.some((wait) => wait instanceof Date)).toBe(true)
  snapshot(second, keyOfEnvironments, { items: [], id: '1' })
  await until(() => stream.state(environments).status === 'live')
})

test('a proxy that is away is waited for, and found when it is back', async () => {
  const { server, stream } = await start()
  const port = Number(new URL(server.url).port)
  await server[Symbol.asyncDispose]()
  stream.watch(environments, () => undefined)
  await until(() => stream.get().reason?.includes('did not answer'))
  await using back = await startServer({ port })
  back.answer((answer) => snapshot(answer, keyOfEnvironments, { items: [object('a')], id: '1' }))
  await until(() => stream.state(environments).status === 'live')
  stream.close()
})

test('a stream that falls silent is given up and resumed', async () => {
  const { stream, streams } = await start({ timings: { idleTimeout: 500 } })
  stream.watch(environments, () => undefined)
  const first = await streams.take()
  snapshot(first, keyOfEnvironments, { items: [object('a')], id: '1' })
  const second = await streams.take()
  await first.closed
  expect(second.request.headers['last-event-id']).toBe('1')
})

test('comments keep a stream alive that has nothing to say, and without them it is given up', async ({ signal }) => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  let chunks = 0
  const count = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      chunks += 1
      controller.enqueue(chunk)
    },
  })
  const counting: typeof fetch = async (...request) => {
    const answer = await fetch(...request)
    return new Response(answer.body?.pipeThrough(count), answer)
  }
  const turnsUntil = async (isSo: () => boolean) => {
    while (!signal.aborted && !isSo()) await setImmediate()
    await setImmediate()
  }
  // Less than the minutes of silence after which fetch itself gives up.
  const idleTimeout = 40_000
  const { server, stream, streams } = await start({ timings: { idleTimeout }, fetch: counting })
  stream.watch(environments, () => undefined)
  await vi.advanceTimersByTimeAsync(1)
  const first = await streams.take()
  snapshot(first, keyOfEnvironments, { items: [], id: '1' })
  for (let sent = 1; sent <= 8; sent++) {
    await turnsUntil(() => chunks === sent)
    await vi.advanceTimersByTimeAsync(idleTimeout * 0.75)
    expect(stream.get().state).toBe('live')
    first.write(': still here\n\n')
  }
  await turnsUntil(() => chunks === 9)
  expect(server.requests).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(idleTimeout)
  await turnsUntil(() => stream.get().state !== 'live')
  expect(stream.get().reason).toContain('silent')
})

test('an answer that never begins is given up too', async () => {
  const { stream, streams } = await start({ timings: { idleTimeout: 500 } })
  stream.watch(environments, () => undefined)
  await streams.take()
  snapshot(await streams.take(), keyOfEnvironments, { items: [], id: '1' })
  await until(() => stream.state(environments).status === 'live')
})

test('another topic opens the stream again at the cursor, and nothing looks stale meanwhile', async () => {
  const { stream, streams } = await start()
  const connections: string[] = []
  stream.subscribe(({ state }) => connections.push(state))
  stream.watch(environments, () => undefined)
  const first = await streams.take()
  snapshot(first, keyOfEnvironments, { items: [object('a')], id: '1' })
  await until(() => stream.state(environments).loaded)

  stream.watch(pods, () => undefined)
  const second = await streams.take()
  await first.closed
  expect(topicsOf(second)).toEqual([keyOfEnvironments, keyOfPods])
  expect(second.request.headers['last-event-id']).toBe('1')
  snapshot(second, keyOfPods, { items: [], id: '2' })
  await until(() => stream.state(pods).loaded)
  expect(connections).toEqual(['connecting', 'live'])
  expect(names(stream.state(environments))).toEqual(['a'])
})

test('a topic that nobody watches any more is dropped after a while, and the stream with the last one', async () => {
  const { stream, streams } = await start()
  const stopPods = stream.watch(pods, () => undefined)
  const stopEnvironments = stream.watch(environments, () => undefined)
  const first = await streams.take()
  snapshot(first, keyOfPods, { items: [object('web-0')], id: '1' })
  await until(() => stream.state(pods).loaded)
  stopPods()
  const second = await streams.take()
  expect(topicsOf(second)).toEqual([keyOfEnvironments])
  expect(stream.state(pods)).toMatchObject({ status: 'loading', items: [] })
  second.write(': open\n\n')
  stopEnvironments()
  await second.closed
  expect(stream.get().state).toBe('idle')
})

test('a topic that comes back within the while goes on as it was', async () => {
  const { server, stream, streams } = await start({ linger: 10_000 })
  const stop = stream.watch(environments, () => undefined)
  snapshot(await streams.take(), keyOfEnvironments, { items: [object('a')], id: '1' })
  await until(() => stream.state(environments).loaded)
  stop()
  stream.watch(environments, () => undefined)
  expect(names(stream.state(environments))).toEqual(['a'])
  expect(server.requests).toHaveLength(1)
})

test('a cursor that may still hold a dropped topic is not used when the topic comes back without its items', async () => {
  const { stream, streams } = await start()
  stream.watch(environments, () => undefined)
  const stop = stream.watch(pods, () => undefined)
  const first = await streams.take()
  snapshot(first, keyOfPods, { items: [object('web-0')], id: 'with-pods' })
  await until(() => stream.state(pods).loaded)
  stop()
  const second = await streams.take()
  second.write(': nothing new\n\n')
  stream.watch(pods, () => undefined)
  const third = await streams.take()
  expect(topicsOf(third)).toContain(keyOfPods)
  expect(third.request.headers['last-event-id']).toBeUndefined()
})

test('a failure of one topic leaves the others alone', async () => {
  const { stream, streams } = await start()
  stream.watch(environments, () => undefined)
  stream.watch(pods, () => undefined)
  const answer = await streams.take()
  const problem = { status: 403, code: 'FORBIDDEN', detail: 'Not yours.' }
  answer.send('failure', { topic: keyOfPods, problem }, '1')
  snapshot(answer, keyOfEnvironments, { items: [object('a')], id: '2' })
  await until(() => stream.state(environments).loaded)
  expect(stream.state(pods)).toMatchObject({ status: 'failed', problem })
  expect(stream.state(environments).status).toBe('live')
})

test('a stream that is refused fails every topic with the reason', async () => {
  const { stream, streams } = await start()
  stream.watch(environments, () => undefined)
  sendProblem(await streams.take(), { status: 401, code: 'UNAUTHORIZED', detail: 'Sign in.' })
  await until(() => stream.state(environments).status === 'failed')
  expect(stream.state(environments).problem).toMatchObject({ code: 'UNAUTHORIZED', detail: 'Sign in.' })
  // Signed in again: the next attempt is served.
  snapshot(await streams.take(), keyOfEnvironments, { items: [], id: '1' })
  await until(() => stream.state(environments).status === 'live')
})

test('when the sign-in of a connection ends, the next one goes on at its cursor, and no topic is lost for it', async () => {
  const { stream, streams } = await start()
  const statuses = new Set<string>()
  stream.watch(environments, ({ status }) => void statuses.add(status))
  const first = await streams.take()
  snapshot(first, keyOfEnvironments, { items: [object('a')], id: '1' })
  await until(() => stream.state(environments).status === 'live')
  const problem = { status: 401, code: 'UNAUTHORIZED', detail: 'The sign-in has ended.' }
  first.send('failure', { topic: keyOfEnvironments, problem }, '2')
  const second = await streams.take()
  expect(second.request.headers['last-event-id']).toBe('1')
  caughtUp(second, keyOfEnvironments, '1')
  await until(() => stream.get().state === 'live')
  expect(stream.state(environments)).toMatchObject({ status: 'live', items: [object('a')] })
  expect(statuses).not.toContain('failed')
})

test('a cursor that is not accepted is left out of the next attempt', async () => {
  const { stream, streams } = await start()
  stream.watch(environments, () => undefined)
  const first = await streams.take()
  snapshot(first, keyOfEnvironments, { items: [object('a')], id: 'bad' })
  await until(() => stream.state(environments).loaded)
  first.end()
  sendProblem(await streams.take(), { status: 400, code: 'INVALID_INPUT' })
  const third = await streams.take()
  expect(third.request.headers['last-event-id']).toBeUndefined()
})

test.each([
  [
    'a change before its snapshot',
    `event: change\ndata: {"topic":"${keyOfEnvironments}","type":"ADDED","object":{}}\n\n`,
  ],
  ['data that is no JSON', 'event: snapshot\ndata: {\n\n'],
])('%s makes the client begin anew without its cursor', async (_, text) => {
  const { stream, streams } = await start()
  stream.watch(environments, () => undefined)
  const first = await streams.take()
  first.write(`id: cursor\n${text}`)
  const second = await streams.take()
  expect(second.request.headers['last-event-id']).toBeUndefined()
})

test('a page in place of the stream is no stream', async () => {
  const { stream, streams } = await start()
  stream.watch(environments, () => undefined)
  const { response } = await streams.take()
  response.writeHead(200, { 'content-type': 'text/html' }).end('<html>')
  await until(() => stream.get().reason?.includes('no event stream'))
})

test('topics too long for a URL are posted', async () => {
  const { stream, streams } = await start()
  const selector = `team in (${'a'.repeat(2000)})`
  stream.watch({ ...environments, labelSelector: selector }, () => undefined)
  const { request } = await streams.take()
  expect([request.method, request.url.pathname]).toEqual(['POST', '/api/v1/stream'])
  expect(JSON.parse(request.body)).toEqual({ topics: [`${keyOfEnvironments}?labelSelector=${selector}`] })
})

test('a selector is encoded once as a whole', async () => {
  const { stream, streams } = await start()
  stream.watch({ ...environments, labelSelector: 'a=b,c!=d' }, () => undefined)
  const answer = await streams.take()
  expect(answer.request.url.search).toBe('?topic=environments%3A-%2F*%3FlabelSelector%3Da%3Db%2Cc!%3Dd')
  expect(topicsOf(answer)).toEqual([`${keyOfEnvironments}?labelSelector=a=b,c!=d`])
})

test('retry ends the wait for the next attempt', async () => {
  const { stream, streams } = await start({ timings: { minimumDelay: 60_000, maximumDelay: 60_000 } })
  stream.watch(environments, () => undefined)
  sendProblem(await streams.take(), { status: 503, code: 'UPSTREAM_UNAVAILABLE' })
  await until(() => stream.get().retryAt)
  stream.retry()
  snapshot(await streams.take(), keyOfEnvironments, { items: [], id: '1' })
  await until(() => stream.state(environments).status === 'live')
})

test('a closed stream can be used again', async () => {
  const { stream, streams } = await start()
  stream.watch(environments, () => undefined)
  const first = await streams.take()
  snapshot(first, keyOfEnvironments, { items: [], id: '1' })
  stream.close()
  await first.closed
  expect(stream.get().state).toBe('idle')
  stream.watch(environments, () => undefined)
  expect((await streams.take()).request.headers['last-event-id']).toBeUndefined()
})

test('a listener that throws does not keep the news from the others', async () => {
  const { stream, streams } = await start()
  const thrown = new Promise<unknown>((resolve) => process.once('uncaughtException', resolve))
  const others = process.listeners('uncaughtException').slice(0, -1)
  for (const listener of others) process.removeListener('uncaughtException', listener)
  onTestFinished(() => others.forEach((listener) => process.on('uncaughtException', listener)))
  let threw = false
  stream.watch(environments, () => {
    if (threw) return
    threw = true
    throw new Error('a fault in a listener')
  })
  const heard: string[] = []
  stream.watch(environments, ({ status }) => heard.push(status))
  snapshot(await streams.take(), keyOfEnvironments, { items: [], id: '1' })
  await until(() => heard.includes('live'))
  expect(await thrown).toMatchObject({ message: 'a fault in a listener' })
})
