import { expect, test } from 'vitest'
import type { LiveObject } from '../cluster/LiveObject.ts'
import { isOurs } from './removeObjects.ts'

const ours: LiveObject['metadata'] = {
  name: 'x',
  uid: 'u',
  annotations: { 'catalyst.dev/deployed-by': 'deployer' },
  managedFields: [{ manager: 'catalyst-deployer', operation: 'Apply' }],
}

const live = (metadata: Partial<LiveObject['metadata']>): LiveObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { ...ours, ...metadata },
})

test('what was applied here is ours', () => {
  expect(isOurs(live({}))).toBe(true)
})

test.each<[string, Partial<LiveObject['metadata']>]>([
  ['has no annotation', { annotations: {} }],
  ['was applied by Helm', { managedFields: [{ manager: 'helm', operation: 'Update' }] }],
  [
    'carries a copy of the annotation',
    { managedFields: [{ manager: 'kube-controller-manager', operation: 'Update' }] },
  ],
  ['belongs to another object', { ownerReferences: [{ kind: 'CronJob' }] }],
  ['is on its way out', { deletionTimestamp: '2026-01-01T00:00:00Z' }],
])('what %s is not', (_, metadata) => {
  expect(isOurs(live(metadata))).toBe(false)
})
