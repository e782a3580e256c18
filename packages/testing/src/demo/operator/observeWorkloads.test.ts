import { describe, expect, test } from 'vitest'
import { observeWorkloads, type Observed } from './observeWorkloads.ts'

type Pods = Observed['pods']
type Deployments = Observed['deployments']

const deployment = (status: object): Deployments => [
  {
    metadata: { name: 'web', generation: 2 },
    spec: { replicas: 2 },
    status: { observedGeneration: 2, ...status },
  } as Deployments[number],
]
const ready = deployment({ updatedReplicas: 2, availableReplicas: 2 })
const pod = (container: object, image = 'registry.cluster.local:5000/web:1'): Pods => [
  {
    metadata: { name: 'web-1', uid: 'u1' },
    spec: { containers: [{ name: 'web', image }] },
    status: { phase: 'Running', containerStatuses: [{ name: 'web', ready: false, restartCount: 0, ...container }] },
  },
]
const look = (observed: Partial<Observed>) =>
  observeWorkloads({ deployments: ready, pods: [], events: [], ...observed })

describe('observeWorkloads', () => {
  test('all replicas of the newest generation make it available', () => {
    expect(look({})).toMatchObject({ state: 'available' })
  })

  test.each([
    ['replicas are missing', { updatedReplicas: 2, availableReplicas: 1 }],
    ['old ones still run instead', { updatedReplicas: 1, availableReplicas: 2 }],
    ['the controller has not seen the change', { observedGeneration: 1, updatedReplicas: 2, availableReplicas: 2 }],
  ])('it progresses while %s', (_, status) => {
    expect(look({ deployments: deployment(status) })).toMatchObject({
      state: 'progressing',
      message: 'Waiting for web.',
    })
  })

  test('an image that can not be pulled is named', () => {
    const waiting = { reason: 'ImagePullBackOff', message: 'Back-off pulling image' }
    const health = look({ pods: pod({ state: { waiting } }, 'nowhere.invalid/web:1') })
    expect(health).toMatchObject({ state: 'unpullable', reason: 'ImagePullBackOff' })
    expect(health.message).toContain('nowhere.invalid/web:1')
  })

  test('the first failed pull is no verdict yet', () => {
    const pods = pod({ state: { waiting: { reason: 'ErrImagePull' } } })
    expect(look({ deployments: deployment({}), pods })).toMatchObject({ state: 'progressing' })
  })

  test('a crash loop says how the container ends', () => {
    const pods = pod({
      restartCount: 3,
      state: { waiting: { reason: 'CrashLoopBackOff' } },
      lastState: { terminated: { exitCode: 137, reason: 'OOMKilled' } },
    })
    expect(look({ pods })).toMatchObject({ state: 'crashed', message: expect.stringContaining('needs more memory') })
  })

  test('a container that runs without its command is broken', () => {
    const message = 'Readiness probe failed: dev command exited with code 2'
    const event = { metadata: { name: 'e' }, reason: 'Unhealthy', message, involvedObject: { uid: 'u1' } }
    const events = [event] as unknown as Observed['events']
    expect(look({ pods: pod({ state: { running: {} } }), events })).toMatchObject({
      state: 'broken',
      message: expect.stringContaining('exit code 2'),
    })
    expect(look({ pods: pod({ ready: true, state: { running: {} } }), events })).toMatchObject({ state: 'available' })
  })

  test('a quota that allows no more pods is told', () => {
    const conditions = [
      { type: 'ReplicaFailure', status: 'True', message: 'pods "web-2" is forbidden: exceeded quota: catalyst' },
    ]
    const health = look({ deployments: deployment({ conditions, availableReplicas: 1 }) })
    expect(health).toMatchObject({ state: 'over-quota', reason: 'QuotaExceeded' })
    expect(health.message).toContain('1 of 2 pods of web run')
  })
})
