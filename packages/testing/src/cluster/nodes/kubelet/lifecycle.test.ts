import { describe, expect, test } from 'vitest'
import { startTestNode } from '../testing/startTestNode.ts'

describe('a pod that runs to its end', () => {
  test('goes from Pending over Running to Succeeded', async () => {
    await using node = await startTestNode()
    await node.run('task', [{ script: 'echo hello; sleep 5' }])
    expect(node.pod('task')).toMatchObject({
      spec: { nodeName: 'node-1' },
      status: { phase: 'Pending', containerStatuses: [{ state: { waiting: { reason: 'ContainerCreating' } } }] },
    })

    await node.clock.advance(2000)
    expect(node.pod('task')?.status).toMatchObject({ phase: 'Running', podIP: expect.stringMatching(/^10\.244\./) })
    expect(node.container('task')).toMatchObject({ ready: true, started: true, restartCount: 0 })

    await node.clock.advance(10_000)
    expect(node.pod('task')?.status?.phase).toBe('Succeeded')
    expect(node.container('task')?.state.terminated).toMatchObject({ exitCode: 0, reason: 'Completed' })
    const conditions = node.pod('task')?.status?.conditions?.map(({ type, status, reason }) => [type, status, reason])
    expect(conditions).toEqual([
      ['PodReadyToStartContainers', 'False', undefined],
      ['Initialized', 'True', 'PodCompleted'],
      ['Ready', 'False', 'PodCompleted'],
      ['ContainersReady', 'False', 'PodCompleted'],
      ['PodScheduled', 'True', undefined],
    ])
  })

  test('tells it in Events', async () => {
    await using node = await startTestNode()
    await node.run('task', [{ script: 'true' }])
    await node.clock.advance(5000)
    expect(node.events('task')).toEqual([
      'Scheduled: Successfully assigned default/task to node-1',
      'Pulling: Pulling image "docker.io/library/busybox:1"',
      expect.stringMatching(/^Pulled: Successfully pulled image "docker.io\/library\/busybox:1" in 400ms /),
      'Created: Created container: main',
      'Started: Started container main',
    ])
  })

  test('fails when its container does', async () => {
    await using node = await startTestNode()
    await node.run('task', [{ script: 'echo because > /dev/termination-log; exit 3' }])
    await node.clock.advance(5000)
    expect(node.pod('task')?.status?.phase).toBe('Failed')
    expect(node.container('task')?.state.terminated).toMatchObject({
      exitCode: 3,
      reason: 'Error',
      message: 'because\n',
    })
  })
})
