import { expect, test } from 'vitest'
import { selectLevels } from './selectLevels.ts'

const levels = [{ name: 'static' }, { name: 'unit' }, { name: 'e2e' }]

test('no name means every level', () => {
  expect(selectLevels(levels, [])).toEqual(levels)
})

test('named levels run in the usual order', () => {
  expect(selectLevels(levels, ['e2e', 'static'])).toEqual([{ name: 'static' }, { name: 'e2e' }])
})

test('an unknown name is refused with the names that exist', () => {
  expect(() => selectLevels(levels, ['units'])).toThrow('There is no level units. Levels: static, unit, e2e.')
})

test('the first part of a name selects every level that begins with it', () => {
  const both = [{ name: 'conformance, real' }, { name: 'conformance, embedded' }]
  expect(selectLevels([...levels, ...both], ['conformance'])).toEqual(both)
  expect(selectLevels([...levels, ...both], ['conformance, real'])).toEqual([{ name: 'conformance, real' }])
})
