import { environmentLabels } from '@catalyst/api/labels'
import { expect, test } from 'vitest'
import { asServerSends } from '../../test/asServerSends.ts'
import { namespaceOf, now, projectOf } from '../../test/builders.ts'
import { planProject } from './planProject.ts'

const wanted = environmentLabels({ team: 'acme', project: 'shop' })
const labelled = namespaceOf({ name: 'acme-shop', labels: wanted })
const later = new Date(now.getTime() + 60_000)

test('without a namespace it makes one, with labels, and says so', () => {
  const plan = planProject({ project: projectOf(), namespace: undefined, environments: 0, now })
  expect(plan.apply).toEqual([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'acme-shop', labels: wanted } }])
  expect(plan.status?.conditions).toMatchObject([{ type: 'Ready', status: 'Unknown', reason: 'NamespaceMissing' }])
})

test('with its namespace it is Ready, and a second look writes nothing', () => {
  const first = planProject({ project: projectOf(), namespace: labelled, environments: 2, now })
  expect(first).toMatchObject({ apply: [], status: { conditions: [{ type: 'Ready', status: 'True' }] } })
  const seen = { ...projectOf(), status: asServerSends(first.status) } as ReturnType<typeof projectOf>
  const second = planProject({ project: seen, namespace: labelled, environments: 2, now: later })
  expect(second).toEqual({ apply: [], status: undefined, warning: undefined })
})

test('a namespace of another project is left alone, and the project warns once', () => {
  const foreign = namespaceOf({ name: 'acme-shop', labels: environmentLabels({ team: 'acme-shop', project: 'other' }) })
  const first = planProject({ project: projectOf(), namespace: foreign, environments: 0, now })
  expect(first.apply).toEqual([])
  expect(first.warning?.reason).toBe('NamespaceTaken')
  const seen = { ...projectOf(), status: first.status } as ReturnType<typeof projectOf>
  expect(planProject({ project: seen, namespace: foreign, environments: 0, now: later }).warning).toBeUndefined()
})

test('a project that is being deleted makes nothing', () => {
  const going = projectOf()
  going.metadata.deletionTimestamp = '2026-01-01T12:00:00Z'
  expect(planProject({ project: going, namespace: undefined, environments: 0, now })).toEqual({ apply: [] })
})
