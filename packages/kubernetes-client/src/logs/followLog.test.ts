import { expect, test } from 'vitest'
import { eventually } from '../testing/eventually.ts'
import { onePod, readLog, startOnePod } from '../testing/readLog.ts'
import { startLogServer } from '../testing/startLogServer.ts'

test('gives what is there, then what comes', async () => {
  await using api = await startOnePod()
  for (const text of ['1', '2', '3']) api.log('shop/main', text)
  await using reading = readLog(api.kubeConfig, { ...onePod, tailLines: 2 })
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
  await using reading = readLog(api.kubeConfig, { ...onePod, follow: false })
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
  await using reading = readLog(api.kubeConfig, { ...onePod, follow: false })
  await reading.finished
  expect(reading.texts).toEqual(expected)
})

test('a container that has ended says so after its last line, before newer lines of others', async () => {
  await using api = await startLogServer()
  api.addPod('shop', { containers: ['build', 'web'], restartPolicy: 'Never' })
  for (const target of ['shop/build', 'shop/web']) api.start(target)
  api.log('shop/build', 'built')
  api.log('shop/web', 'one')
  api.exit('shop/build', { exitCode: 0, rest: 'pushed' })
  api.log('shop/web', 'two')
  await using reading = readLog(api.kubeConfig, onePod)
  await eventually(() => expect(reading.stateNames()).toEqual(['ended', 'streaming']))
  expect(reading.told).toEqual(['built', 'one', 'pushed', '<ended>', 'two', '<streaming>'])
})

test('live lines of several containers come in order within the window', async () => {
  await using api = await startLogServer()
  api.addPod('shop', { containers: ['a', 'b'] })
  api.start('shop/a')
  api.start('shop/b')
  await using reading = readLog(api.kubeConfig, onePod)
  await eventually(() => expect(reading.stateNames()).toEqual(['streaming', 'streaming']))
  api.log('shop/b', 'second', '2026-01-01T00:00:10.000000002Z')
  api.log('shop/a', 'first', '2026-01-01T00:00:10.000000001Z')
  await eventually(() => expect(reading.texts).toEqual(['first', 'second']))
})

test('a tail of none gives only what comes', async () => {
  await using api = await startOnePod()
  api.log('shop/main', 'old')
  await using reading = readLog(api.kubeConfig, { ...onePod, tailLines: 0 })
  await eventually(() => expect(reading.stateNames()).toEqual(['streaming']))
  api.log('shop/main', 'new')
  await eventually(() => expect(reading.texts).toEqual(['new']))
})

test('sinceTime is exact, although the API cuts it to seconds', async () => {
  await using api = await startOnePod()
  api.log('shop/main', 'before', '2026-01-01T00:00:09.100000000Z')
  api.log('shop/main', 'after', '2026-01-01T00:00:09.300000000Z')
  await using reading = readLog(api.kubeConfig, {
    ...onePod,
    sinceTime: '2026-01-01T01:00:09.200+01:00',
    follow: false,
  })
  await reading.finished
  expect(reading.texts).toEqual(['after'])
})

test('only the containers that are asked for are read', async () => {
  await using api = await startLogServer()
  api.addPod('shop', { containers: ['a', 'b'] })
  for (const target of ['shop/a', 'shop/b']) {
    api.start(target)
    api.log(target, target)
  }
  await using reading = readLog(api.kubeConfig, { ...onePod, containers: ['b'], follow: false })
  await reading.finished
  expect(reading.texts).toEqual(['shop/b'])
})

test('the run before the present one can be read', async () => {
  await using api = await startOnePod()
  api.log('shop/main', 'run 1')
  api.exit('shop/main', { rest: 'why it failed' })
  api.start('shop/main')
  api.log('shop/main', 'run 2')
  await using reading = readLog(api.kubeConfig, { ...onePod, previous: true })
  await reading.finished
  expect(reading.told).toEqual(['run 1', 'why it failed', '<ended>'])
})
