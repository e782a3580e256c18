import { expect, test } from 'vitest'
import { eventually } from '../testing/eventually.ts'
import { onePod, readLog, startOnePod } from '../testing/readLog.ts'
import { startLogServer } from '../testing/startLogServer.ts'

test('a container that restarts is read to its end before the next run', async () => {
  await using api = await startOnePod()
  await using reading = readLog(api.kubeConfig, onePod)
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
  await using reading = readLog(api.kubeConfig, onePod)
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
  const first = readLog(api.kubeConfig, onePod)
  await eventually(() => expect(first.stateNames()).toEqual(['streaming']))
  api.log('shop/main', 'run 1')
  await eventually(() => expect(first.texts).toEqual(['run 1']))
  await first[Symbol.asyncDispose]()
  for (const run of ['2', '3', '4']) {
    api.exit('shop/main')
    api.start('shop/main')
    api.log('shop/main', `run ${run}`)
  }
  await using second = readLog(api.kubeConfig, { ...onePod, cursor: first.latest.cursor })
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
  await using reading = readLog(api.kubeConfig, { ...onePod, tailLines: 0 })
  await eventually(() =>
    expect(reading.states).toMatchObject([{ state: 'waiting', reason: 'ContainerCreating', container: 'main' }]),
  )
  api.start('shop/main')
  api.log('shop/main', 'first line')
  await eventually(() => expect(reading.told).toEqual(['<waiting>', '<streaming>', 'first line']))
})

test('a crash loop is told between its runs', async () => {
  await using api = await startOnePod()
  await using reading = readLog(api.kubeConfig, onePod)
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
  await using reading = readLog(api.kubeConfig, onePod)
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
  await using reading = readLog(api.kubeConfig, onePod)
  await reading.finished
  expect(reading.texts).toEqual(['1', '2'])
})

test('a pod that goes is told after its last line', async () => {
  await using api = await startOnePod()
  await using reading = readLog(api.kubeConfig, onePod)
  await eventually(() => expect(api.followers('shop/main')).toBe(1))
  api.log('shop/main', 'goodbye')
  api.exit('shop/main', { reported: false })
  api.removePod('shop')
  await reading.finished
  expect(reading.told).toEqual(['<streaming>', 'goodbye', '<gone>'])
  expect(reading.latest.cursor).toEqual({})
})
