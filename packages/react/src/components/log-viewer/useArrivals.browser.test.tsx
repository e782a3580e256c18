import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { renderHook } from 'vitest-browser-react'
import { useArrivals } from './useArrivals.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
})

test('what arrives is counted once in ten seconds, however often it comes', async () => {
  const { result, rerender, act } = await renderHook((last?: number) => useArrivals(last ?? 100))
  for (let last = 101; last <= 140; last++) await rerender(last)
  expect(result.current).toBe(0)
  await act(() => vi.advanceTimersByTime(10_000))
  expect(result.current).toBe(40)
  await act(() => vi.advanceTimersByTime(60_000))
  expect(result.current).toBe(40)
  await rerender(147)
  await act(() => vi.advanceTimersByTime(10_000))
  expect(result.current).toBe(7)
})

test('another log begins to count anew', async () => {
  const { result, rerender, act } = await renderHook((last?: number) => useArrivals(last ?? 100))
  await rerender(0)
  await rerender(3)
  await act(() => vi.advanceTimersByTime(10_000))
  expect(result.current).toBe(3)
})
