import { expect, onTestFinished, test, vi } from 'vitest'
import { createPageActivity } from '../internals/PageActivity.ts'
import { followLog } from '../logs/followLog.ts'
import { HttpClient } from '../request/HttpClient.ts'
import { createQueue } from '../testing/queue.ts'
import { type OpenAnswer, startServer } from '../testing/startServer.ts'
import { until } from '../testing/until.ts'
import { TopicStream } from './TopicStream.ts'

const topic = { kind: 'environments', cluster: '-', namespace: '*' } as const
const snapshotOf = (id: string) => [{ topic: 'environments:-/*', items: [], resourceVersion: '1' }, id] as const

/** As much of a page as is listened to; Node has none. */
function openPage() {
  const page = Object.assign(new EventTarget(), { hidden: false })
  const network = new EventTarget()
  vi.stubGlobal('document', page)
  vi.stubGlobal('addEventListener', network.addEventListener.bind(network))
  vi.stubGlobal('removeEventListener', network.removeEventListener.bind(network))
  return {
    show(visible: boolean) {
      page.hidden = !visible
      page.dispatchEvent(new Event('visibilitychange'))
    },
    goOnline: () => network.dispatchEvent(new Event('online')),
  }
}

async function start({ timings = {}, suspendWhenHidden = true, delay = 20 } = {}) {
  const page = openPage()
  const server = await startServer()
  const answers = createQueue<OpenAnswer>()
  server.answer(answers.put)
  const http = new HttpClient({ baseUrl: server.url })
  const activity = createPageActivity({ suspendWhenHidden, delay })
  const stream = new TopicStream({ http, activity, timings: { minimumDelay: 5, ...timings }, pace: { gather: 1 } })
  onTestFinished(async () => {
    stream.close()
    await server[Symbol.asyncDispose]()
  })
  return { page, server, answers, http, activity, stream }
}

test('a page that stays hidden lets its stream go, and resumes it at the cursor when it is shown', async () => {
  const { page, answers, stream } = await start()
  stream.watch(topic, () => undefined)
  const first = await answers.take()
  first.send('snapshot', ...snapshotOf('1'))
  await until(() => stream.state(topic).status === 'live')
  page.show(false)
  await first.closed
  await until(() => stream.get().state === 'stale')
  expect(stream.get()).toMatchObject({ reason: 'Paused while this page was hidden.' })
  expect(stream.state(topic)).toMatchObject({ status: 'stale', loaded: true })
  page.show(true)
  const second = await answers.take()
  expect(second.request.headers['last-event-id']).toBe('1')
  second.send('sync', { topic: 'environments:-/*', state: 'live', since: '2026-01-01T00:00:00Z' }, '1')
  await until(() => stream.state(topic).status === 'live')
})

test('a page that is hidden for a moment keeps its stream', async () => {
  const { page, server, answers, stream } = await start({ delay: 50 })
  stream.watch(topic, () => undefined)
  const first = await answers.take()
  first.send('snapshot', ...snapshotOf('1'))
  await until(() => stream.state(topic).status === 'live')
  page.show(false)
  page.show(true)
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(stream.get().state).toBe('live')
  expect(server.requests).toHaveLength(1)
})

test('a client can opt out', async () => {
  const { page, server, answers, stream } = await start({ suspendWhenHidden: false, delay: 1 })
  stream.watch(topic, () => undefined)
  ;(await answers.take()).send('snapshot', ...snapshotOf('1'))
  await until(() => stream.state(topic).status === 'live')
  page.show(false)
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(stream.get().state).toBe('live')
  expect(server.requests).toHaveLength(1)
})

test('the network coming back ends the wait for the next attempt', async () => {
  const { page, answers, stream } = await start({ timings: { minimumDelay: 60_000, maximumDelay: 60_000 } })
  stream.watch(topic, () => undefined)
  ;(await answers.take()).cut()
  await until(() => stream.get().retryAt)
  page.goOnline()
  ;(await answers.take()).send('snapshot', ...snapshotOf('1'))
  await until(() => stream.state(topic).status === 'live')
})

test('a followed log pauses and goes on with the page', async () => {
  const { page, answers, http, activity } = await start()
  const controller = new AbortController()
  const texts: string[] = []
  const following = (async () => {
    const log = followLog({ namespace: 'acme', pod: 'web-0' }, { http, activity, signal: controller.signal })
    for await (const event of log) if (event.event === 'lines') texts.push(...event.data.lines.map(({ text }) => text))
  })()
  const line = (text: string) => ({ lines: [{ time: '', pod: 'web-0', container: 'app', text }] })
  const first = await answers.take()
  first.send('lines', line('one'), 'a')
  await until(() => texts.length === 1)
  page.show(false)
  await first.closed
  page.show(true)
  const second = await answers.take()
  expect(second.request.headers['last-event-id']).toBe('a')
  second.send('lines', line('two'), 'b')
  await until(() => texts.length === 2)
  controller.abort()
  await following
  expect(texts).toEqual(['one', 'two'])
})
