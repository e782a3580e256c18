import type { LogCursor, LogStateEvent } from '@catalyst/api'
import { expect, test } from 'vitest'
import { catchError } from '../testing/catchError.ts'
import { eventually } from '../testing/eventually.ts'
import { answerStatus, makeKubeConfig, startApiServer } from '../testing/startApiServer.ts'
import { startLogServer, type LogAnswer, type LogServer } from '../testing/startLogServer.ts'
import { createWatchCache } from '../watch/createWatchCache.ts'
import { pods } from '../resources/pods.ts'
import { followLog, type FollowLogOptions } from './followLog.ts'

type Options = Omit<FollowLogOptions, 'namespace' | 'signal'>

/** Reads a log in the background and keeps what it gave. */
function read(kubeConfig: LogServer['kubeConfig'], options: Options) {
  const controller = new AbortController()
  const texts: string[] = []
  const times: string[] = []
  const states: LogStateEvent[] = []
  /** Lines and states in the order in which they came. */
  const told: string[] = []
  const latest: { cursor: LogCursor } = { cursor: {} }
  const run = async () => {
    const quick: Options = { windowMs: 100, batchMs: 5, backoff: { maxMs: 20 }, ...options }
    for await (const event of followLog(kubeConfig, { ...quick, namespace: 'web', signal: controller.signal })) {
      latest.cursor = event.cursor
      if ('state' in event) {
        states.push(event.state)
        told.push(`<${event.state.state}>`)
        continue
      }
      for (const { text, time } of event.lines) {
        texts.push(text)
        times.push(time)
        told.push(text)
      }
    }
  }
  const finished = run()
  finished.catch(() => {})
  return {
    texts,
    times,
    states,
    told,
    latest,
    finished,
    stateNames: () => states.map(({ state }) => state),
    async [Symbol.asyncDispose]() {
      controller.abort()
      await finished.catch(() => {})
    },
  }
}

async function startOnePod(labels: Record<string, string> = {}) {
  const api = await startLogServer()
  api.addPod('shop', { labels })
  api.start('shop/main')
  return api
}

const onePod: Options = { pods: { name: 'shop' } }

test('gives what is there, then what comes', async () => {
  await using api = await startOnePod()
  for (const text of ['1', '2', '3']) api.log('shop/main', text)
  await using reading = read(api.kubeConfig, { ...onePod, tailLines: 2 })
  await eventually(() => expect(reading.stateNames()).toEqual(['streaming']))
  api.log('shop/main', '4 ü€😀')
  await eventually(() => expect(reading.told).toEqual(['2', '3', '<streaming>', '4 ü€😀']))
  const { time } = { time: reading.times.at(-1) }
  expect(reading.latest.cursor).toEqual({ 'shop/main': { containerId: 'containerd://1', time, ordinal: 1 } })
})

test('without follow it ends with what is there, the unfinished line too', async () => {
  await using api = await startOnePod()
  api.log('shop/main', '1')
  api.exit('shop/main', { rest: 'half a line' })
  await using reading = read(api.kubeConfig, { ...onePod, follow: false })
  await reading.finished
  expect(reading.told).toEqual(['1', 'half a line', '<ended>'])
})

test('merges the backlog of all containers in the exact order of their times', async () => {
  await using api = await startLogServer()
  api.addPod('shop', { containers: ['a', 'b', 'c'] })
  for (const target of ['shop/a', 'shop/b', 'shop/c']) api.start(target)
  const expected = Array.from({ length: 3000 }, (_, index) => {
    api.log(`shop/${'abc'[(index * 7 + (index >> 3)) % 3]}`, String(index))
    return String(index)
  })
  await using reading = read(api.kubeConfig, { ...onePod, follow: false })
  await reading.finished
  expect(reading.texts).toEqual(expected)
})

