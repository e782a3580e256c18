import { expect, test } from 'vitest'
import { sourceLabelsOf } from './sourceLabelsOf.ts'

test.each([
  [[], 'one'],
  [['web/app'], 'one'],
  [['web/app', 'web/sidecar'], 'containers'],
  [['web/app', 'db/app'], 'pods'],
] as const)('lines of %j say where they come from by: %s', (keys, labels) => {
  const sources = keys.map((key) => {
    const [pod = '', container = ''] = key.split('/')
    return { pod, container }
  })
  expect(sourceLabelsOf(sources)).toBe(labels)
})
