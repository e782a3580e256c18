import { expect, test } from 'vitest'
import { sparkPaths } from './sparkPaths.ts'

const box = { width: 100, height: 20, top: 10, span: 100_000 }
const at = (seconds: number, value: number) => ({ time: seconds * 1000, value })

test('the newest value is at the right edge, the bound at the upper one', () => {
  expect(sparkPaths([at(0, 0), at(50, 5), at(100, 10)], box)).toEqual(['M0 20L50 10L100 0'])
})

test('what is over the edge stays within the picture', () => {
  expect(sparkPaths([at(90, 40), at(100, -1)], box)).toEqual(['M90 0L100 20'])
})

test('a gap is no straight line, and a lone value is a dot', () => {
  expect(sparkPaths([at(0, 5), at(10, 5), at(80, 5)], { ...box, span: 80_000 })).toEqual(['M0 10L12.5 10', 'M100 10h0'])
})

test('nothing is drawn of nothing', () => {
  expect(sparkPaths([], box)).toEqual([])
  expect(sparkPaths([at(1, 3)], { ...box, top: 0 })).toEqual(['M100 20h0'])
})
