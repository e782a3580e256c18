import type { Project } from '@catalyst/api'
import { expect, test } from 'vitest'
import { environmentOf, projectOf } from '../../test/builders.ts'
import { defaultSettings } from '../settings/defaultSettings.ts'
import { desiredLimits } from './desiredLimits.ts'
import { homeOf } from './Home.ts'

function limitsOf(resources?: Project['spec']['resources']) {
  const project = projectOf(resources === undefined ? {} : { resources })
  const [quota, range] = desiredLimits(homeOf(environmentOf(), project, { settings: defaultSettings }))
  return { quota, range }
}

const hard = {
  'limits.cpu': '4',
  'limits.memory': '8Gi',
  'requests.storage': '20Gi',
  pods: '50',
  'services.nodeports': '0',
  'services.loadbalancers': '0',
}

test('without a word in the project the defaults hold, and nothing of the cluster is given to the outside', () => {
  const { quota, range } = limitsOf()
  expect(quota).toMatchObject({ kind: 'ResourceQuota', metadata: { name: 'catalyst', namespace: 'acme-shop-pr-1' } })
  expect(quota?.['spec']).toEqual({ hard })
  expect(range).toMatchObject({ kind: 'LimitRange', metadata: { name: 'catalyst', namespace: 'acme-shop-pr-1' } })
  expect(range?.['spec']).toEqual({
    limits: [
      {
        type: 'Container',
        default: { cpu: '1', memory: '1Gi' },
        defaultRequest: { cpu: '50m', memory: '64Mi' },
      },
    ],
  })
})

test.each([
  [{ cpu: '2' }, { ...hard, 'limits.cpu': '2' }],
  [{ storage: '100Gi' }, { ...hard, 'requests.storage': '100Gi' }],
  [
    { cpu: '16', memory: '64Gi', storage: '0' },
    { ...hard, 'limits.cpu': '16', 'limits.memory': '64Gi', 'requests.storage': '0' },
  ],
])('what the project says in spec.resources replaces the default of that alone: %j', (resources, expected) => {
  expect(limitsOf(resources).quota?.['spec']).toEqual({ hard: expected })
})