test('live lines of several containers come in order within the window', async () => {
  await using api = await startLogServer()
  api.addPod('shop', { containers: ['a', 'b'] })
  api.start('shop/a')
  api.start('shop/b')
  await using reading = read(api.kubeConfig, onePod)
  await eventually(() => expect(reading.stateNames()).toEqual(['streaming', 'streaming']))
  api.log('shop/b', 'second', '2026-01-01T00:00:10.000000002Z')
  api.log('shop/a', 'first', '2026-01-01T00:00:10.000000001Z')
  await eventually(() => expect(reading.texts).toEqual(['first', 'second']))
})

test('a connection that is cut doubles nothing and loses nothing', async () => {
  await using api = await startOnePod()
  await using reading = read(api.kubeConfig, onePod)
  const expected: string[] = []
  for (let round = 0; round < 5; round++) {
    await eventually(() => expect(api.followers('shop/main')).toBe(1))
    for (let line = 0; line < 20; line++) {
      expected.push(`${round}.${line}`)
      api.log('shop/main', `${round}.${line}`)
    }
    api.cutLogs()
  }
  await eventually(() => expect(reading.texts).toEqual(expected))
  expect(reading.stateNames()).toEqual(['streaming'])
})

test('a response that ends although the container runs is taken up again', async () => {
  await using api = await startOnePod()
  await using reading = read(api.kubeConfig, onePod)
  await eventually(() => expect(api.followers('shop/main')).toBe(1))
  api.log('shop/main', '1')
  api.endLogs()
  api.log('shop/main', '2')
  await eventually(() => expect(reading.texts).toEqual(['1', '2']))
})

test('a line that breaks off is given once, whole', async () => {
  await using api = await startOnePod()
  const time = api.log('shop/main', 'whole line')
  api.nextLogs.push((_, response) => {
    response.write(`${time} whole li`, () => response.socket?.resetAndDestroy())
  })
  await using reading = read(api.kubeConfig, onePod)
  await eventually(() => expect(reading.texts).toEqual(['whole line']))
})

test('lines that share one time are counted, not compared', async () => {
  await using api = await startOnePod()
  const time = '2026-01-01T00:00:05.000000000Z'
  for (const text of ['same', 'same', 'same']) api.log('shop/main', text, time)
  const first = read(api.kubeConfig, { ...onePod, tailLines: 2 })
  await eventually(() => expect(first.texts).toEqual(['same', 'same']))
  await eventually(() => expect(first.stateNames()).toContain('streaming'))
  await first[Symbol.asyncDispose]()
  expect(first.latest.cursor['shop/main']).toMatchObject({ time, ordinal: 3 })
  api.log('shop/main', 'same', time)
  await using second = read(api.kubeConfig, { ...onePod, cursor: first.latest.cursor })
  await eventually(() => expect(second.texts).toEqual(['same']))
  api.log('shop/main', 'next')
  await eventually(() => expect(second.texts).toEqual(['same', 'next']))
})

test('a cursor continues exactly, whatever the tail was', async () => {
  await using api = await startOnePod()
  for (let line = 0; line < 50; line++) api.log('shop/main', String(line))
  const first = read(api.kubeConfig, { ...onePod, tailLines: 3 })
  await eventually(() => expect(first.texts).toEqual(['47', '48', '49']))
  await first[Symbol.asyncDispose]()
  for (let line = 50; line < 60; line++) api.log('shop/main', String(line))
  await using second = read(api.kubeConfig, { ...onePod, tailLines: 3, cursor: first.latest.cursor })
  await eventually(() => expect(second.texts).toHaveLength(10))
  expect(second.texts[0]).toBe('50')
})

test('a tail of none gives only what comes', async () => {
  await using api = await startOnePod()
  api.log('shop/main', 'old')
  await using reading = read(api.kubeConfig, { ...onePod, tailLines: 0 })
  await eventually(() => expect(reading.stateNames()).toEqual(['streaming']))
  api.log('shop/main', 'new')
  await eventually(() => expect(reading.texts).toEqual(['new']))
})

