import { expect, test } from 'vitest'
import { builtInSchema } from '../schema/builtInSchemas.ts'
import { strategicMergePatch } from './strategicMergePatch.ts'

const schema = builtInSchema('apps', 'v1', 'Deployment')
const deployment = (containers: object[], more: object = {}) => ({
  spec: { replicas: 1, template: { spec: { containers, ...more } } },
})
const app = { name: 'app', image: 'app:1', ports: [{ containerPort: 80, protocol: 'TCP' }] }
const side = { name: 'side', image: 'side:1' }

test('entries of a list with keys are merged by them, new ones come at the end', () => {
  const patch = deployment([{ name: 'side', image: 'side:2' }, { name: 'third' }])
  expect(strategicMergePatch(schema, deployment([app, side]), patch)).toEqual(
    deployment([app, { name: 'side', image: 'side:2' }, { name: 'third' }]),
  )
})

test('an entry goes by its directive, and the order is as it is asked for', () => {
  const patch = deployment([{ $patch: 'delete', name: 'app' }, { name: 'new' }], {
    '$setElementOrder/containers': [{ name: 'new' }, { name: 'side' }],
  })
  expect(strategicMergePatch(schema, deployment([app, side]), patch)).toEqual(deployment([{ name: 'new' }, side]))
})

test('a list without keys is replaced', () => {
  const patch = deployment([{ name: 'app', command: ['b'] }])
  const before = deployment([{ ...app, command: ['a', 'a'] }])
  expect(strategicMergePatch(schema, before, patch)).toEqual(deployment([{ ...app, command: ['b'] }]))
})

test('null removes, and replace takes the whole', () => {
  const patch = { spec: { replicas: null, template: { $patch: 'replace', metadata: { labels: { a: 'b' } } } } }
  expect(strategicMergePatch(schema, deployment([app]), patch)).toEqual({
    spec: { template: { metadata: { labels: { a: 'b' } } } },
  })
})

test('what a union keeps is what is named, such as the fields of one strategy', () => {
  const before = { spec: { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } } } }
  const patch = { spec: { strategy: { $retainKeys: ['type'], type: 'Recreate' } } }
  expect(strategicMergePatch(schema, before, patch)).toEqual({ spec: { strategy: { type: 'Recreate' } } })
})

test('texts of a set are added once, and taken out by name', () => {
  const before = { metadata: { finalizers: ['a', 'b'] } }
  const patch = { metadata: { finalizers: ['b', 'c'], '$deleteFromPrimitiveList/finalizers': ['a'] } }
  expect(strategicMergePatch(schema, before, patch)).toEqual({ metadata: { finalizers: ['b', 'c'] } })
})
