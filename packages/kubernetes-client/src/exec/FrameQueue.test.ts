import { expect, test } from 'vitest'
import { FrameQueue, type OutputFrame } from './FrameQueue.ts'

const frame = (channel: OutputFrame['channel'], length: number): OutputFrame => ({
  channel,
  bytes: new Uint8Array(length),
})

function bounded(limitBytes: number) {
  const flow: string[] = []
  const queue = new FrameQueue({ limitBytes, pause: () => flow.push('pause'), resume: () => flow.push('resume') })
  return { queue, flow }
}

test('asks for a pause at its limit, and to go on at half of it', async () => {
  const { queue, flow } = bounded(100)
  for (let count = 0; count < 4; count++) queue.push(frame('stdout', 30))
  expect(flow).toEqual(['pause'])
  const reader = queue.read()
  await reader.next()
  await reader.next()
  expect(flow).toEqual(['pause'])
  await reader.next()
  expect(flow).toEqual(['pause', 'resume'])
})

test('gives what is left before it ends or throws', async () => {
  const { queue } = bounded(100)
  queue.push(frame('stderr', 1))
  queue.end(new Error('lost'))
  const reader = queue.read()
  expect(await reader.next()).toMatchObject({ value: { channel: 'stderr' } })
  await expect(reader.next()).rejects.toThrow('lost')
})

test('a reader of one channel leaves the other alone', async () => {
  const { queue } = bounded(100)
  queue.push(frame('stderr', 1))
  queue.push(frame('stdout', 2))
  queue.end()
  const stdout = []
  for await (const bytes of queue.readBytes('stdout')) stdout.push(bytes.length)
  const stderr = []
  for await (const bytes of queue.readBytes('stderr')) stderr.push(bytes.length)
  expect([stdout, stderr]).toEqual([[2], [1]])
})

test('wakes every reader that waits', async () => {
  const { queue } = bounded(100)
  const stdout = queue.read('stdout').next()
  const stderr = queue.read('stderr').next()
  queue.push(frame('stderr', 1))
  queue.push(frame('stdout', 2))
  expect((await Promise.all([stdout, stderr])).map(({ value }) => value?.bytes.length)).toEqual([2, 1])
})

test('discarding ends it at once', async () => {
  const { queue } = bounded(100)
  queue.push(frame('stdout', 1))
  queue.discard()
  queue.push(frame('stdout', 1))
  expect(await queue.read().next()).toEqual({ done: true, value: undefined })
})
