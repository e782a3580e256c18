import { describe, expect, test } from 'vitest'
import { startTestNode } from '../testing/startTestNode.ts'

describe('an image', () => {
  test('that can not be had is tried again, later each time', async () => {
    await using node = await startTestNode()
    await node.run('lost', [{ image: 'registry.invalid/nope:1' }])
    await node.clock.advance(700)
    const failure =
      'failed to pull and unpack image "registry.invalid/nope:1": failed to resolve reference "registry.invalid/nope:1": ' +
      'failed to do request: Head "https://registry.invalid/v2/nope/manifests/1": dial tcp: lookup registry.invalid: no such host'
    expect(node.container('lost')?.state.waiting).toEqual({ reason: 'ErrImagePull', message: failure })
    await node.clock.advance(2000)
    expect(node.container('lost')?.state.waiting).toEqual({
      reason: 'ImagePullBackOff',
      message: `Back-off pulling image "registry.invalid/nope:1": ErrImagePull: ${failure}`,
    })
    expect(node.pod('lost')?.status?.phase).toBe('Pending')
    const events = node.events('lost')
    expect(events.map((event) => event.split(':')[0])).toEqual([
      ...['Scheduled', 'Pulling', 'Failed', 'Failed', 'BackOff', 'Failed'],
    ])
    expect(events.slice(2)).toEqual([
      `Failed: Failed to pull image "registry.invalid/nope:1": ${failure}`,
      'Failed: Error: ErrImagePull',
      'BackOff: Back-off pulling image "registry.invalid/nope:1"',
      'Failed: Error: ImagePullBackOff',
    ])
  })

  test('that is there already is not pulled', async () => {
    await using node = await startTestNode()
    await node.run('first', [{ script: 'true' }])
    await node.clock.advance(5000)
    await node.run('second', [{ script: 'true' }])
    await node.clock.advance(5000)
    expect(node.events('second')).toContain(
      'Pulled: Container image "docker.io/library/busybox:1" already present on machine',
    )
  })

  test('that must not be pulled and is not there', async () => {
    await using node = await startTestNode()
    await node.run('never', [{ image: 'docker.io/library/absent:1', imagePullPolicy: 'Never' }])
    await node.clock.advance(1000)
    expect(node.container('never')?.state.waiting?.reason).toBe('ErrImageNeverPull')
  })

  test('whose name is none', async () => {
    await using node = await startTestNode()
    await node.run('odd', [{ image: 'UPPER/Bad' }])
    await node.clock.advance(1000)
    expect(node.container('odd')?.state.waiting).toMatchObject({
      ...{ reason: 'InvalidImageName', message: expect.stringMatching(/must be lowercase/) },
    })
  })

  test('is what its tag says, and one that was never pushed is not found', async () => {
    const images = [
      { name: 'example.com/shop', env: { RELEASE: 'any' } },
      { name: 'example.com/shop:2', env: { RELEASE: 'second' } },
      { name: 'example.com/shop:3', isMissing: true },
    ]
    await using node = await startTestNode({ images })
    const command = ['sh', '-c', 'echo $RELEASE >/dev/termination-log']
    for (const tag of [1, 2, 3]) await node.run(`shop-${tag}`, [{ image: `example.com/shop:${tag}`, command }])
    await node.clock.advance(5000)
    expect(node.container('shop-1')?.state.terminated?.message).toBe('any\n')
    expect(node.container('shop-2')?.state.terminated?.message).toBe('second\n')
    expect(node.container('shop-3')?.state.waiting?.message).toContain('example.com/shop:3: not found')
  })

  test('that nobody has described is a server that answers', async () => {
    await using node = await startTestNode()
    await node.run('web', [{ image: 'example.com/shop:v1' }])
    await node.clock.advance(3000)
    const running = node.node.registry.running(node.pod('web')?.metadata.uid ?? '', 'main')
    const response = await running?.site(8080)?.(new Request('http://web:8080/'))
    expect(response?.status).toBe(200)
  })
})
