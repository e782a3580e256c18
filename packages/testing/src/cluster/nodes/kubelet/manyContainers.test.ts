import { describe, expect, test } from 'vitest'
import { containerOf, startTestNode } from '../testing/startTestNode.ts'

describe('init containers', () => {
  test('run one after the other, before the others', async () => {
    await using node = await startTestNode()
    const initContainers = [
      containerOf({ name: 'one', script: 'sleep 2' }),
      containerOf({ name: 'two', script: 'sleep 2' }),
    ]
    await node.run('app', [{ script: 'sleep 1000' }], { initContainers })
    const condition = (type: string) => node.pod('app')?.status?.conditions?.find((one) => one.type === type)
    await node.clock.advance(2000)
    expect(node.container('app', 'one')?.state.running).toBeDefined()
    expect(node.container('app', 'two')?.state.waiting?.reason).toBe('PodInitializing')
    expect(condition('Initialized')).toMatchObject({
      ...{ status: 'False', message: 'containers with incomplete status: [one two]' },
    })
    await node.clock.advance(10_000)
    expect(node.container('app', 'two')).toMatchObject({ ready: true, state: { terminated: { exitCode: 0 } } })
    expect(node.container('app', 'main')?.state.running).toBeDefined()
    expect(condition('Initialized')?.status).toBe('True')
  })

  test('that fail are the failure of a pod that does not restart', async () => {
    await using node = await startTestNode()
    await node.run('app', [{ script: 'sleep 1000' }], {
      initContainers: [containerOf({ name: 'setup', script: 'exit 1' })],
    })
    await node.clock.advance(5000)
    expect(node.pod('app')?.status?.phase).toBe('Failed')
    expect(node.container('app', 'main')?.state.waiting?.reason).toBe('PodInitializing')
  })

  test('that fail are tried again in a pod that restarts', async () => {
    await using node = await startTestNode()
    const initContainers = [containerOf({ name: 'setup', script: 'exit 1' })]
    await node.run('app', [{ script: 'sleep 1000' }], { initContainers, restartPolicy: 'Always' })
    await node.clock.advance(20_000)
    expect(node.container('app', 'setup')?.restartCount).toBe(2)
    expect(node.pod('app')?.status?.phase).toBe('Pending')
  })

  test('that restart always stay beside the others, and end after them', async () => {
    await using node = await startTestNode()
    const initContainers = [
      containerOf({
        name: 'proxy',
        script: 'trap "exit 0" TERM; while :; do sleep 0.2; done',
        restartPolicy: 'Always',
      }),
    ]
    await node.run('app', [{ script: 'sleep 5' }], { initContainers })
    await node.clock.advance(4000)
    expect(node.container('app', 'proxy')?.state.running).toBeDefined()
    expect(node.container('app', 'main')?.state.running).toBeDefined()
    await node.clock.advance(10_000)
    expect(node.pod('app')?.status?.phase).toBe('Succeeded')
    expect(node.container('app', 'proxy')?.state.terminated?.exitCode).toBe(0)
  })
})

test('an ephemeral container runs once, in a pod that is running', async () => {
  await using node = await startTestNode()
  await node.run('app', [{ script: 'sleep 1000' }])
  await node.clock.advance(3000)
  const ephemeralContainers = [containerOf({ name: 'debugger', script: 'exit 5' })]
  await node.api.patch(
    'pods',
    node.ref('app'),
    { spec: { ephemeralContainers } },
    { subresource: 'ephemeralcontainers' },
  )
  await node.clock.advance(5000)
  expect(node.container('app', 'debugger')).toMatchObject({ restartCount: 0, state: { terminated: { exitCode: 5 } } })
  expect(node.pod('app')?.status?.phase).toBe('Running')
})

test('containers of one pod end it together', async () => {
  await using node = await startTestNode()
  await node.run('pair', [{ script: 'sleep 1' }, { script: 'sleep 5; exit 2' }])
  await node.clock.advance(3500)
  expect(node.container('pair', 'main')?.state.terminated?.exitCode).toBe(0)
  expect(node.pod('pair')?.status?.phase).toBe('Running')
  await node.clock.advance(10_000)
  expect(node.pod('pair')?.status?.phase).toBe('Failed')
})
