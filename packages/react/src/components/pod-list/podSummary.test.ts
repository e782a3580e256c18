import { pod } from '@catalyst/testing'
import { expect, test } from 'vitest'
import { containersOf } from './containersOf.ts'
import { podSummary } from './podSummary.ts'

const words = (given: Parameters<typeof podSummary>[0]) => {
  const { word, tone } = podSummary(given)
  return `${word} ${tone}`
}

test.each([
  ['a running pod', pod(), 'Running success'],
  ['a pod that is not ready', pod({ containers: [{ name: 'app', ready: false }] }), 'Not ready warning'],
  ['a pod that is deleted', pod({ deletedAt: '2026-11-20T12:00:00Z' }), 'Terminating neutral'],
  [
    'a finished job',
    pod({ phase: 'Succeeded', containers: [{ name: 'app', state: 'terminated' }] }),
    'Completed neutral',
  ],
  ['an evicted pod', pod({ phase: 'Failed', reason: 'Evicted', containers: [] }), 'Evicted danger'],
  [
    'a crashing container',
    pod({ containers: [{ name: 'app', state: 'waiting', reason: 'CrashLoopBackOff' }] }),
    'CrashLoopBackOff danger',
  ],
  [
    'an image that can not be pulled',
    pod({ phase: 'Pending', containers: [{ name: 'app', state: 'waiting', reason: 'ImagePullBackOff' }] }),
    'ImagePullBackOff danger',
  ],
  [
    'a container that is being created',
    pod({ phase: 'Pending', containers: [{ name: 'app', state: 'waiting', reason: 'ContainerCreating' }] }),
    'ContainerCreating progress',
  ],
  [
    'an init container at work',
    pod({
      phase: 'Pending',
      initContainers: [{ name: 'migrate', state: 'terminated' }, { name: 'seed' }],
      containers: [{ name: 'app', state: 'waiting', reason: 'PodInitializing' }],
    }),
    'Init 1/2 progress',
  ],
  [
    'an init container that failed',
    pod({
      phase: 'Pending',
      initContainers: [{ name: 'migrate', state: 'terminated', exitCode: 1, reason: 'Error' }],
      containers: [{ name: 'app', state: 'waiting', reason: 'PodInitializing' }],
    }),
    'Error danger',
  ],
  [
    'an ended debug container',
    pod({ ephemeralContainers: [{ name: 'debug', state: 'terminated', exitCode: 137 }] }),
    'Running success',
  ],
])('%s', (_title, given, expected) => {
  expect(words(given)).toBe(expected)
})

test('every container is listed in the order of their start, sidecars told apart', () => {
  const given = pod({
    initContainers: [{ name: 'proxy' }, { name: 'migrate' }],
    ephemeralContainers: [{ name: 'debug' }],
  })
  given.spec!.initContainers![0]!['restartPolicy'] = 'Always'
  expect(containersOf(given).map(({ name, kind }) => `${name} ${kind}`)).toEqual([
    'proxy sidecar',
    'migrate init',
    'app container',
    'debug ephemeral',
  ])
})

test('a container without a status waits', () => {
  const given = pod()
  given.status!.containerStatuses = []
  expect(containersOf(given)[0]).toMatchObject({ state: 'waiting', ready: false, restarts: 0 })
})