test('sinceTime is exact, although the API cuts it to seconds', async () => {
  await using api = await startOnePod()
  api.log('shop/main', 'before', '2026-01-01T00:00:09.100000000Z')
  api.log('shop/main', 'after', '2026-01-01T00:00:09.300000000Z')
  await using reading = read(api.kubeConfig, { ...onePod, sinceTime: '2026-01-01T01:00:09.200+01:00', follow: false })
  await reading.finished
  expect(reading.texts).toEqual(['after'])
})

test('a stream that rotation has silenced is opened again, and nothing is missing', async () => {
  await using api = await startOnePod()
  await using reading = read(api.kubeConfig, { ...onePod, idleMs: 200 })
  await eventually(() => expect(api.followers('shop/main')).toBe(1))
  api.log('shop/main', '1')
  await eventually(() => expect(reading.texts).toEqual(['1']))
  api.rotate('shop/main', { silencing: true })
  api.log('shop/main', '2')
  await eventually(() => expect(reading.texts).toEqual(['1', '2']))
  expect(reading.told).toEqual(['<streaming>', '1', '<rotated>', '2'])
  expect(reading.states.at(-1)?.gap).toEqual({ from: reading.times[0], to: reading.times[1] })
})

test('a container that restarts is read to its end before the next run', async () => {
  await using api = await startOnePod()
  await using reading = read(api.kubeConfig, onePod)
  await eventually(() => expect(api.followers('shop/main')).toBe(1))
  api.log('shop/main', 'run 1')
  api.exit('shop/main', { rest: 'last words', reported: false })
  api.start('shop/main')
  api.log('shop/main', 'run 2')
  await eventually(() => expect(reading.texts).toEqual(['run 1', 'last words', 'run 2']))
  expect(reading.told.filter((one) => one !== '<streaming>')).toEqual([
    'run 1',
    'last words',
    '<container-restarted>',
    'run 2',
  ])
  expect(reading.stateNames()).not.toContain('rotated')
})

test('a log that already is the next run’s, before the API server knows, is not taken for the old one’s', async () => {
  await using api = await startOnePod()
  await using reading = read(api.kubeConfig, onePod)
  await eventually(() => expect(api.followers('shop/main')).toBe(1))
  api.log('shop/main', 'run 1')
  await eventually(() => expect(reading.texts).toEqual(['run 1']))
  // The kubelet restarts it, and the connection breaks before the old run's last line.
  api.cutLogs()
  api.log('shop/main', 'run 1, unseen')
  api.exit('shop/main', { reported: false })
  api.silently(() => api.start('shop/main'))
  api.log('shop/main', 'run 2')
  await eventually(() => expect(api.logRequests.length).toBeGreaterThan(2))
  api.report('shop')
  await eventually(() => expect(reading.texts).toEqual(['run 1', 'run 1, unseen', 'run 2']))
  expect(reading.stateNames()).not.toContain('rotated')
})

test('runs that nobody can read any more leave a marked gap', async () => {
  await using api = await startOnePod()
  const first = read(api.kubeConfig, onePod)
  await eventually(() => expect(first.stateNames()).toEqual(['streaming']))
  api.log('shop/main', 'run 1')
  await eventually(() => expect(first.texts).toEqual(['run 1']))
  await first[Symbol.asyncDispose]()
  for (const run of ['2', '3', '4']) {
    api.exit('shop/main')
    api.start('shop/main')
    api.log('shop/main', `run ${run}`)
  }
  await using second = read(api.kubeConfig, { ...onePod, cursor: first.latest.cursor })
  await eventually(() =>
    expect(second.told.filter((one) => one !== '<streaming>')).toEqual([
      '<container-restarted>',
      'run 3',
      '<container-restarted>',
      'run 4',
    ]),
  )
  expect(second.states[0]?.gap?.from).toBe(first.times[0])
})

test('a container that waits is told with its reason, and followed when it starts', async () => {
  await using api = await startLogServer()
  api.addPod('shop')
  await using reading = read(api.kubeConfig, { ...onePod, tailLines: 0 })
  await eventually(() =>
    expect(reading.states).toMatchObject([{ state: 'waiting', reason: 'ContainerCreating', container: 'main' }]),
  )
  api.start('shop/main')
  api.log('shop/main', 'first line')
  await eventually(() => expect(reading.told).toEqual(['<waiting>', '<streaming>', 'first line']))
})

