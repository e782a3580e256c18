import { expect, test } from 'vitest'
import { heightOf, maxHeight, maxTopOf, positionAt, topOf, type ScrollSpace } from './scrollGeometry.ts'

const space = (count: number): ScrollSpace => ({ count, rowHeight: 20, view: 400, padding: 6 })

test('in a list that pixels can hold, a place is a place', () => {
  expect(heightOf(space(1000))).toBe(20_000)
  expect(topOf({ index: 10, offset: 3 }, space(1000))).toBe(209)
  expect(positionAt(209, space(1000))).toEqual({ index: 10, offset: 3 })
})

test.each([10, 1000, 400_000, 1_000_000, 50_000_000])('the ends of %i rows are the ends of the scroll bar', (count) => {
  const all = space(count)
  expect(heightOf(all)).toBeLessThanOrEqual(maxHeight)
  const maxTop = maxTopOf(all, heightOf(all))
  expect(positionAt(0, all)).toEqual({ index: 0, offset: -6 })
  const { index, offset } = positionAt(maxTop, all)
  // The view ends where the last row does, and the space below it.
  const bottom = index * 20 + offset + 400
  expect(bottom).toBeCloseTo(Math.max(count * 20 + 6, 394), 3)
})

test('every row of a list longer than pixels go has its place', () => {
  const all = space(50_000_000)
  for (const index of [0, 1, 12_345, 25_000_000, 49_999_000]) {
    const found = positionAt(topOf({ index, offset: 0 }, all), all)
    expect(Math.abs(found.index * 20 + found.offset - index * 20)).toBeLessThan(1)
  }
})
