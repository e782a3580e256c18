import type { LogLine } from '@catalyst/api'
import { expect, onTestFinished, test } from 'vitest'
import { isForbidden, isNotFound } from '../errors/CatalystError.ts'
import { createPageActivity } from '../internals/PageActivity.ts'
import { HttpClient } from '../request/HttpClient.ts'
import { createQueue } from '../testing/queue.ts'
import { type OpenAnswer, sendProblem, startServer } from '../testing/startServer.ts'
import { until } from '../testing/until.ts'
import { followLog, type FollowLogOptions } from './followLog.ts'
import type { LogStreamEvent, LogTarget } from './LogTarget.ts'

const pod: LogTarget = { namespace: 'acme', pod: 'web-0' }
const line = (text: string, container = 'app'): LogLine => ({
  time: '2026-01-01T00:00:00Z',
  pod: 'web-0',
  container,
  text,
})
const lines = (...texts: string[]) => ({ lines: texts.map((text) => line(text)) })

async function start() {
  const server = await startServer()
  const answers = createQueue<OpenAnswer>()
  server.answer(answers.put)
  const controller = new AbortController()
  onTestFinished(async () => {
    controller.abort()
    await server[Symbol.asyncDispose]()
  })
  const http = new HttpClient({ baseUrl: server.url })
  const activity = createPageActivity({ suspendWhenHidden: false })

  function follow(target: LogTarget = pod, options: Partial<FollowLogOptions> = {}) {
    const events: LogStreamEvent[] = []
    const timings = { minimumDelay: 5, maximumDelay: 20, ...options.timings }
    const log = followLog(target, { http, activity, signal: controller.signal, ...options, timings })
    const ended = (async () => {
      for await (const event of log) events.push(event)
    })()
    ended.catch(() => undefined)
    const texts = () =>
      events.flatMap((event) => (event.event === 'lines' ? event.data.lines.map(({ text }) => text) : []))
    return { events, texts, ended }
  }
  return { server, answers, follow, http, activity, controller }
}

test('a log is asked for as events and followed unless told otherwise', async () => {
  const { answers, follow } = await start()
  follow({ cluster: 'prod', ...pod }, { container: ['app', 'sidecar'], tailLines: 10, previous: true })
  const { request } = await answers.take()
  expect(request.url.pathname).toBe('/api/v1/clusters/prod/namespaces/acme/pods/web-0/log')
  expect([...request.url.searchParams]).toEqual([
    ['container', 'app'],
    ['container', 'sidecar'],
    ['tailLines', '10'],
    ['previous', 'true'],
    ['follow', 'true'],
  ])
  expect(request.headers['accept']).toBe('text/event-stream')
})

test('the log of an environment has its own address', async () => {
  const { answers, follow } = await start()
  follow({ namespace: 'acme', environment: 'pr-1' }, { follow: false })
  const { request } = await answers.take()
  expect(request.url.href).toContain('/clusters/-/namespaces/acme/environments/pr-1/log?follow=false')
})

test('a log that is cut in the middle of a line goes on after the last whole event, without a line twice', async () => {
  const { answers, follow } = await start()
  const { events, texts } = follow()
  const first = await answers.take()
  first.send('lines', lines('one', 'two'), 'after-two')
  await until(() => texts().length === 2)
  first.write('event: lines\nid: after-three\ndata: {"lines":[{"text":"thr')
  setTimeout(() => first.cut(), 10)

  const second = await answers.take()
  expect(second.request.headers['last-event-id']).toBe('after-two')
  second.send('lines', lines('three', 'four'), 'after-four')
  await until(() => texts().length === 4)
  expect(texts()).toEqual(['one', 'two', 'three', 'four'])
  const states = events.flatMap((event) => (event.event === 'connection' ? [event.data.state] : []))
  expect(states).toEqual(['live', 'stale', 'live'])
  const stale = events.find((event) => event.event === 'connection' && event.data.state === 'stale')
  expect(stale?.data).toMatchObject({ since: expect.any(Date), retryAt: expect.any(Date), reason: expect.any(String) })
})

test('a log that is cut again and again, anywhere, is read whole', async () => {
  const { answers, follow } = await start()
  const { texts } = follow()
  const all = Array.from({ length: 6 }, (_, index) => `zeile ${index} 🐙`)
  const text = all
    .map((one, index) => `event: lines\nid: ${index + 1}\ndata: ${JSON.stringify(lines(one))}\n\n`)
    .join('')
  const bytes = new TextEncoder().encode(text)
  for (let cut = 1; texts().length < all.length; cut += 97) {
    const answer = await answers.take()
    const done = Number(answer.request.headers['last-event-id'] ?? '0')
    const skipped = new TextEncoder().encode(
      text
        .split('\n\n')
        .slice(0, done)
        .map((one) => `${one}\n\n`)
        .join(''),
    ).length
    answer.write(bytes.subarray(skipped, skipped + cut))
    setTimeout(() => answer.cut(), 5)
  }
  expect(texts()).toEqual(all)
})