test('a crash loop is told between its runs', async () => {
  await using api = await startOnePod()
  await using reading = read(api.kubeConfig, onePod)
  await eventually(() => expect(api.followers('shop/main')).toBe(1))
  api.log('shop/main', 'run 1')
  api.exit('shop/main', { waiting: 'CrashLoopBackOff' })
  await eventually(() => expect(reading.states.at(-1)).toMatchObject({ state: 'waiting', reason: 'CrashLoopBackOff' }))
  api.start('shop/main')
  api.log('shop/main', 'run 2')
  await eventually(() => expect(reading.texts).toEqual(['run 1', 'run 2']))
})

test('a container that is done is told, and ends the log of its pod', async () => {
  await using api = await startLogServer()
  api.addPod('shop', { restartPolicy: 'Never' })
  api.start('shop/main')
  await using reading = read(api.kubeConfig, onePod)
  await eventually(() => expect(api.followers('shop/main')).toBe(1))
  api.log('shop/main', 'the work')
  api.exit('shop/main', { exitCode: 0, rest: 'done' })
  await reading.finished
  expect(reading.told).toEqual(['<streaming>', 'the work', 'done', '<ended>'])
})

test('a response that ends early after the container has ended is no end', async () => {
  await using api = await startLogServer()
  api.addPod('shop', { restartPolicy: 'Never' })
  api.start('shop/main')
  const time = api.log('shop/main', '1')
  api.log('shop/main', '2')
  api.exit('shop/main', { exitCode: 0 })
  api.nextLogs.push((_, response) => response.end(`${time} 1\n`))
  await using reading = read(api.kubeConfig, onePod)
  await reading.finished
  expect(reading.texts).toEqual(['1', '2'])
})

test('a pod that goes is told after its last line', async () => {
  await using api = await startOnePod()
  await using reading = read(api.kubeConfig, onePod)
  await eventually(() => expect(api.followers('shop/main')).toBe(1))
  api.log('shop/main', 'goodbye')
  api.exit('shop/main', { reported: false })
  api.removePod('shop')
  await reading.finished
  expect(reading.told).toEqual(['<streaming>', 'goodbye', '<gone>'])
  expect(reading.latest.cursor).toEqual({})
})

test('pods that match come and go while it runs', async () => {
  await using api = await startOnePod({ app: 'web' })
  await using reading = read(api.kubeConfig, { pods: { labelSelector: 'app in (web)' } })
  await eventually(() => expect(reading.stateNames()).toEqual(['streaming']))
  api.addPod('other')
  api.addPod('second', { labels: { app: 'web' } })
  api.start('second/main')
  api.log('second/main', 'hello')
  await eventually(() => expect(reading.texts).toEqual(['hello']))
  api.exit('second/main', { reported: false })
  api.removePod('second')
  await eventually(() => expect(reading.states.at(-1)).toMatchObject({ state: 'gone', pod: 'second' }))
  api.log('shop/main', 'still here')
  await eventually(() => expect(reading.texts).toEqual(['hello', 'still here']))
  expect(Object.keys(reading.latest.cursor)).toEqual(['shop/main'])
})

test('a pod that went while nobody read is told as a gap', async () => {
  await using api = await startOnePod({ app: 'web' })
  const cursor = { 'old/main': { containerId: 'x', time: '2025-01-01T00:00:00.000000000Z', ordinal: 1 } }
  await using reading = read(api.kubeConfig, { pods: { labelSelector: 'app=web' }, cursor })
  await eventually(() =>
    expect(reading.states[0]).toMatchObject({ state: 'gone', pod: 'old', gap: { from: cursor['old/main'].time } }),
  )
})

