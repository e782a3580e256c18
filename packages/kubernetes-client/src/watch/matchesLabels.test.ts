import { expect, test } from 'vitest'
import { matchesLabels } from './matchesLabels.ts'
import { parseLabelSelector } from './parseLabelSelector.ts'

const labels = { app: 'web', tier: 'front', empty: '' }

test.each([
  '',
  'app=web',
  'app=web,tier!=back',
  'app in (api,web)',
  'other notin (a)',
  'other!=a',
  'tier',
  '!other',
  'empty=',
])('matches %j', (selector) => {
  expect(matchesLabels(parseLabelSelector(selector), labels)).toBe(true)
})

test.each([
  'app=api',
  'app=web,tier=back',
  'app notin (web)',
  'app!=web',
  '!app',
  'other',
  'other in (a)',
  'other=',
  'toString',
])('does not match %j', (selector) => {
  expect(matchesLabels(parseLabelSelector(selector), labels)).toBe(false)
})

test('an object without labels meets what asks for none', () => {
  expect(matchesLabels(parseLabelSelector('a!=b,!c'), undefined)).toBe(true)
  expect(matchesLabels(parseLabelSelector('a'), undefined)).toBe(false)
})
