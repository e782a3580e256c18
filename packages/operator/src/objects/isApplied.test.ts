import { expect, test } from 'vitest'
import type { DesiredObject } from './DesiredObject.ts'
import { isApplied } from './isApplied.ts'
import { stampAnnotation, stamped } from './stamped.ts'

const desired = (spec: object, metadata: Partial<DesiredObject['metadata']> = {}): DesiredObject => ({
  apiVersion: 'v1',
  kind: 'Thing',
  metadata: { name: 'a', ...metadata },
  spec,
})

test.each([
  ['the same', { replicas: 1 }, { replicas: 1 }, true],
  ['defaults and fields of others', { replicas: 1 }, { replicas: 1, paused: false }, true],
  ['a quantity in other words', { cpu: '1000m', memory: '1024Mi' }, { cpu: '1', memory: '1Gi' }, true],
  ['a field that is undefined', { replicas: undefined }, {}, true],
  ['an empty object that the server leaves out', { podSelector: {} }, {}, true],
  ['an empty list that the server leaves out', { egress: [] }, {}, true],
  ['an empty list where there is a full one', { egress: [] }, { egress: [{}] }, false],
  ['another value', { replicas: 1 }, { replicas: 2 }, false],
  ['another quantity', { cpu: '1' }, { cpu: '2' }, false],
  ['a text that only looks like a number', { tag: '1.0' }, { tag: 'v1.0' }, false],
  ['a field that is gone', { replicas: 1 }, {}, false],
  ['an item more', { args: ['a'] }, { args: ['a', 'b'] }, false],
  ['items in another order', { args: ['a', 'b'] }, { args: ['b', 'a'] }, false],
  ['items with defaults', { ports: [{ port: 80 }] }, { ports: [{ port: 80, protocol: 'TCP' }] }, true],
])('%s', (...[, spec, actual, expected]) => {
  expect(isApplied(desired(spec), { metadata: { name: 'a' }, spec: actual })).toBe(expected)
})

test('what is not there is not applied', () => {
  expect(isApplied(desired({}), undefined)).toBe(false)
})

test('a field that is no longer wanted shows in the stamp', () => {
  const before = stamped(desired({ env: { A: '1', B: '2' } }))
  const after = stamped(desired({ env: { A: '1' } }))
  expect(isApplied(before, before)).toBe(true)
  expect(isApplied(after, before)).toBe(false)
})

test('the stamp does not depend on the order of fields', () => {
  const one = stamped(desired({ a: 1, b: { c: 2, d: undefined } }))
  const other = stamped(desired({ b: { c: 2 }, a: 1 }))
  expect(one.metadata.annotations?.[stampAnnotation]).toBe(other.metadata.annotations?.[stampAnnotation])
})
