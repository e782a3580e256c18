import { labels } from '@catalyst/api/labels'
import { environment, project } from '@catalyst/testing'
import { expect, test } from 'vitest'
import { isOfProject } from './isOfProject.ts'

const shop = project({ name: 'shop', team: 'acme' })

test('an environment belongs to the project that it names, in the namespace of its team', () => {
  const one = environment({ team: 'acme', project: 'shop', name: 'pr-1' })
  expect(isOfProject({ ...one, spec: { ...one.spec, projectRef: { name: 'shop', namespace: 'acme' } } }, shop)).toBe(
    true,
  )
  expect(isOfProject({ ...one, spec: { ...one.spec, projectRef: { name: 'shop', namespace: 'orbit' } } }, shop)).toBe(
    false,
  )
  expect(isOfProject({ ...one, spec: { ...one.spec, projectRef: { name: 'shop-2', namespace: 'acme' } } }, shop)).toBe(
    false,
  )
})

test('without a namespace the label of its team decides', () => {
  const one = environment({ team: 'acme', project: 'shop', name: 'pr-1' })
  const spec = { ...one.spec, projectRef: { name: 'shop' } }
  expect(isOfProject({ ...one, spec, metadata: { ...one.metadata, labels: { [labels.team]: 'acme' } } }, shop)).toBe(
    true,
  )
  expect(isOfProject({ ...one, spec, metadata: { ...one.metadata, labels: { [labels.team]: 'orbit' } } }, shop)).toBe(
    false,
  )
})
