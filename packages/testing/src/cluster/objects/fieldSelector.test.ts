import { expect, test } from 'vitest'
import { builtInTypes } from './builtInTypes.ts'
import { parseFieldSelector } from './fieldSelector.ts'
import type { KubernetesObject } from './KubernetesObject.ts'

const pods = builtInTypes(() => ({})).find(({ kind }) => kind === 'Pod')!
const pod = {
  metadata: { name: 'web', namespace: 'home' },
  status: { phase: 'Running' },
} as unknown as KubernetesObject
const matches = (text: string) => parseFieldSelector(text, pods).matches(pod)

test.each([
  ['metadata.name=web', true],
  ['metadata.name==other', false],
  ['metadata.namespace!=home', false],
  ['status.phase=Running,metadata.name=web', true],
  ['spec.nodeName=', true],
])('%j: %j', (text, expected) => {
  expect(matches(text)).toBe(expected)
})

test('a name is known before anything is looked at', () => {
  expect(parseFieldSelector('metadata.name=web', pods).name).toBe('web')
  expect(parseFieldSelector('metadata.name!=web', pods).name).toBeUndefined()
})

test.each([
  ['spec.containers=x', 'field label not supported: spec.containers'],
  ['phase', "can't understand 'phase'"],
])('%j is a bad request', (text, why) => {
  expect(() => parseFieldSelector(text, pods)).toThrow(why)
})
