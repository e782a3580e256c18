import type { Pod } from '@catalyst/api'
import type { Deployment } from '@catalyst/kubernetes-client'
import { expect, test } from 'vitest'
import { workloadHealth } from './workloadHealth.ts'

const up = { observedGeneration: 1, replicas: 1, updatedReplicas: 1, availableReplicas: 1 }
const deployment = (status: object, spec: object = {}) =>
  ({ metadata: { name: 'app', generation: 1 }, spec: { replicas: 1, ...spec }, status }) as Deployment
const pod = (container: object, more: object = {}): Pod => ({
  metadata: { name: 'app-1' },
  spec: { containers: [{ name: 'app', image: 'nginx:1' }] },
  status: { containerStatuses: [{ name: 'app', ready: false, restartCount: 0, ...container }], ...more },
})
const unfinished = { observedGeneration: 1, replicas: 1, updatedReplicas: 1, availableReplicas: 0 }
const condition = (type: string, more: object) => ({ ...unfinished, conditions: [{ type, ...more }] })

test.each<[string, string, Deployment, Pod[]]>([
  ['available', 'Its component answers.', deployment(up), []],
  ['progressing', 'Waiting for app.', deployment({ ...up, observedGeneration: 0 }), []],
  ['progressing', 'Waiting for app.', deployment({ ...up, updatedReplicas: 0 }), []],
  ['progressing', 'Waiting for app.', deployment({ ...up, replicas: 2 }), []],
  ['available', 'Its component answers.', deployment({ observedGeneration: 1 }, { replicas: 0 }), []],
  ['progressing', 'readiness probe does not succeed', deployment(unfinished), [pod({ state: { running: {} } })]],
  [
    'progressing',
    'No node takes its pod: Insufficient cpu',
    deployment(unfinished),
    [pod({}, { conditions: [{ type: 'PodScheduled', status: 'False', message: 'Insufficient cpu' }] })],
  ],
  [
    'failing',
    'The image nginx:1 of app can not be pulled: not found',
    deployment(unfinished),
    [pod({ state: { waiting: { reason: 'ImagePullBackOff', message: 'not found' } } })],
  ],
  [
    'failing',
    'can not be started: secret "db" not found',
    deployment(unfinished),
    [pod({ state: { waiting: { reason: 'CreateContainerConfigError', message: 'secret "db" not found' } } })],
  ],
  [
    'failing',
    'ended with exit code 3 and was started 5 times',
    deployment(unfinished),
    [
      pod({
        restartCount: 4,
        state: { waiting: { reason: 'CrashLoopBackOff' } },
        lastState: { terminated: { exitCode: 3 } },
      }),
    ],
  ],
  [
    'failing',
    'needs more memory than its limit',
    deployment(unfinished),
    [pod({ restartCount: 2, state: { terminated: { exitCode: 137, reason: 'OOMKilled' } } })],
  ],
  [
    'failing',
    'The quota of the environment does not allow all pods of app',
    deployment(condition('ReplicaFailure', { status: 'True', message: 'exceeded quota: catalyst' })),
    [],
  ],
  [
    'failing',
    'The cluster refuses pods of app: violates PodSecurity',
    deployment(condition('ReplicaFailure', { status: 'True', message: 'violates PodSecurity' })),
    [],
  ],
  [
    'stalled',
    'did not come to an end in 600 s',
    deployment(condition('Progressing', { status: 'False', reason: 'ProgressDeadlineExceeded' })),
    [],
  ],
])('%s: %s', (...[state, message, one, pods]) => {
  const health = workloadHealth({ deployments: [one], statefulSets: [], pods })
  expect(health.state).toBe(state)
  expect(health.message).toContain(message)
})

test('a pod that goes is none of its troubles', () => {
  const going = pod({ state: { waiting: { reason: 'ImagePullBackOff' } } })
  going.metadata.deletionTimestamp = '2026-01-01T00:00:00Z'
  expect(workloadHealth({ deployments: [deployment(up)], statefulSets: [], pods: [going] }).state).toBe('available')
})
