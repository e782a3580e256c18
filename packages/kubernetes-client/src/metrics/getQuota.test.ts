import { expect, test } from 'vitest'
import type { ResourceQuota } from '../resources/builtinResources.ts'
import { summarizeQuotas } from './getQuota.ts'

function quota(hard: Record<string, string>, used: Record<string, string> = {}, spec: object = {}): ResourceQuota {
  return { spec: { hard, ...spec }, status: { hard, used } }
}

test('limits count before requests, in cores and bytes', () => {
  const hard = { 'requests.cpu': '1', 'limits.cpu': '4', 'requests.memory': '1Gi', pods: '10' }
  expect(summarizeQuotas([quota(hard, { 'limits.cpu': '500m', 'requests.memory': '512Mi', pods: '3' })])).toEqual({
    cpu: { hard: 4, used: 0.5 },
    memory: { hard: 1_073_741_824, used: 536_870_912 },
    pods: { hard: 10, used: 3 },
  })
})

test('of several quotas the smallest limit counts', () => {
  const quotas = [
    quota({ 'limits.cpu': '4' }),
    quota({ 'limits.cpu': '2' }, { 'limits.cpu': '1' }),
    quota({ cpu: '8' }),
  ]
  expect(summarizeQuotas(quotas)).toEqual({ cpu: { hard: 2, used: 1 } })
})

test('a quota for some pods only is no limit of the namespace', () => {
  expect(summarizeQuotas([quota({ 'limits.cpu': '1' }, {}, { scopes: ['BestEffort'] })])).toEqual({})
})

test('a quota that was not counted yet still limits', () => {
  expect(summarizeQuotas([{ spec: { hard: { 'limits.memory': '1Ki' } } }])).toEqual({ memory: { hard: 1024, used: 0 } })
})

test('no quota, no limits', () => {
  expect(summarizeQuotas([])).toEqual({})
})
