import { describe, expect, test } from 'vitest'
import { formatLabelSelector, parseLabelSelector } from './labelSelector.ts'

const objects = {
  web: { app: 'web', tier: 'front' },
  back: { app: 'web', tier: 'back' },
  db: { app: 'db', size: '10' },
  none: undefined,
}
const select = (text: string) =>
  Object.entries(objects).flatMap(([name, labels]) => (parseLabelSelector(text)(labels) ? [name] : []))

test.each([
  ['', ['web', 'back', 'db', 'none']],
  ['app=web', ['web', 'back']],
  ['app == web , tier!=front', ['back']],
  ['app!=web', ['db', 'none']],
  ['tier', ['web', 'back']],
  ['!tier', ['db', 'none']],
  ['app in (web, db),tier notin (front)', ['back', 'db']],
  ['size>9', ['db']],
  ['size<10', []],
  ['example.com/app=x', []],
  // What every JavaScript object brings along is no label.
  ['constructor', []],
  ['!toString', ['web', 'back', 'db', 'none']],
])('%j selects %j', (text, expected) => {
  expect(select(text)).toEqual(expected)
})

test.each(['app in (', 'app in web', '=x', 'a b', 'app=(x)'])('%j is a bad request', (text) => {
  expect(() => parseLabelSelector(text)).toThrow('unable to parse requirement')
})

describe('the selector of an object as text', () => {
  test('says the same', () => {
    const text = formatLabelSelector({
      matchLabels: { app: 'web' },
      matchExpressions: [
        { key: 'tier', operator: 'In', values: ['front', 'back'] },
        { key: 'old', operator: 'DoesNotExist' },
        { key: 'app', operator: 'Exists' },
      ],
    })
    expect(text).toBe('app=web,tier in (front,back),!old,app')
    expect(select(text)).toEqual(['web', 'back'])
  })
})
