import { expect, test, vi } from 'vitest'
import { backoffDelay } from './backoffDelay.ts'
import { createWorkQueue } from './createWorkQueue.ts'

function gate(): { opened: Promise<void>; open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { opened: promise, open: resolve }
}

test('a key that is added many times before its turn is worked on once', async () => {
  const passes: string[] = []
  const first = gate()
  await using queue = createWorkQueue({
    work: async (key) => {
      if (passes.push(key) === 1) await first.opened
      return {}
    },
    onError: expect.unreachable,
  })
  queue.add('busy')
  for (let n = 0; n < 5; n++) queue.add('waiting')
  first.open()
  await queue.idle()
  expect(passes).toEqual(['busy', 'waiting'])
})

test('a key that is added while it is worked on is worked on once more, never by two workers at a time', async () => {
  const first = gate()
  let atOnce = 0
  let most = 0
  let passes = 0
  await using queue = createWorkQueue({
    concurrency: 4,
    work: async () => {
      most = Math.max(most, ++atOnce)
      passes++
      if (passes === 1) await first.opened
      atOnce--
      return {}
    },
    onError: expect.unreachable,
  })
  queue.add('environment')
  queue.add('environment')
  queue.add('environment')
  first.open()
  await queue.idle()
  expect({ passes, most }).toEqual({ passes: 2, most: 1 })
})

test('a failing key is retried until it succeeds, and another key does not wait for it', async () => {
  const order: string[] = []
  const done = gate()
  const errors: unknown[] = []
  await using queue = createWorkQueue({
    backoff: { baseMs: 1, maxMs: 1 },
    work: async (key) => {
      order.push(key)
      const passes = order.filter((one) => one === key).length
      if (key === 'broken' && passes < 3) throw new Error(`pass ${passes}`)
      if (key === 'broken') done.open()
      return Promise.resolve({})
    },
    onError: (_key, error) => errors.push(error),
  })
  queue.add('broken')
  queue.add('fine')
  await done.opened
  expect(order).toEqual(['broken', 'fine', 'broken', 'broken'])
  expect(errors).toHaveLength(2)
})

test('a key comes back after the time that its worker asked for', async () => {
  vi.useFakeTimers()
  try {
    let passes = 0
    await using queue = createWorkQueue({
      work: () => Promise.resolve({ requeueAfterMs: ++passes === 1 ? 60_000 : undefined }),
      onError: expect.unreachable,
    })
    queue.add('environment')
    await queue.idle()
    await vi.advanceTimersByTimeAsync(59_999)
    expect(passes).toBe(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(passes).toBe(2)
  } finally {
    vi.useRealTimers()
  }
})

test('closing aborts the running worker, waits for it and drops the rest', async () => {
  const passes: string[] = []
  const started = gate()
  const queue = createWorkQueue({
    work: async (key, signal) => {
      passes.push(key)
      started.open()
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
      passes.push('aborted')
      return {}
    },
    onError: expect.unreachable,
  })
  queue.add('first')
  queue.add('second')
  await started.opened
  await queue.close()
  queue.add('third')
  expect(passes).toEqual(['first', 'aborted'])
})

test('delays double from the base to the cap', () => {
  expect([1, 2, 3, 10, 60].map((failures) => backoffDelay(failures, { baseMs: 5, maxMs: 1000 }))).toEqual([
    5, 10, 20, 1000, 1000,
  ])
})

test('groups take turns, so that one that asks for much waits for itself alone', async () => {
  const order: string[] = []
  const first = gate()
  await using queue = createWorkQueue({
    groupOf: (key) => key.split('/')[0] ?? '',
    work: async (key) => {
      if (order.push(key) === 1) await first.opened
      return {}
    },
    onError: expect.unreachable,
  })
  for (const key of ['shop/0', 'shop/1', 'shop/2', 'blog/1']) queue.add(key)
  first.open()
  await queue.idle()
  expect(order).toEqual(['shop/0', 'shop/1', 'blog/1', 'shop/2'])
})

test('a later time that a worker asks for does not put off an earlier one', async () => {
  vi.useFakeTimers()
  try {
    let passes = 0
    await using queue = createWorkQueue({
      backoff: { baseMs: 1000 },
      work: async () => {
        if (++passes === 1) throw new Error('once')
        return { requeueAfterMs: passes === 2 ? 60_000 : undefined }
      },
      onError: () => undefined,
    })
    queue.add('environment')
    await queue.idle()
    await vi.advanceTimersByTimeAsync(1000)
    expect(passes).toBe(2)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(passes).toBe(3)
  } finally {
    vi.useRealTimers()
  }
})

test('a time that is further off than a timer can wait is no reason to begin at once', async () => {
  vi.useFakeTimers()
  try {
    let passes = 0
    await using queue = createWorkQueue({
      work: async () => {
        passes++
        return { requeueAfterMs: 60 * 24 * 3_600_000 }
      },
      onError: expect.unreachable,
    })
    queue.add('environment')
    await queue.idle()
    await vi.advanceTimersByTimeAsync(24 * 24 * 3_600_000)
    expect(passes).toBe(1)
  } finally {
    vi.useRealTimers()
  }
})

test('keys that fail at the same time are retried one after the other, and what changes does not wait for them', async () => {
  vi.useFakeTimers()
  try {
    const passes: string[] = []
    await using queue = createWorkQueue({
      backoff: { baseMs: 1, maxMs: 1 },
      retries: { burst: 2, everyMs: 100 },
      work: async (key) => {
        passes.push(key)
        if (key !== 'fine') throw new Error('unavailable')
        return {}
      },
      onError: () => undefined,
    })
    const keys = ['a', 'b', 'c', 'd']
    for (const key of keys) queue.add(key)
    await queue.idle()
    expect(passes.splice(0)).toEqual(keys)
    // Two at once, and no more of any key until the next one's turn.
    await vi.advanceTimersByTimeAsync(50)
    expect(passes.splice(0)).toEqual(['a', 'b'])
    queue.add('fine')
    await vi.advanceTimersByTimeAsync(51)
    expect(passes.splice(0)).toEqual(['fine', 'c'])
    await vi.advanceTimersByTimeAsync(100)
    expect(passes.splice(0)).toEqual(['d'])
  } finally {
    vi.useRealTimers()
  }
})
