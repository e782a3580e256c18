import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SharedPool } from './SharedPool.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function createPool() {
  const closed: string[] = []
  let opened = 0
  const pool = new SharedPool<string>({ open: (key) => `${key}-${++opened}`, close: (value) => closed.push(value) })
  return { pool, closed }
}

describe('a pool of shared values', () => {
  it('opens a value once for all its holders, and closes it a minute after the last', () => {
    const { pool, closed } = createPool()
    const [one, two] = [pool.acquire('pods'), pool.acquire('pods')]
    expect([one.value, two.value]).toEqual(['pods-1', 'pods-1'])
    one[Symbol.dispose]()
    vi.advanceTimersByTime(120_000)
    expect(closed).toEqual([])
    two[Symbol.dispose]()
    vi.advanceTimersByTime(59_999)
    expect(closed).toEqual([])
    vi.advanceTimersByTime(1)
    expect(closed).toEqual(['pods-1'])
    expect(pool.size).toBe(0)
    expect(pool.acquire('pods').value).toBe('pods-2')
  })

  it('keeps a value that finds a new holder in time', () => {
    const { pool, closed } = createPool()
    pool.acquire('pods')[Symbol.dispose]()
    vi.advanceTimersByTime(30_000)
    const again = pool.acquire('pods')
    vi.advanceTimersByTime(120_000)
    expect(again.value).toBe('pods-1')
    expect(closed).toEqual([])
  })

  it('counts a holder that gives back twice only once', () => {
    const { pool, closed } = createPool()
    const [one] = [pool.acquire('pods'), pool.acquire('pods')]
    one[Symbol.dispose]()
    one[Symbol.dispose]()
    vi.advanceTimersByTime(120_000)
    expect(closed).toEqual([])
  })

  it('closes everything at its end, whoever holds it, and opens nothing more', () => {
    const { pool, closed } = createPool()
    const held = pool.acquire('pods')
    pool.acquire('events')[Symbol.dispose]()
    pool[Symbol.dispose]()
    expect(closed).toEqual(['pods-1', 'events-2'])
    held[Symbol.dispose]()
    expect(vi.getTimerCount()).toBe(0)
    expect(() => pool.acquire('pods')).toThrow('shutting down')
  })
})
