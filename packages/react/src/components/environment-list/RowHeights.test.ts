import { expect, test } from 'vitest'
import { rowAt, RowHeights } from './RowHeights.ts'

const keys = ['a', 'b', 'c', 'd']

test('rows that nobody measured are as high as the first that somebody did', () => {
  const heights = new RowHeights(10)
  expect([...heights.tops(keys)]).toEqual([0, 10, 20, 30, 40])
  expect(heights.measure(new Map([['a', 20]]))).toBe(true)
  expect([...heights.tops(keys)]).toEqual([0, 20, 40, 60, 80])
  expect(heights.measure(new Map([['c', 50]]))).toBe(true)
  expect([...heights.tops(keys)]).toEqual([0, 20, 40, 90, 110])
})

test('what was measured before and is the same moves nothing', () => {
  const heights = new RowHeights(10)
  heights.measure(new Map([['a', 20]]))
  expect(heights.measure(new Map([['a', 20.2]]))).toBe(false)
  expect(heights.measure(new Map([['a', 21]]))).toBe(true)
})

test('the row at a position is the one that covers it', () => {
  const tops = new RowHeights(10).tops(keys)
  expect([-5, 0, 9.9, 10, 25, 39, 400].map((position) => rowAt(tops, position))).toEqual([0, 0, 0, 1, 2, 3, 3])
  expect(rowAt(new RowHeights(10).tops([]), 100)).toBe(0)
})
