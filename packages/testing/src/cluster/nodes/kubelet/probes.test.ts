import { describe, expect, test } from 'vitest'
import type { Image } from '../../machine/Image.ts'
import { startTestNode } from '../testing/startTestNode.ts'

const ready = (pod: { status?: { conditions?: { type: string; status: string }[] } } | undefined) =>
  pod?.status?.conditions?.find(({ type }) => type === 'Ready')?.status

describe('readiness', () => {
  test('comes and goes with what the probe finds', async () => {
    await using node = await startTestNode()
    const script = 'sleep 5; touch /tmp/ready; sleep 10; rm /tmp/ready; sleep 1000'
    const readinessProbe = { exec: { command: ['cat', '/tmp/ready'] }, periodSeconds: 1, failureThreshold: 2 }
    await node.run('shy', [{ script, readinessProbe }])
    await node.clock.advance(3000)
    expect([ready(node.pod('shy')), node.container('shy')?.ready, node.container('shy')?.started]).toEqual([
      'False',
      false,
      true,
    ])
    expect(node.events('shy')).toContainEqual(
      expect.stringMatching(/^Unhealthy: Readiness probe failed: cat: .*\/tmp\/ready/),
    )
    await node.clock.advance(5000)
    expect(ready(node.pod('shy'))).toBe('True')
    await node.clock.advance(15_000)
    expect(ready(node.pod('shy'))).toBe('False')
  })

  test('by http needs an answer that says so', async () => {
    let status = 503
    const web: Image = { name: 'example.com/web', sites: { 8080: () => new Response('', { status }) } }
    await using node = await startTestNode({ images: [web] })
    const ports = [{ name: 'http', containerPort: 8080 }]
    const readinessProbe = { httpGet: { path: '/ready', port: 'http' }, periodSeconds: 1 }
    await node.run('web', [{ image: 'example.com/web:1', ports, readinessProbe }])
    await node.clock.advance(3000)
    expect(node.events('web')).toContain('Unhealthy: Readiness probe failed: HTTP probe failed with statuscode: 503')
    status = 200
    await node.clock.advance(2000)
    expect(node.container('web')?.ready).toBe(true)
  })
})

describe('liveness', () => {
  test('restarts a container that fails it', async () => {
    await using node = await startTestNode()
    const livenessProbe = { exec: { command: ['false'] }, periodSeconds: 1, failureThreshold: 2 }
    const script = 'trap "exit 0" TERM; while :; do sleep 0.2; done'
    await node.run('frail', [{ script, livenessProbe }], { restartPolicy: 'Always' })
    await node.clock.advance(5000)
    expect(node.container('frail')).toMatchObject({ restartCount: 1, lastState: { terminated: { exitCode: 0 } } })
    expect(node.events('frail')).toContain('Killing: Container main failed liveness probe, will be restarted')
  })

  test('waits until the container has started', async () => {
    await using node = await startTestNode()
    const startupProbe = { exec: { command: ['cat', '/tmp/started'] }, periodSeconds: 1, failureThreshold: 10 }
    const livenessProbe = { exec: { command: ['cat', '/tmp/started'] }, periodSeconds: 1, failureThreshold: 1 }
    await node.run('slow', [{ script: 'sleep 5; touch /tmp/started; sleep 1000', startupProbe, livenessProbe }])
    await node.clock.advance(3000)
    expect(node.container('slow')).toMatchObject({ started: false, ready: false, restartCount: 0 })
    await node.clock.advance(6000)
    expect(node.container('slow')).toMatchObject({ started: true, ready: true, restartCount: 0 })
  })
})

test('a port that nobody listens on is refused', async () => {
  await using node = await startTestNode({ images: [{ name: 'example.com/deaf', sites: {} }] })
  const startupProbe = { tcpSocket: { port: 80 }, periodSeconds: 1, failureThreshold: 2 }
  await node.run('deaf', [{ image: 'example.com/deaf:1', startupProbe }], { terminationGracePeriodSeconds: 1 })
  await node.clock.advance(6000)
  const ip = node.pod('deaf')?.status?.podIP
  expect(node.events('deaf')).toContain(
    `Unhealthy: Startup probe failed: dial tcp ${ip}:80: connect: connection refused`,
  )
  expect(node.events('deaf')).toContain('Killing: Container main failed startup probe, will be restarted')
})
