import { expect, test } from 'vitest'
import { parseLabelSelector } from './parseLabelSelector.ts'

test('reads every form that the Kubernetes documentation names', () => {
  expect(parseLabelSelector('environment=production, tier!=frontend,app==web')).toEqual([
    { key: 'environment', operator: 'in', values: ['production'] },
    { key: 'tier', operator: 'notin', values: ['frontend'] },
    { key: 'app', operator: 'in', values: ['web'] },
  ])
  expect(parseLabelSelector('environment in (production, qa),tier notin (frontend,backend),partition,!draft')).toEqual([
    { key: 'environment', operator: 'in', values: ['production', 'qa'] },
    { key: 'tier', operator: 'notin', values: ['frontend', 'backend'] },
    { key: 'partition', operator: 'exists' },
    { key: 'draft', operator: 'absent' },
  ])
})

test('keys may have a prefix, and values may be empty', () => {
  expect(parseLabelSelector('app.kubernetes.io/name=,x in ()')).toEqual([
    { key: 'app.kubernetes.io/name', operator: 'in', values: [''] },
    { key: 'x', operator: 'in', values: [''] },
  ])
})

test('nothing requires nothing', () => {
  expect(parseLabelSelector(' ')).toEqual([])
})

test.each([
  'a=b,',
  'a in (b',
  'a in b',
  '=b',
  'a=b=c',
  'a b',
  '!',
  '-a=b',
  'a=-b',
  `a=${'b'.repeat(64)}`,
  'A.com/B/c=d',
  'a=b)',
])('%s is refused with what would be right', (text) => {
  expect(() => parseLabelSelector(text)).toThrow(/key in \(a,b\)/)
})
