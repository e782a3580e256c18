import { describe, expect, test } from 'vitest'
import type { Image } from '../../machine/Image.ts'
import { startTestNode } from '../testing/startTestNode.ts'

describe('a container that crashes', () => {
  test('is started again, later each time', async () => {
    await using node = await startTestNode()
    await node.run('crash', [{ script: 'sleep 1; exit 1' }], { restartPolicy: 'Always' })
    const starts: number[] = []
    const reasons = new Set<string | undefined>()
    let restarts = 0
    for (let second = 0; second < 120; second++) {
      await node.clock.advance(1000)
      const { restartCount = 0, state } = node.container('crash') ?? {}
      reasons.add(state?.waiting?.reason)
      if (restartCount > restarts) starts.push(second)
      restarts = restartCount
    }
    const pauses = starts.slice(1).map((at, index) => at - (starts[index] ?? 0))
    expect(pauses).toEqual([expect.closeTo(11, -0.5), expect.closeTo(21, -0.5), expect.closeTo(41, -0.5)])
    expect(reasons).toContain('CrashLoopBackOff')
    expect(node.pod('crash')?.status?.phase).toBe('Running')
    expect(node.container('crash')?.lastState.terminated ?? node.container('crash')?.state.terminated).toMatchObject({
      ...{ exitCode: 1, reason: 'Error' },
    })
  })

  test('says how long it is held back', async () => {
    await using node = await startTestNode()
    await node.run('crash', [{ script: 'exit 1' }], { restartPolicy: 'Always' })
    await node.clock.advance(6000)
    const uid = node.pod('crash')?.metadata.uid
    expect(node.container('crash')?.state.waiting).toEqual({
      reason: 'CrashLoopBackOff',
      message: `back-off 10s restarting failed container=main pod=crash_default(${uid})`,
    })
    expect(node.events('crash')).toContain(
      `BackOff: Back-off restarting failed container main in pod crash_default(${uid})`,
    )
  })

  test('is not started again when it succeeds and only failures count', async () => {
    await using node = await startTestNode()
    await node.run('once', [{ script: '[ -e /nothing ] || exit 0' }], { restartPolicy: 'OnFailure' })
    await node.clock.advance(30_000)
    expect(node.pod('once')?.status?.phase).toBe('Succeeded')
    expect(node.container('once')?.restartCount).toBe(0)
  })

  test('has the log of its last run and of the one before', async () => {
    await using node = await startTestNode()
    await node.run('crash', [{ script: 'cat /proc/sys/kernel/random/uuid; exit 1' }], { restartPolicy: 'Always' })
    await node.clock.advance(1200)
    const uid = node.pod('crash')?.metadata.uid ?? ''
    const { registry } = node.node
    const first = await textOf(registry.log(uid, 'main'))
    await node.clock.advance(1500)
    expect(await textOf(registry.log(uid, 'main', { previous: true }))).toBe(first)
    expect(await textOf(registry.log(uid, 'main'))).not.toBe(first)
  })
})

test('a container that uses more memory than it may is killed', async () => {
  const hungry: Image = {
    name: 'example.com/hungry',
    usage: (elapsed) => ({ cpu: 0.1, memory: elapsed > 5000 ? 100 * 2 ** 20 : 10 * 2 ** 20 }),
  }
  await using node = await startTestNode({ images: [hungry] })
  const resources = { limits: { memory: '64Mi' } }
  await node.run('hungry', [{ image: 'example.com/hungry:1', resources }], { restartPolicy: 'Never' })
  await node.clock.advance(3000)
  expect(node.container('hungry')?.state.running).toBeDefined()
  await node.clock.advance(10_000)
  expect(node.container('hungry')?.state.terminated).toMatchObject({ reason: 'OOMKilled', exitCode: 137 })
})

test('a command that is not there is no start', async () => {
  await using node = await startTestNode()
  await node.run('lost', [{ command: ['/nope'] }], { restartPolicy: 'OnFailure' })
  await node.clock.advance(1000)
  expect(node.container('lost')).toMatchObject({
    state: {
      waiting: {
        reason: 'RunContainerError',
        message: expect.stringMatching(/exec: "\/nope": stat \/nope: no such file/),
      },
    },
    lastState: { terminated: { reason: 'StartError', exitCode: 128, startedAt: '1970-01-01T00:00:00Z' } },
  })
})

async function textOf(log: { read(options: object): AsyncIterable<Uint8Array> } | undefined): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of log?.read({}) ?? []) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

test('another image restarts the container', async () => {
  await using node = await startTestNode()
  await node.run('app', [{ script: 'sleep 1000' }], { restartPolicy: 'Always', terminationGracePeriodSeconds: 1 })
  await node.clock.advance(3000)
  const containers = node.pod('app')?.spec.containers.map((one) => ({ ...one, image: 'docker.io/library/busybox:2' }))
  await node.api.patch('pods', node.ref('app'), { spec: { containers } })
  await node.clock.advance(5000)
  expect(node.container('app')).toMatchObject({ restartCount: 1, image: 'docker.io/library/busybox:2' })
  expect(node.events('app')).toContain('Killing: Container main definition changed, will be restarted')
})

test('the end of the log tells why it ended, when that is wished', async () => {
  await using node = await startTestNode()
  const terminationMessagePolicy = 'FallbackToLogsOnError'
  await node.run('app', [{ script: 'echo the disk is full; exit 1', terminationMessagePolicy }])
  await node.clock.advance(3000)
  expect(node.container('app')?.state.terminated?.message).toBe('the disk is full\n')
})
