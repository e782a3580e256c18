import { expect, test } from 'vitest'
import { createClock } from '../../clock/createClock.ts'
import { podOf } from '../../nodes/testing/startTestNode.ts'
import { startCluster } from '../../startCluster.ts'

test('a pod on a node that is not there is given up after a while', async () => {
  const clock = createClock({ stopped: true })
  await using cluster = await startCluster({ clock, nodes: 0 })
  await clock.advance(0)
  await cluster.api.create('pods', podOf('lost', [{ script: 'true' }], { nodeName: 'nowhere' }))
  const ref = { namespace: 'default', name: 'lost' }
  await cluster.api.delete('pods', ref)
  await clock.advance(50_000)
  expect(cluster.api.get('pods', ref)).toBeDefined()
  await clock.advance(20_000)
  expect(cluster.api.get('pods', ref)).toBeUndefined()
})
