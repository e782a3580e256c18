import { expect, test } from 'vitest'
import { listPage } from './listPage.ts'

const object = (namespace: string, name: string) => ({ metadata: { namespace, name } })
const names = (items: { metadata: { name: string } }[]) => items.map(({ metadata }) => metadata.name)

test('without a limit everything comes, by namespace and name', () => {
  const page = listPage([object('b', '1'), object('a', '2'), object('a', '10')], '7', {})
  expect(names(page.items)).toEqual(['10', '2', '1'])
  expect(page.metadata).toEqual({ resourceVersion: '7' })
})

test('pages follow each other without a gap', () => {
  const all = ['e', 'd', 'c', 'b', 'a'].map((name) => object('n', name))
  const first = listPage(all, '1', { limit: 2 })
  expect(first.metadata.remainingItemCount).toBe(3)
  const second = listPage(all, '1', { limit: 2, continue: first.metadata.continue })
  const third = listPage(all, '1', { limit: 2, continue: second.metadata.continue })
  expect([first, second, third].map(({ items }) => names(items))).toEqual([['a', 'b'], ['c', 'd'], ['e']])
  expect(third.metadata.continue).toBeUndefined()
})

test('what comes and goes between pages moves nothing that stays', () => {
  const first = listPage(
    ['a', 'b', 'c', 'd'].map((name) => object('n', name)),
    '1',
    { limit: 2 },
  )
  const second = listPage(
    ['aa', 'c', 'd'].map((name) => object('n', name)),
    '2',
    { limit: 2, continue: first.metadata.continue },
  )
  expect(names(second.items)).toEqual(['c', 'd'])
})

test.each(['x', '', 'bnVsbA', 'WyJhIl0', 'WzEsMl0'])('the token %j is refused', (token) => {
  expect(() => listPage([], '1', { continue: token })).toThrow(/not the token of a page before/)
})