test('a pod that came while nobody read is read from its beginning', async () => {
  await using api = await startOnePod({ app: 'web' })
  for (const text of ['1', '2', '3']) api.log('shop/main', text)
  await using reading = read(api.kubeConfig, { pods: { labelSelector: 'app=web' }, tailLines: 1, cursor: {} })
  await eventually(() => expect(reading.texts).toEqual(['1', '2', '3']))
})

test('only the containers that are asked for are read', async () => {
  await using api = await startLogServer()
  api.addPod('shop', { containers: ['a', 'b'] })
  for (const target of ['shop/a', 'shop/b']) {
    api.start(target)
    api.log(target, target)
  }
  await using reading = read(api.kubeConfig, { ...onePod, containers: ['b'], follow: false })
  await reading.finished
  expect(reading.texts).toEqual(['shop/b'])
})

test('the run before the present one can be read', async () => {
  await using api = await startOnePod()
  api.log('shop/main', 'run 1')
  api.exit('shop/main', { rest: 'why it failed' })
  api.start('shop/main')
  api.log('shop/main', 'run 2')
  await using reading = read(api.kubeConfig, { ...onePod, previous: true })
  await reading.finished
  expect(reading.told).toEqual(['run 1', 'why it failed', '<ended>'])
})

test('what the kubelet writes about its own troubles is no line, and is tried again', async () => {
  await using api = await startOnePod()
  api.log('shop/main', '1')
  api.nextLogs.push((_, response) => response.end('failed to create fsnotify watcher: too many open files'))
  await using reading = read(api.kubeConfig, onePod)
  await eventually(() => expect(reading.texts).toEqual(['1']))
})

test('a kubelet that can not be reached is told, and returned to', async () => {
  await using api = await startOnePod()
  await using reading = read(api.kubeConfig, onePod)
  await eventually(() => expect(api.followers('shop/main')).toBe(1))
  const fail = (_: unknown, response: Parameters<typeof answerStatus>[0]) =>
    answerStatus(response, {
      code: 500,
      reason: 'InternalError',
      message: 'dial tcp 10.0.0.1:10250: connect: connection refused',
    })
  api.nextLogs.push(fail, fail, fail)
  api.cutLogs()
  await eventually(() => expect(reading.states.at(-1)?.reason).toMatch(/connection refused/))
  await eventually(() => expect(reading.stateNames()).toEqual(['streaming', 'waiting', 'streaming']))
  api.log('shop/main', 'back')
  await eventually(() => expect(reading.texts).toEqual(['back']))
})

test('a node that can not be reached keeps no other log back, and its own comes later, in its part', async () => {
  await using api = await startLogServer()
  api.addPod('shop', { containers: ['a', 'b'] })
  for (const target of ['shop/a', 'shop/b']) {
    api.start(target)
    for (let line = 0; line < 5; line++) api.log(target, `${target} ${line}`)
  }
  const isAway = { now: true }
  const hang: LogAnswer = ({ query }, response) => {
    // Container a answers as ever; b hangs as long as its node is away.
    api.nextLogs.push(hang)
    if (isAway.now && query['container'] === 'b') return
    api.answerLog({ pod: 'shop', query }, response)
  }
  api.nextLogs.push(hang)
  await using reading = read(api.kubeConfig, { ...onePod, tailLines: 2 })
  await eventually(() => expect(reading.texts).toEqual(['shop/a 3', 'shop/a 4']), 10_000)
  expect(reading.states).toContainEqual(expect.objectContaining({ state: 'waiting', container: 'b' }))
  api.log('shop/a', 'live')
  await eventually(() => expect(reading.texts.at(-1)).toBe('live'))
  isAway.now = false
  api.cutAll()
  await eventually(() => expect(reading.texts.slice(3)).toEqual(['shop/b 3', 'shop/b 4']), 10_000)
})

test('whoever may not read it is told by an error', async () => {
  await using api = await startOnePod()
  const forbid = (_: unknown, response: Parameters<typeof answerStatus>[0]) =>
    answerStatus(response, { code: 403, reason: 'Forbidden', message: 'pods/log is forbidden' })
  api.nextLogs.push(forbid)
  await using reading = read(api.kubeConfig, onePod)
  expect(await catchError(reading.finished)).toMatchObject({ name: 'KubernetesError', status: 403 })
})

