import { expect, test } from 'vitest'
import { FairSet } from './FairSet.ts'

function takeAll(set: FairSet): string[] {
  const taken: string[] = []
  for (let key = set.take(() => true); key !== undefined; key = set.take(() => true)) taken.push(key)
  return taken
}

test('a group of one does not wait for a group of many', () => {
  const set = new FairSet((key) => key.split('/')[0] ?? '')
  for (const key of ['shop/1', 'shop/2', 'shop/3', 'blog/1', 'wiki/1', 'blog/2']) set.add(key)
  expect(takeAll(set)).toEqual(['shop/1', 'blog/1', 'wiki/1', 'shop/2', 'blog/2', 'shop/3'])
  expect(set.size).toBe(0)
})

test('a key waits once', () => {
  const set = new FairSet(() => '')
  expect([set.add('a'), set.add('a'), set.size]).toEqual([true, false, 1])
  expect(takeAll(set)).toEqual(['a'])
})

test('a key that may not be taken keeps its place and holds back nobody', () => {
  const set = new FairSet(() => '')
  set.add('busy')
  set.add('free')
  expect(set.take((key) => key !== 'busy')).toBe('free')
  expect(set.take((key) => key !== 'busy')).toBeUndefined()
  expect(takeAll(set)).toEqual(['busy'])
})
