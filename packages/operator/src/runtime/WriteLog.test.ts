import { expect, test } from 'vitest'
import { WriteLog } from './WriteLog.ts'

const reference = { namespace: 'acme', name: 'a' }
const at = (resourceVersion: string) => ({ metadata: { name: 'a', resourceVersion } })

test.each([
  ['a cache that has not come so far', { held: at('5'), position: '5' }, '7'],
  ['a cache that has not seen it yet', { held: undefined, position: '6' }, '7'],
  ['a cache that has not begun', { held: undefined, position: undefined }, undefined],
  ['a cache that has come so far', { held: at('7'), position: '7' }, '7'],
  ['a cache that is further', { held: at('9'), position: '12' }, '9'],
  ['a cache that has seen it go', { held: undefined, position: '8' }, undefined],
])('what was written against %s', (...[, { held, position }, expected]) => {
  const log = new WriteLog()
  log.wrote('Thing acme/a', at('7'))
  const cache = { get: () => held, resourceVersion: position }
  expect(log.newest('Thing acme/a', cache, reference)?.metadata.resourceVersion).toBe(expected)
})

test('what was forgotten is as the cache has it', () => {
  const log = new WriteLog()
  log.wrote('Thing acme/a', at('7'))
  log.forget('Thing acme/a')
  expect(log.newest('Thing acme/a', { get: () => at('5'), resourceVersion: '5' }, reference)).toEqual(at('5'))
})

test('what is in a Secret is not kept', () => {
  const log = new WriteLog()
  log.wrote('Secret acme/a', { ...at('7'), kind: 'Secret' })
  expect(log.newest('Secret acme/a', { get: () => undefined, resourceVersion: '5' }, reference)).toBeUndefined()
})