test('a log that is not followed ends with its answer', async () => {
  const { answers, follow } = await start()
  const { texts, ended } = follow(pod, { follow: false })
  const answer = await answers.take()
  answer.send('lines', lines('one'), '1')
  answer.end()
  await ended
  expect(texts()).toEqual(['one'])
})

test('a followed log ends when its containers have, not when a connection does', async () => {
  const { server, answers, follow } = await start()
  const { events, ended } = follow()
  const first = await answers.take()
  first.send('lines', lines('one'), '1')
  first.end()
  const second = await answers.take()
  second.send('state', { state: 'ended', pod: 'web-0', container: 'app', reason: 'Completed' }, '2')
  second.end()
  await ended
  expect(events.at(-1)).toMatchObject({ event: 'state', data: { state: 'ended' } })
  expect(server.requests).toHaveLength(2)
})

test('a refusal is thrown', async () => {
  const { answers, follow } = await start()
  const { ended } = follow()
  sendProblem(await answers.take(), { status: 404, code: 'NOT_FOUND', detail: 'There is no pod "web-0".' })
  const error: unknown = await ended.catch((reason: unknown) => reason)
  expect(isNotFound(error)).toBe(true)
})

test('what goes while the connection is lost ends the log as gone', async () => {
  const { answers, follow } = await start()
  const { events, texts, ended } = follow({ namespace: 'acme', environment: 'pr-1' })
  const first = await answers.take()
  first.send('lines', lines('one'), '1')
  await until(() => texts().length === 1)
  first.cut()
  const detail = 'There is no environment "pr-1".'
  sendProblem(await answers.take(), { status: 404, code: 'NOT_FOUND', detail })
  await ended
  expect(events.at(-1)).toEqual({ event: 'state', id: '1', data: { state: 'gone', reason: detail } })
  expect(events.at(-2)).toMatchObject({ event: 'connection', data: { state: 'live' } })
})

test('a refusal while the connection was lost is thrown', async () => {
  const { answers, follow } = await start()
  const { texts, ended } = follow()
  const first = await answers.take()
  first.send('lines', lines('one'), '1')
  await until(() => texts().length === 1)
  first.cut()
  sendProblem(await answers.take(), { status: 403, code: 'FORBIDDEN' })
  expect(isForbidden(await ended.catch((reason: unknown) => reason))).toBe(true)
})

test('a proxy that is not ready is asked again', async () => {
  const { answers, follow } = await start()
  const { texts } = follow()
  sendProblem(await answers.take(), { status: 503, code: 'UPSTREAM_UNAVAILABLE' })
  ;(await answers.take()).send('lines', lines('one'), '1')
  await until(() => texts().length === 1)
})

test('a silent log is reopened at the cursor', async () => {
  const { answers, follow } = await start()
  const { texts } = follow(pod, { timings: { idleTimeout: 500 } })
  const first = await answers.take()
  first.send('lines', lines('one'), '1')
  const second = await answers.take()
  await first.closed
  expect(second.request.headers['last-event-id']).toBe('1')
  second.send('lines', lines('two'), '2')
  await until(() => texts().length === 2)
})

test('an abort ends the iteration quietly and the request with it', async () => {
  const { answers, follow, controller } = await start()
  const { texts, ended } = follow()
  const answer = await answers.take()
  answer.send('lines', lines('one'), '1')
  await until(() => texts().length === 1)
  controller.abort()
  await ended
  await answer.closed
})

test('a reader that stops ends the request', async () => {
  const { answers, http, activity } = await start()
  const controller = new AbortController()
  const reading = (async () => {
    for await (const event of followLog(pod, { http, activity, signal: controller.signal }))
      if (event.event === 'lines') break
  })()
  const answer = await answers.take()
  answer.send('lines', lines('one'), '1')
  await reading
  await answer.closed
})

test('a reader that is slow slows the server down', async () => {
  const { answers, http, activity, controller } = await start()
  const log = followLog(pod, { http, activity, signal: controller.signal })
  const next = log.next()
  const answer = await answers.take()
  const big = lines('x'.repeat(1_000_000))
  let blocked = false
  for (let count = 0; count < 64 && !blocked; count++) {
    const flowing = answer.response.write(`event: lines\nid: ${count}\ndata: ${JSON.stringify(big)}\n\n`)
    if (answer.response.writableLength > 0) {
      await Promise.race([
        new Promise((resolve) => answer.response.once('drain', resolve)),
        new Promise((resolve) => setTimeout(resolve, 300)).then(() => (blocked = !flowing)),
      ])
    }
  }
  await next
  expect(blocked).toBe(true)
})
