import type { TerminalSize } from '@catalyst/api/exec-frames'
import { expect, test } from 'vitest'
import { TerminalResizeQueue } from './TerminalResizeQueue.ts'

const size = (columns: number, rows = 24) => ({ columns, rows })

test('sends the first at once, and while it is under way only remembers the last', async () => {
  const sent: TerminalSize[] = []
  let release = () => {}
  const queue = new TerminalResizeQueue((next) => {
    sent.push(next)
    return new Promise<void>((resolve) => (release = resolve))
  })
  for (const columns of [80, 81, 82, 83]) queue.push(size(columns))
  expect(sent).toEqual([size(80)])
  release()
  await new Promise((resolve) => setImmediate(resolve))
  expect(sent).toEqual([size(80), size(83)])
})

test('leaves out what says nothing new, and what no terminal can be', async () => {
  const sent: TerminalSize[] = []
  const queue = new TerminalResizeQueue((next) => void sent.push(next))
  for (const next of [size(80), size(80), size(0), size(80, -1), size(1.5), size(70_000), size(NaN), size(90)]) {
    queue.push(next)
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(sent).toEqual([size(80), size(90)])
})

test('a size that could not be sent can be sent again', async () => {
  let attempts = 0
  const queue = new TerminalResizeQueue(() => {
    attempts++
    throw new Error('closed')
  })
  queue.push(size(80))
  await new Promise((resolve) => setImmediate(resolve))
  queue.push(size(80))
  await new Promise((resolve) => setImmediate(resolve))
  expect(attempts).toBe(2)
})
