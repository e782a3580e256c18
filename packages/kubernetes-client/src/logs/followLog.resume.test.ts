import { expect, test } from 'vitest'
import { eventually } from '../testing/eventually.ts'
import { onePod, readLog, startOnePod } from '../testing/readLog.ts'

test('a connection that is cut doubles nothing and loses nothing', async () => {
  await using api = await startOnePod()
  await using reading = readLog(api.kubeConfig, onePod)
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
  await using reading = readLog(api.kubeConfig, onePod)
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
  await using reading = readLog(api.kubeConfig, onePod)
  await eventually(() => expect(reading.texts).toEqual(['whole line']))
})

test('lines that share one time are counted, not compared', async () => {
  await using api = await startOnePod()
  const time = '2026-01-01T00:00:05.000000000Z'
  for (const text of ['same', 'same', 'same']) api.log('shop/main', text, time)
  const first = readLog(api.kubeConfig, { ...onePod, tailLines: 2 })
  await eventually(() => expect(first.texts).toEqual(['same', 'same']))
  await eventually(() => expect(first.stateNames()).toContain('streaming'))
  await first[Symbol.asyncDispose]()
  expect(first.latest.cursor['shop/main']).toMatchObject({ time, ordinal: 3 })
  api.log('shop/main', 'same', time)
  await using second = readLog(api.kubeConfig, { ...onePod, cursor: first.latest.cursor })
  await eventually(() => expect(second.texts).toEqual(['same']))
  api.log('shop/main', 'next')
  await eventually(() => expect(second.texts).toEqual(['same', 'next']))
})

test('a cursor continues exactly, whatever the tail was', async () => {
  await using api = await startOnePod()
  for (let line = 0; line < 50; line++) api.log('shop/main', String(line))
  const first = readLog(api.kubeConfig, { ...onePod, tailLines: 3 })
  await eventually(() => expect(first.texts).toEqual(['47', '48', '49']))
  await first[Symbol.asyncDispose]()
  for (let line = 50; line < 60; line++) api.log('shop/main', String(line))
  await using second = readLog(api.kubeConfig, { ...onePod, tailLines: 3, cursor: first.latest.cursor })
  await eventually(() => expect(second.texts).toHaveLength(10))
  expect(second.texts[0]).toBe('50')
})

test('a stream that rotation has silenced is opened again, and nothing is missing', async () => {
  await using api = await startOnePod()
  await using reading = readLog(api.kubeConfig, { ...onePod, idleMs: 200 })
  await eventually(() => expect(api.followers('shop/main')).toBe(1))
  api.log('shop/main', '1')
  await eventually(() => expect(reading.texts).toEqual(['1']))
  api.rotate('shop/main', { silencing: true })
  api.log('shop/main', '2')
  await eventually(() => expect(reading.texts).toEqual(['1', '2']))
  expect(reading.told).toEqual(['<streaming>', '1', '<rotated>', '2'])
  expect(reading.states.at(-1)?.gap).toEqual({ from: reading.times[0], to: reading.times[1] })
})
