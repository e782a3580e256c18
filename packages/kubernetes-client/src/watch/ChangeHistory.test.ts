import { expect, test } from 'vitest'
import { ChangeHistory } from './ChangeHistory.ts'

function filled(limit: number, last: number) {
  const history = new ChangeHistory<{ resourceVersion: string }>(limit)
  history.restart('10')
  for (let version = 11; version <= last; version++) {
    history.push([{ resourceVersion: String(version) }], String(version))
  }
  return history
}
const versions = (changes: { resourceVersion: string }[] | undefined) =>
  changes?.map((change) => change.resourceVersion)

test('tells what came after a position', () => {
  const history = filled(10, 13)
  expect(versions(history.since('10'))).toEqual(['11', '12', '13'])
  expect(versions(history.since('12'))).toEqual(['13'])
  expect(versions(history.since('13'))).toEqual([])
})

test('a bookmark moves the end without a change', () => {
  const history = filled(10, 13)
  history.advance('20')
  expect(versions(history.since('20'))).toEqual([])
  expect(versions(history.since('15'))).toEqual([])
  expect(versions(history.since('12'))).toEqual(['13'])
})

test('can not tell what is before its beginning, ahead of it, or opaque', () => {
  const history = filled(10, 13)
  expect(history.since('9')).toBeUndefined()
  expect(history.since('14')).toBeUndefined()
  expect(history.since('opaque')).toBeUndefined()
})

test('keeps to its limit, and says so', () => {
  const history = filled(100, 1000)
  const oldest = Array.from({ length: 990 }, (_, index) => index + 10).find((version) => history.since(String(version)))
  expect(oldest).toBeGreaterThanOrEqual(1000 - 125)
  expect(oldest).toBeLessThanOrEqual(900)
  expect(history.since(String(oldest))).toHaveLength(1000 - (oldest ?? 0))
})

test('the changes of one relist are told together or not at all', () => {
  const history = new ChangeHistory<{ resourceVersion: string }>(4)
  history.restart('1')
  history.push(
    Array.from({ length: 8 }, () => ({ resourceVersion: '5' })),
    '5',
  )
  expect(history.since('1')).toBeUndefined()
  expect(versions(history.since('5'))).toEqual([])
  history.push([{ resourceVersion: '6' }], '6')
  expect(versions(history.since('5'))).toEqual(['6'])
})

test('knows nothing before it begins and after it is cleared', () => {
  const history = new ChangeHistory<{ resourceVersion: string }>(4)
  expect(history.since('1')).toBeUndefined()
  history.restart('1')
  history.clear()
  expect(history.since('1')).toBeUndefined()
})
