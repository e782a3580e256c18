import { expect, test } from 'vitest'
import { LogPositionCounter } from './LogPosition.ts'

test('counts lines of one time, also with others in between', () => {
  const counter = new LogPositionCounter()
  const told = ['a', 'b', 'a', 'c', 'a'].map((time) => `${time}${counter.advance(time)}`)
  expect(told).toEqual(['a1', 'b1', 'a2', 'c1', 'a3'])
})

test('goes on from where it was', () => {
  expect(new LogPositionCounter({ time: 'a', ordinal: 4 }).advance('a')).toBe(5)
})

test('remembers the times in use', () => {
  const counter = new LogPositionCounter()
  for (let index = 0; index < 1000; index++) {
    counter.advance(String(index))
    counter.advance('busy')
  }
  expect(counter.advance('busy')).toBe(1001)
})
