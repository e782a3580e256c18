import fc from 'fast-check'
import { expect, test } from 'vitest'
import { counterpartsIn } from './counterpartsIn.ts'

const item = (name: string) => ({ metadata: { namespace: 'acme', name } })
const names = fc.uniqueArray(fc.constantFrom(...'abcdefghijklmnop'), { maxLength: 16 })

test('each item finds the one of its name, wherever both stand, and a new one finds none', () => {
  fc.assert(
    fc.property(names, names, (before, after) => {
      const older = before.map(item)
      const counterpart = counterpartsIn(older)
      const found = after.map((name, index) => counterpart(item(name), index))
      expect(found).toEqual(after.map((name) => older.find(({ metadata }) => metadata.name === name)))
    }),
  )
})

test('one of the same name in another namespace is another', () => {
  const counterpart = counterpartsIn([item('a')])
  expect(counterpart({ metadata: { namespace: 'other', name: 'a' } }, 0)).toBeUndefined()
})