test('a pod or container that does not exist is an error', async () => {
  await using api = await startOnePod()
  await using noPod = read(api.kubeConfig, { pods: { name: 'nobody' } })
  expect(await catchError(noPod.finished)).toMatchObject({
    name: 'KubernetesError',
    status: 404,
    details: { name: 'nobody' },
  })
  await using noContainer = read(api.kubeConfig, { ...onePod, containers: ['sidecar'] })
  expect(await catchError(noContainer.finished)).toMatchObject({ status: 400, message: /sidecar/ })
})

test('a pod that a shared cache has not heard of yet is not missing', async () => {
  await using api = await startLogServer()
  await using podCache = createWatchCache(api.kubeConfig, pods, { namespace: 'web' }).start()
  await eventually(() => expect(podCache.state.state).toBe('live'))
  api.silently(() => {
    api.addPod('shop')
    api.start('shop/main')
  })
  api.log('shop/main', 'hello')
  await using reading = read(api.kubeConfig, { ...onePod, podCache })
  await eventually(() => expect(api.gets).toEqual(['shop']))
  api.report('shop')
  await eventually(() => expect(reading.texts).toEqual(['hello']))
  await reading[Symbol.asyncDispose]()
  expect(podCache.closed).toBe(false)
})

test('an API server that is down at the start is waited for', async () => {
  const reserved = await startApiServer(() => {})
  const { port } = reserved
  await reserved[Symbol.asyncDispose]()
  await using reading = read(await makeKubeConfig(`http://127.0.0.1:${port}`), onePod)
  await eventually(() => expect(reading.states[0]).toMatchObject({ state: 'waiting', reason: /nothing listens there/ }))
  await using api = await startLogServer({ port, pods: ['shop'] })
  await eventually(() => expect(reading.states.at(-1)).toMatchObject({ reason: 'ContainerCreating' }))
  expect(api.lists.length).toBeGreaterThan(0)
})

test('a reader that stops reading stops the kubelet, and nothing piles up', async () => {
  await using api = await startOnePod()
  const line = 'x'.repeat(1000)
  const total = 100_000
  const time = api.log('shop/main', 'first')
  api.nextLogs.push(
    (_, response) => response.end(`${time} first\n`),
    (_, response) => {
      let sent = 0
      const send = () => {
        while (sent < total && response.writable) {
          const text = `2026-02-01T00:00:00.${String(++sent).padStart(9, '0')}Z ${line}\n`
          api.served.bytes += text.length
          if (!response.write(text)) return void response.once('drain', send)
        }
      }
      send()
    },
  )
  const controller = new AbortController()
  const events = followLog(api.kubeConfig, { ...onePod, namespace: 'web', signal: controller.signal })
  for await (const event of events) if ('lines' in event && event.lines.some(({ text }) => text === line)) break
  const served = async () => {
    const before = api.served.bytes
    await new Promise((resolve) => setTimeout(resolve, 200))
    return api.served.bytes === before
  }
  await eventually(async () => expect(await served()).toBe(true))
  expect(api.served.bytes).toBeLessThan((total * line.length) / 2)
  controller.abort()
})

test('leaving the loop closes every connection', async () => {
  await using api = await startOnePod()
  for await (const event of followLog(api.kubeConfig, { ...onePod, namespace: 'web' })) {
    if ('state' in event && event.state.state === 'streaming') break
  }
  await eventually(() => expect(api.followers('shop/main')).toBe(0))
  await eventually(() => expect(api.open.size).toBe(0))
})

test('the signal ends it without an error, whatever it waits for', async () => {
  await using api = await startLogServer()
  api.addPod('shop')
  const reading = read(api.kubeConfig, onePod)
  await eventually(() => expect(reading.stateNames()).toEqual(['waiting']))
  await reading[Symbol.asyncDispose]()
  await reading.finished
})
