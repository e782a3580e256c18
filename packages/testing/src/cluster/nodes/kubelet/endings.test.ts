import { describe, expect, test } from 'vitest'
import { startTestNode } from '../testing/startTestNode.ts'

const patient = 'trap "echo bye; sleep 2; exit 0" TERM; while :; do sleep 0.2; done'

describe('a pod that is deleted', () => {
  test('has time to end', async () => {
    await using node = await startTestNode()
    await node.run('web', [{ script: patient }], { restartPolicy: 'Always' })
    await node.clock.advance(3000)
    await node.api.delete('pods', node.ref('web'))
    await node.clock.advance(1000)
    expect(node.pod('web')?.metadata.deletionTimestamp).toBeDefined()
    expect(node.container('web')?.state.running).toBeDefined()
    expect(node.events('web')).toContain('Killing: Stopping container main')
    await node.clock.advance(3000)
    expect(node.pod('web')).toBeUndefined()
  })

  test('is killed when its time is up', async () => {
    await using node = await startTestNode()
    await node.run('deaf', [{ script: 'sleep 1000' }], { terminationGracePeriodSeconds: 4 })
    await node.clock.advance(3000)
    await node.api.patch('pods', node.ref('deaf'), { metadata: { finalizers: ['example.com/look'] } })
    await node.api.delete('pods', node.ref('deaf'))
    await node.clock.advance(3000)
    expect(node.container('deaf')?.state.running).toBeDefined()
    await node.clock.advance(3000)
    expect(node.pod('deaf')?.status?.phase).toBe('Failed')
    expect(node.container('deaf')?.state.terminated?.exitCode).toBe(137)
  })

  test('by force is gone at once, with all that ran in it', async () => {
    await using node = await startTestNode()
    await node.run('deaf', [{ script: 'sleep 1000' }])
    await node.clock.advance(3000)
    const uid = node.pod('deaf')?.metadata.uid ?? ''
    const machine = node.node.registry.running(uid, 'main')?.machine
    await node.api.delete('pods', node.ref('deaf'), { gracePeriodSeconds: 0 })
    await node.clock.advance(0)
    expect(node.pod('deaf')).toBeUndefined()
    expect(node.node.registry.running(uid, 'main')).toBeUndefined()
    expect(machine?.processes).toEqual([])
  })

  test('in more of a hurry has less time', async () => {
    await using node = await startTestNode()
    await node.run('deaf', [{ script: 'sleep 1000' }], { terminationGracePeriodSeconds: 60 })
    await node.clock.advance(3000)
    await node.api.delete('pods', node.ref('deaf'))
    await node.clock.advance(1000)
    await node.api.delete('pods', node.ref('deaf'), { gracePeriodSeconds: 2 })
    await node.clock.advance(4000)
    expect(node.pod('deaf')).toBeUndefined()
  })

  test('while its image is pulled does not wait for that', async () => {
    await using node = await startTestNode({ images: [{ name: 'example.com/large', pullMs: 600_000 }] })
    await node.run('large', [{ image: 'example.com/large:1' }])
    await node.clock.advance(3000)
    await node.api.delete('pods', node.ref('large'))
    await node.clock.advance(3000)
    expect(node.pod('large')).toBeUndefined()
  })

  test('runs its hook before it is told to end', async () => {
    await using node = await startTestNode()
    const lifecycle = { preStop: { exec: { command: ['sh', '-c', 'sleep 3; echo hook > /tmp/hook'] } } }
    await node.run('web', [{ script: patient, lifecycle }])
    await node.clock.advance(3000)
    await node.api.delete('pods', node.ref('web'))
    await node.clock.advance(2000)
    expect(node.container('web')?.state.running).toBeDefined()
    await node.clock.advance(5000)
    expect(node.pod('web')).toBeUndefined()
  })
})

test('a pod that takes longer than it may has failed', async () => {
  await using node = await startTestNode()
  await node.run('slow', [{ script: 'sleep 1000' }], { activeDeadlineSeconds: 5, terminationGracePeriodSeconds: 1 })
  await node.clock.advance(10_000)
  expect(node.pod('slow')?.status).toMatchObject({
    ...{ phase: 'Failed', reason: 'DeadlineExceeded' },
    message: 'Pod was active on the node longer than the specified deadline',
  })
})

test('nothing runs any longer once the node is stopped', async () => {
  await using node = await startTestNode()
  await node.run('web', [{ script: 'sleep 1000' }])
  await node.clock.advance(3000)
  const machine = node.node.registry.running(node.pod('web')?.metadata.uid ?? '', 'main')?.machine
  node.node[Symbol.dispose]()
  await node.clock.advance(0)
  expect(machine?.processes).toEqual([])
})
