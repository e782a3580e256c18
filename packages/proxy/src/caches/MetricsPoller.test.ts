import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { MetricsPoller, type MetricsAnswer } from './MetricsPoller.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('a metrics poller', () => {
  it('asks at once and then every 15 s, and tells each answer', async () => {
    let asked = 0
    using poller = new MetricsPoller(async () => {
      asked++
      return { available: true, items: [] }
    })
    const told: MetricsAnswer[] = []
    poller.subscribe((answer) => told.push(answer))
    await vi.advanceTimersByTimeAsync(0)
    expect(poller.latest).toEqual({ available: true, items: [] })
    await vi.advanceTimersByTimeAsync(30_000)
    expect([asked, told.length]).toEqual([3, 3])
  })

  it('does not ask again before it was answered', async () => {
    let asked = 0
    let answer!: (answer: MetricsAnswer) => void
    using _poller = new MetricsPoller(() => {
      asked++
      return new Promise((resolve) => (answer = resolve))
    })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(asked).toBe(1)
    answer({ available: true, items: [] })
    await vi.advanceTimersByTimeAsync(15_000)
    expect(asked).toBe(2)
  })

  it('says that the cluster does not answer where asking fails, and goes on', async () => {
    let asked = 0
    using poller = new MetricsPoller(async () => {
      if (++asked === 1) throw new Error('connect ECONNREFUSED')
      return { available: true, items: [] }
    })
    await vi.advanceTimersByTimeAsync(0)
    expect(poller.latest).toMatchObject({ available: false, reason: 'Unreachable' })
    await vi.advanceTimersByTimeAsync(15_000)
    expect(poller.latest).toMatchObject({ available: true })
  })

  it('asks and tells nothing more once it is closed', async () => {
    const told: MetricsAnswer[] = []
    const poller = new MetricsPoller(async () => ({ available: true, items: [] }))
    poller.subscribe((answer) => told.push(answer))
    poller[Symbol.dispose]()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(told).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
  })
})
