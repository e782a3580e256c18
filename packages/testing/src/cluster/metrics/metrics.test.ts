import { expect, test } from 'vitest'
import type { Image } from '../machine/Image.ts'
import { startTestNode } from '../nodes/testing/startTestNode.ts'

test('usage is known some time after a pod has started, and adds up on its node', async () => {
  const steady: Image = { name: 'example.com/steady', usage: () => ({ cpu: 0.25, memory: 64 * 2 ** 20 }) }
  await using node = await startTestNode({ images: [steady] })
  const [pods, nodes] = node.node.virtualResources
  await node.run('steady', [{ image: 'example.com/steady:1' }], { restartPolicy: 'Always' })
  await node.clock.advance(5000)
  expect(pods?.get(node.ref('steady'))).toBeUndefined()
  await node.clock.advance(15_000)
  expect(pods?.get(node.ref('steady'))).toMatchObject({
    ...{ apiVersion: 'metrics.k8s.io/v1beta1', kind: 'PodMetrics', window: '15s' },
    containers: [{ name: 'main', usage: { cpu: '250000000n', memory: '65536Ki' } }],
  })
  expect(pods?.list({ namespace: 'other' })).toEqual([])
  expect(nodes?.list({})).toMatchObject([{ kind: 'NodeMetrics', usage: { cpu: '370000000n' } }])
})

test('a pod that has ended uses nothing', async () => {
  await using node = await startTestNode()
  await node.run('task', [{ script: 'sleep 30' }])
  await node.clock.advance(60_000)
  expect(node.node.virtualResources[0]?.list({})).toEqual([])
})
