import { expect, test } from 'vitest'
import { ListBody } from './ListBody.ts'
import { ListBodyCache } from './ListBodyCache.ts'

/** Of so many bytes more than an empty list. */
const body = (length: number) => new ListBody({ items: [], metadata: { resourceVersion: 'x'.repeat(length) } })
const empty = body(0).bytes.length

test('a body is good for its revision alone', () => {
  const cache = new ListBodyCache()
  const first = body(5)
  cache.set('a', '1', first)
  expect(cache.get('a', '1')).toBe(first)
  expect(cache.get('a', '2')).toBeUndefined()
})

test('what was not asked for the longest goes first', () => {
  const cache = new ListBodyCache(2 * empty + 10)
  cache.set('a', '1', body(4))
  cache.set('b', '1', body(4))
  cache.get('a', '1')
  cache.set('c', '1', body(4))
  expect(['a', 'b', 'c'].filter((key) => cache.get(key, '1') !== undefined)).toEqual(['a', 'c'])
})

test('a new revision takes the place of the old one', () => {
  const cache = new ListBodyCache(2 * empty + 10)
  cache.set('a', '1', body(6))
  cache.set('a', '2', body(6))
  cache.set('b', '2', body(4))
  expect(['a', 'b'].filter((key) => cache.get(key, '2') !== undefined)).toEqual(['a', 'b'])
})
