import { expect, test } from 'vitest'
import { addPlatformMetadata } from './addPlatformMetadata.ts'

const labels = { 'catalyst.dev/team': 'acme' }
const app = { app: 'web', 'catalyst.dev/team': 'other' }
const deployedBy = { 'catalyst.dev/deployed-by': 'deployer' }

test('the object and the pods that it makes get the labels, and its selector stays', () => {
  const spec = { selector: { matchLabels: app }, template: { metadata: { labels: app }, spec: { containers: [] } } }
  const object = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', annotations: { a: 'b' } }, spec }
  expect(addPlatformMetadata(object, labels)).toEqual({
    ...object,
    metadata: { name: 'web', labels, annotations: { a: 'b', ...deployedBy } },
    spec: { ...spec, template: { ...spec.template, metadata: { labels: { app: 'web', ...labels } } } },
  })
})

test('the Jobs of a CronJob and their pods get them too, also where they have no metadata', () => {
  const template = (metadata?: object) => ({
    schedule: '* * * * *',
    jobTemplate: { ...(metadata && { metadata }), spec: { template: { ...(metadata && { metadata }), spec: {} } } },
  })
  const object = { apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'x' }, spec: template() }
  expect(addPlatformMetadata(object, labels)['spec']).toEqual(template({ labels }))
})

test('a Pod is labelled once', () => {
  const object = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, spec: {} }
  expect(addPlatformMetadata(object, labels)).toEqual({
    ...object,
    metadata: { name: 'x', labels, annotations: deployedBy },
  })
})
