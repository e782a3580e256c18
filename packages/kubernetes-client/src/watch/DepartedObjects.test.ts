import { expect, test } from 'vitest'
import { DepartedObjects } from './DepartedObjects.ts'

const object = (name: string) => ({ metadata: { namespace: 'web', name } })

test('remembers for a while, and when', () => {
  let now = 1000
  const departed = new DepartedObjects({ keepMs: 500, limit: 10, now: () => now })
  departed.add(object('a'))
  now = 1400
  expect(departed.get({ namespace: 'web', name: 'a' })).toEqual({ object: object('a'), deletedAt: new Date(1000) })
  now = 1501
  expect(departed.get({ namespace: 'web', name: 'a' })).toBeUndefined()
})

test('forgets the oldest above its limit', () => {
  const departed = new DepartedObjects({ keepMs: 1000, limit: 2 })
  for (const name of ['a', 'b', 'c']) departed.add(object(name))
  expect(departed.get({ namespace: 'web', name: 'a' })).toBeUndefined()
  expect(departed.get({ namespace: 'web', name: 'c' })).toBeDefined()
})

test('what came back has not departed', () => {
  const departed = new DepartedObjects({ keepMs: 1000, limit: 2 })
  departed.add(object('a'))
  departed.delete(object('a'))
  expect(departed.get({ namespace: 'web', name: 'a' })).toBeUndefined()
})
