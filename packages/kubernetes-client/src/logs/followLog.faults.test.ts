import { expect, test } from 'vitest'
import { catchError } from '../testing/catchError.ts'
import { eventually } from '../testing/eventually.ts'
import { onePod, readLog, startOnePod } from '../testing/readLog.ts'
import { answerStatus, makeKubeConfig, startApiServer } from '../testing/startApiServer.ts'
import { startLogServer, type LogAnswer } from '../testing/startLogServer.ts'
import { followLog } from './followLog.ts'

test('what the kubelet writes about its own troubles is no line, and is tried again', async () => {
  await using api = await startOnePod()
  api.log('shop/main', '1')
  api.nextLogs.push((_, response) => response.end('failed to create fsnotify watcher: too many open files'))
  await using reading = readLog(api.kubeConfig, onePod)
  await eventually(() => expect(reading.texts).toEqual(['1']))
})

test('a kubelet that can not be reached is told, and returned to', async () => {
  await using api = await startOnePod()
  await using reading = readLog(api.kubeConfig, onePod)
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
  await using reading = readLog(api.kubeConfig, { ...onePod, tailLines: 2 })
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
  await using reading = readLog(api.kubeConfig, onePod)
  expect(await catchError(reading.finished)).toMatchObject({ name: 'KubernetesError', status: 403 })
})

test('a pod or container that does not exist is an error', async () => {
  await using api = await startOnePod()
  await using noPod = readLog(api.kubeConfig, { pods: { name: 'nobody' } })
  expect(await catchError(noPod.finished)).toMatchObject({
    name: 'KubernetesError',
    status: 404,
    details: { name: 'nobody' },
  })
  await using noContainer = readLog(api.kubeConfig, { ...onePod, containers: ['sidecar'] })
  expect(await catchError(noContainer.finished)).toMatchObject({ status: 400, message: /sidecar/ })
})

test('an API server that is down at the start is waited for', async () => {
  const reserved = await startApiServer(() => {})
  const { port } = reserved
  await reserved[Symbol.asyncDispose]()
  await using reading = readLog(await makeKubeConfig(`http://127.0.0.1:${port}`), onePod)
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
  const reading = readLog(api.kubeConfig, onePod)
  await eventually(() => expect(reading.stateNames()).toEqual(['waiting']))
  await reading[Symbol.asyncDispose]()
  await reading.finished
})
