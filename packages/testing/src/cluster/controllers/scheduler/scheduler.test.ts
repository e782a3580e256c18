import { describe, expect, test } from 'vitest'
import { startTestNode } from '../../nodes/testing/startTestNode.ts'

describe('a pod that fits on no node', () => {
  test('says why', async () => {
    await using node = await startTestNode()
    await node.run('huge', [{ script: 'true', resources: { requests: { cpu: '100' } } }])
    const message =
      '0/1 nodes are available: 1 Insufficient cpu. no new claims to deallocate, preemption: 0/1 nodes are available: ' +
      '1 No preemption victims found for incoming pod.'
    expect(node.pod('huge')?.status).toMatchObject({
      ...{
        phase: 'Pending',
        conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }],
      },
    })
    expect(node.events('huge')).toEqual([`FailedScheduling: ${message}`])
  })

  test('gets one as soon as there is room', async () => {
    await using node = await startTestNode()
    const resources = { requests: { cpu: '20' } }
    await node.run('first', [{ script: 'sleep 5', resources }])
    await node.run('second', [{ script: 'sleep 5', resources }])
    expect(node.pod('second')?.spec.nodeName).toBeUndefined()
    await node.clock.advance(10_000)
    expect(node.pod('second')?.spec.nodeName).toBe('node-1')
  })

  test('gets one when a node comes to match', async () => {
    await using node = await startTestNode()
    await node.run('picky', [{ script: 'sleep 5' }], { nodeSelector: { disk: 'ssd' } })
    expect(node.events('picky').at(-1)).toContain("1 node(s) didn't match Pod's node affinity/selector.")
    await node.api.patch('nodes', { name: 'node-1' }, { metadata: { labels: { disk: 'ssd' } } })
    await node.clock.advance(0)
    expect(node.pod('picky')?.spec.nodeName).toBe('node-1')
  })

  test('waits for a node that is cordoned', async () => {
    await using node = await startTestNode()
    await node.api.patch('nodes', { name: 'node-1' }, { spec: { unschedulable: true } })
    await node.run('task', [{ script: 'sleep 5' }])
    expect(node.events('task').at(-1)).toContain('1 node(s) were unschedulable.')
  })
})
