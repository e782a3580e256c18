import type { Pod } from '@catalyst/api'
import type { Deployment, StatefulSet } from '@catalyst/kubernetes-client'
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
    'The image nginx:1 of app can not be pulled: connection refused. Check',
    deployment(unfinished),
    [
      pod({
        state: {
          waiting: {
            reason: 'ImagePullBackOff',
            message:
              'Back-off pulling image "h:5/a:b": ErrImagePull: rpc error: code = Unknown desc = failed to pull "h:5/a:b": dial tcp 127.0.0.1:5: connect: connection refused',
          },
        },
      }),
    ],
  ],
  [
    'failing',
    'The image nginx:1 of app can not be pulled: ImagePullBackOff. Check',
    deployment(unfinished),
    [pod({ state: { waiting: { reason: 'ImagePullBackOff', message: 'Back-off pulling image "h:5/a:b"' } } })],
  ],
  [
    'failing',
    'The image nginx:1 of app runs as root, which the Project does not allow',
    deployment(unfinished),
    [
      pod({
        state: {
          waiting: {
            reason: 'CreateContainerConfigError',
            message: 'container has runAsNonRoot and image will run as root (pod: "app-1", container: app)',
          },
        },
      }),
    ],
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

const statefulSet = (status: object, spec: object = {}) =>
  ({
    metadata: { name: 'db', generation: 2 },
    spec: { replicas: 2, ...spec },
    status: { observedGeneration: 2, updatedReplicas: 2, readyReplicas: 2, availableReplicas: 2, ...status },
  }) as StatefulSet

test.each<[string, string, StatefulSet]>([
  ['is up', 'available', statefulSet({})],
  ['has not been looked at', 'progressing', statefulSet({ observedGeneration: 1 })],
  ['has a pod that is not ready', 'progressing', statefulSet({ availableReplicas: 1 })],
  [
    'has a pod of before',
    'progressing',
    statefulSet({ updatedReplicas: 1, updateRevision: 'b', currentRevision: 'a' }),
  ],
  [
    'keeps some pods as they were',
    'available',
    statefulSet(
      { updatedReplicas: 1, updateRevision: 'b', currentRevision: 'a' },
      { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 1 } } },
    ),
  ],
  [
    'waits for whoever deletes its pods',
    'available',
    statefulSet(
      { updatedReplicas: 0, updateRevision: 'b', currentRevision: 'a' },
      { updateStrategy: { type: 'OnDelete' } },
    ),
  ],
])('a StatefulSet that %s is %s', (...[, state, one]) => {
  expect(workloadHealth({ deployments: [], statefulSets: [one], pods: [] }).state).toBe(state)
})

const owned = (kind: string, container: object): Pod => {
  const one = pod(container)
  one.metadata.ownerReferences = [{ apiVersion: 'v1', kind, name: 'x', uid: 'u', controller: true }]
  return one
}
const crashing = { restartCount: 4, state: { waiting: { reason: 'CrashLoopBackOff' } } }
const ready = { conditions: [{ type: 'Ready', status: 'True' }] }

test.each<[string, string, string, Pod[]]>([
  ['nothing that runs is', 'available', 'nothing in it runs all the time', []],
  ['a Job that fails leaves it', 'available', 'nothing in it runs', [owned('Job', crashing)]],
  ['a pod by itself that is not ready is', 'progressing', 'Waiting for app-1', [pod({ state: { running: {} } })]],
  ['a pod by itself that is ready is', 'available', 'Its component answers', [pod({}, ready)]],
  ['a pod by itself that failed is', 'stalled', 'nothing makes another one', [pod({}, { phase: 'Failed' })]],
  ['a pod of a ReplicaSet is none of its own and leaves it', 'available', 'nothing', [owned('ReplicaSet', {})]],
])('%s %s', (...[, state, message, pods]) => {
  const health = workloadHealth({ deployments: [], statefulSets: [], pods })
  expect(health.state).toBe(state)
  expect(health.message).toContain(message)
})
