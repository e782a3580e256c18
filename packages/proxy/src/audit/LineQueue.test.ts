import { expect, test, vi } from 'vitest'
import { LineQueue, type LineTarget } from './LineQueue.ts'

/** Other tests run beside these. */
const patient = { timeout: 10_000 }

const lostLine = (lost: number) => `${lost} lost\n`

/** A target that takes nothing until there is room, and then so many bytes at once. */
function gate({ atOnce = Infinity, room = 0 } = {}) {
  const taken: Buffer[] = []
  let reopened = 0
  const target: LineTarget = {
    write(bytes) {
      if (room === 0) return Promise.reject(new Error('full'))
      const part = bytes.subarray(0, Math.min(room, atOnce))
      room -= part.length
      taken.push(Buffer.from(part))
      return Promise.resolve(part.length)
    },
    reopen: () => void reopened++,
    close: () => undefined,
  }
  return {
    target,
    text: () => Buffer.concat(taken).toString(),
    forget: () => taken.splice(0),
    reopened: () => reopened,
    makeRoom: () => void (room = Infinity),
  }
}

test('lines arrive whole and in order, however few bytes are taken at once', async () => {
  const sink = gate({ atOnce: 3, room: Infinity })
  const queue = new LineQueue(sink.target, { lostLine })
  for (let line = 0; line < 100; line++) queue.push(`line ${line} é\n`)
  expect(await queue.close({ timeoutMs: 5000 })).toBe(0)
  expect(sink.text()).toBe(Array.from({ length: 100 }, (_, line) => `line ${line} é\n`).join(''))
})

test('what finds no room is counted, and told where it is missing once lines are taken again', async () => {
  const sink = gate()
  const queue = new LineQueue(sink.target, { maxLines: 4, lostLine })
  for (let line = 0; line < 10; line++) queue.push(`line ${line}\n`)
  await vi.waitFor(() => expect(queue.health().state).toBe('failing'), patient)
  expect(queue.health()).toMatchObject({ queued: 3, dropped: 7, written: 0 })
  sink.makeRoom()
  await vi.waitFor(() => expect(queue.health()).toMatchObject({ state: 'ok', queued: 0 }), patient)
  queue.push('after\n')
  await queue.close({ timeoutMs: 5000 })
  expect(sink.text()).toBe('line 0\nline 1\nline 2\n7 lost\nafter\n')
  expect(queue.health().dropped).toBe(7)
})

test('what waits is bounded in size too', () => {
  const queue = new LineQueue(gate().target, { maxLength: 100, lostLine })
  const accepted = Array.from({ length: 10 }, () => queue.push(`${'x'.repeat(29)}\n`))
  expect(accepted.filter(Boolean)).toHaveLength(3)
})

test('a line that was cut off is written whole into the file that follows', async () => {
  const sink = gate({ room: 9 })
  const queue = new LineQueue(sink.target, { lostLine })
  queue.push('line 1\n')
  queue.push('line 2\n')
  await vi.waitFor(() => expect(queue.health().state).toBe('failing'), patient)
  expect(sink.text()).toBe('line 1\nli')
  sink.forget()
  sink.makeRoom()
  queue.reopen()
  await queue.close({ timeoutMs: 5000 })
  expect(sink.reopened()).toBe(1)
  expect(sink.text()).toBe('line 2\n')
})

test('the end waits no longer than it may, and says what was lost', async () => {
  const queue = new LineQueue(gate().target, { lostLine })
  queue.push('one\n')
  queue.push('two\n')
  expect(await queue.close({ timeoutMs: 20 })).toBe(2)
  expect(queue.health()).toMatchObject({ queued: 0, dropped: 2 })
  expect(queue.push('late\n')).toBe(false)
  expect(queue.health().dropped).toBe(3)
})
