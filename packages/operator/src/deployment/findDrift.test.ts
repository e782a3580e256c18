import { expect, test } from 'vitest'
import { findDrift } from './findDrift.ts'

const left = [
  { kind: 'Deployment', name: 'web', generation: 2 },
  { kind: 'Service', name: 'web' },
  { kind: 'DaemonSet', name: 'not-watched', generation: 1 },
]
const world = { 'Deployment/web': { metadata: { generation: 2 } }, 'Service/web': { metadata: {} } }

test.each<[string, Record<string, object | undefined>, object | undefined]>([
  ['nothing', {}, undefined],
  ['what is gone', { 'Service/web': undefined }, { gone: ['Service web'], changed: [] }],
  [
    'what is going',
    { 'Service/web': { metadata: { deletionTimestamp: 'x' } } },
    { gone: ['Service web'], changed: [] },
  ],
  [
    'what was changed',
    { 'Deployment/web': { metadata: { generation: 3 } } },
    { gone: [], changed: ['Deployment web'] },
  ],
])('drift is %s', (...[, changes, expected]) => {
  const all: Record<string, object | undefined> = { ...world, ...changes }
  expect(findDrift(left, ({ kind, name }) => all[`${kind}/${name}`])).toEqual(expected)
})
