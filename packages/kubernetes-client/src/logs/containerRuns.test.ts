import type { Pod } from '@catalyst/api'
import { expect, test } from 'vitest'
import { containerNames, containerRuns } from './containerRuns.ts'

type Status = NonNullable<NonNullable<Pod['status']>['containerStatuses']>[number]

function pod(status: Partial<Status>, options: { restartPolicy?: string; phase?: string; init?: object } = {}): Pod {
  const { restartPolicy = 'Always', phase = 'Running', init } = options
  const statuses = [{ name: 'main', ready: true, restartCount: 0, ...status }]
  return {
    metadata: { name: 'shop' },
    spec: {
      restartPolicy,
      containers: init ? [{ name: 'app' }] : [{ name: 'main' }],
      initContainers: init ? [{ name: 'main', ...init }] : [],
    },
    status: { phase, ...(init ? { initContainerStatuses: statuses } : { containerStatuses: statuses }) },
  }
}
const ended = (id: string, exitCode = 1) => ({
  terminated: { exitCode, containerID: id, startedAt: 's', finishedAt: 'f' },
})

test('a running container with an earlier run', () => {
  const status = { containerID: 'two', state: { running: { startedAt: 't' } }, lastState: ended('one') }
  expect(containerRuns(pod(status), 'main')).toMatchObject({
    current: { id: 'two', running: true, startedAt: 't' },
    previous: { id: 'one', running: false, exitCode: 1, finishedAt: 'f' },
    mayRunAgain: true,
  })
})

test('in a crash loop the kubelet gives the log of the last run', () => {
  const status = { containerID: 'one', state: { waiting: { reason: 'CrashLoopBackOff' } }, lastState: ended('one') }
  expect(containerRuns(pod(status), 'main')).toMatchObject({
    current: { id: 'one' },
    previous: undefined,
    waiting: 'CrashLoopBackOff',
  })
})

test('a container that has not started has no run', () => {
  const runs = containerRuns(pod({ state: { waiting: { reason: 'ImagePullBackOff' } } }), 'main')
  expect(runs).toMatchObject({ current: undefined, waiting: 'ImagePullBackOff', mayRunAgain: true })
  expect(containerRuns({ metadata: { name: 'shop' }, spec: { containers: [{ name: 'main' }] } }, 'main')).toMatchObject(
    { waiting: 'Pending' },
  )
})

test.each([
  ['Always', 0, {}, true],
  ['OnFailure', 1, {}, true],
  ['OnFailure', 0, {}, false],
  ['Never', 1, {}, false],
  ['Always', 0, { phase: 'Succeeded' }, false],
  ['Always', 0, { init: {} }, false],
  ['Always', 1, { init: {} }, true],
  ['Never', 1, { init: { restartPolicy: 'Always' } }, true],
] as const)('with %s, after exit code %i and %j, another run may begin: %j', (...row) => {
  const [restartPolicy, exitCode, options, expected] = row
  const runs = containerRuns(pod({ state: ended('one', exitCode) }, { restartPolicy, ...options }), 'main')
  expect(runs.mayRunAgain).toBe(expected)
})

test('a pod that is being deleted starts nothing again', () => {
  const deleted = pod({ state: ended('one') })
  deleted.metadata.deletionTimestamp = '2026-01-01T00:00:00Z'
  expect(containerRuns(deleted, 'main').mayRunAgain).toBe(false)
})

test('names init containers first and ephemeral ones last', () => {
  const spec = { containers: [{ name: 'b' }], initContainers: [{ name: 'a' }], ephemeralContainers: [{ name: 'c' }] }
  expect(containerNames({ metadata: { name: 'shop' }, spec })).toEqual(['a', 'b', 'c'])
})
