import { expect, test } from 'vitest'
import { pods } from '../resources/pods.ts'
import { eventually } from '../testing/eventually.ts'
import { onePod, readLog, startOnePod } from '../testing/readLog.ts'
import { startLogServer } from '../testing/startLogServer.ts'
import { createWatchCache } from '../watch/createWatchCache.ts'

test('pods that match come and go while it runs', async () => {
  await using api = await startOnePod({ app: 'web' })
  await using reading = readLog(api.kubeConfig, { pods: { labelSelector: 'app in (web)' } })
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
  await using reading = readLog(api.kubeConfig, { pods: { labelSelector: 'app=web' }, cursor })
  await eventually(() =>
    expect(reading.states[0]).toMatchObject({ state: 'gone', pod: 'old', gap: { from: cursor['old/main'].time } }),
  )
})

test('a pod that came while nobody read is read from its beginning', async () => {
  await using api = await startOnePod({ app: 'web' })
  for (const text of ['1', '2', '3']) api.log('shop/main', text)
  await using reading = readLog(api.kubeConfig, { pods: { labelSelector: 'app=web' }, tailLines: 1, cursor: {} })
  await eventually(() => expect(reading.texts).toEqual(['1', '2', '3']))
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
  await using reading = readLog(api.kubeConfig, { ...onePod, podCache })
  await eventually(() => expect(api.gets).toEqual(['shop']))
  api.report('shop')
  await eventually(() => expect(reading.texts).toEqual(['hello']))
  await reading[Symbol.asyncDispose]()
  expect(podCache.closed).toBe(false)
})
