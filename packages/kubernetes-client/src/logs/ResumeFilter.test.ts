import { expect, test } from 'vitest'
import { ResumeFilter } from './ResumeFilter.ts'

const at = (second: number, text = String(second)) => ({
  time: `2026-01-01T00:00:${second.toFixed(9).padStart(12, '0')}Z`,
  text,
})
const texts = (lines: readonly { text: string }[]) => lines.map(({ text }) => text)

function filterAfter(second: number, ordinal = 1) {
  return new ResumeFilter<ReturnType<typeof at>>({ time: at(second).time, ordinal })
}

test('drops everything up to the line and gives what follows', () => {
  const filter = filterAfter(5)
  expect(texts(filter.push([at(3), at(4), at(5), at(6)]))).toEqual(['6'])
  expect(filter.outcome).toBe('found')
  expect(texts(filter.push([at(7)]))).toEqual(['7'])
})

test('counts lines of one time', () => {
  const filter = filterAfter(5, 2)
  expect(texts(filter.push([at(5, 'a'), at(5, 'b'), at(5, 'c')]))).toEqual(['c'])
})

test('lines out of order before the one to resume after were given before', () => {
  const filter = filterAfter(5)
  expect(texts(filter.push([at(5.4, 'early stderr'), at(5)]))).toEqual([])
  expect(texts(filter.push([at(4.9, 'late stdout'), at(6)]))).toEqual(['late stdout', '6'])
})

test('a line that rotation took is noticed by those long after it', () => {
  const filter = filterAfter(5)
  expect(texts(filter.push([at(5.5)]))).toEqual([])
  expect(filter.holds).toBe(true)
  expect(texts(filter.push([at(6.5), at(7)]))).toEqual(['5.5', '6.5', '7'])
  expect(filter.outcome).toBe('lost')
})

test('or by nothing more that comes', () => {
  const filter = filterAfter(5)
  filter.push([at(5.5)])
  expect(texts(filter.giveUp())).toEqual(['5.5'])
  expect(filter.outcome).toBe('lost')
})

test('an empty log proves nothing', () => {
  const filter = filterAfter(5)
  expect(filter.giveUp()).toEqual([])
  expect(filter.outcome).toBe('searching')
})

test('what was there before the line is never given, found or not', () => {
  const filter = filterAfter(5)
  expect(texts(filter.push([at(4), at(9)]))).toEqual(['9'])
})

test('holds only so much', () => {
  const filter = filterAfter(5)
  const lines = Array.from({ length: 2000 }, (_, index) => at(5 + (index + 1) / 10_000, 'x'.repeat(1000)))
  expect(filter.push(lines)).toHaveLength(2000)
  expect(filter.outcome).toBe('lost')
})
