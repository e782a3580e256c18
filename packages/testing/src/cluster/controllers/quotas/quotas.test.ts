import { expect, test } from 'vitest'
import { startTestNode } from '../../nodes/testing/startTestNode.ts'

test('a quota says how much of it is used, and gets it back', async () => {
  await using node = await startTestNode()
  const { api, clock, ref } = node
  await api.create('resourcequotas', {
    ...{ apiVersion: 'v1', kind: 'ResourceQuota', metadata: ref('team') },
    spec: { hard: { pods: '5', 'requests.memory': '1Gi', 'count/configmaps': '10' } },
  })
  const status = () => api.get('resourcequotas', ref('team'))?.['status']
  await node.run('worker', [{ script: 'sleep 5', resources: { requests: { memory: '64Mi' } } }])
  expect(status()).toEqual({
    hard: { pods: '5', 'requests.memory': '1Gi', 'count/configmaps': '10' },
    used: { pods: '1', 'requests.memory': '64Mi', 'count/configmaps': '1' },
  })
  await clock.advance(20_000)
  expect(status()).toMatchObject({ used: { pods: '0', 'requests.memory': '0' } })
})
