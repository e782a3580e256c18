import type { Pod } from '@catalyst/api'
import type { Job } from '@catalyst/kubernetes-client'
import { expect, test } from 'vitest'
import { now } from '../../test/builders.ts'
import { isOver, jobStateOf } from './jobStateOf.ts'

const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000).toISOString()
const job = (conditions: object[], startTime = ago(60)) =>
  ({
    metadata: { name: 'deploy-pr-1-abc-1', uid: 'job-uid' },
    spec: { activeDeadlineSeconds: 720 },
    status: { startTime, conditions },
  }) as Job
const end = (type: string, more: object = {}) => job([{ type, status: 'True', lastTransitionTime: ago(60), ...more }])
const pod = (terminated?: object, uid = 'job-uid'): Pod => ({
  metadata: { name: 'p', ownerReferences: [{ apiVersion: 'batch/v1', kind: 'Job', name: 'x', uid }] },
  status: {
    containerStatuses: [
      {
        name: 'deployer',
        ready: false,
        restartCount: 0,
        ...(terminated !== undefined && { state: { terminated: { exitCode: 1, ...terminated } } }),
      },
    ],
  },
})
/** With a container that somebody injects, and that comes before by its name. */
const beside = (one: Pod): Pod => {
  const agent = { name: 'agent', ready: true, restartCount: 0, state: { running: {} } }
  return { ...one, status: { containerStatuses: [agent, ...(one.status?.containerStatuses ?? [])] } }
}
const told = { ok: false, reason: 'ChartInvalid', message: 'No Chart.yaml.' }
const message = JSON.stringify(told)

test.each<[string, Job, Pod[], object]>([
  ['runs', job([]), [pod()], { state: 'running', until: new Date('2026-01-01T12:11:00Z') }],
  ['runs, before a pod is made', job([]), [], { state: 'running' }],
  ['has said something, before anybody counts its pod', job([]), [pod({ message })], { state: 'over', result: told }],
  ['has something beside it that goes on', job([]), [beside(pod({ message }))], { state: 'over', result: told }],
  ['is not spoken for by the pod of another', job([]), [pod({ message }, 'other')], { state: 'running' }],
  [
    'has ended a moment ago, with a pod that is still to be seen',
    job([{ type: 'Failed', status: 'True', lastTransitionTime: ago(2) }]),
    [pod()],
    { state: 'ending' },
  ],
  ['has lost its pod', end('Failed'), [], { result: { ok: false, reason: 'DeployerLost', retry: true } }],
  [
    'was killed with its pod',
    end('Failed'),
    [pod({ exitCode: 137, reason: 'Error' })],
    { result: { ok: false, reason: 'DeployerLost', retry: true } },
  ],
  [
    'took too long',
    end('Failed', { reason: 'DeadlineExceeded' }),
    [],
    { result: { ok: false, reason: 'TimedOut', retry: true } },
  ],
  ['is ended by nobody', job([], ago(800)), [pod()], { result: { reason: 'TimedOut' } }],
  [
    'needed too much memory',
    end('Failed'),
    [pod({ exitCode: 137, reason: 'OOMKilled' })],
    { result: { reason: 'OOMKilled', message: expect.stringContaining('deployer.memoryLimit') } },
  ],
  [
    'ended without a word',
    end('Failed'),
    [pod({ exitCode: 3 })],
    { result: { reason: 'DeployerFailed', message: expect.stringContaining('exit code 3') } },
  ],
  [
    'said what is no result',
    end('Failed'),
    [pod({ message: '{"ok": "yes"}' })],
    { result: { reason: 'DeployerFailed' } },
  ],
  ['went well, though nobody heard how', end('Complete'), [], { result: { ok: true } }],
])('a Job that %s', (...[, one, pods, expected]) => {
  expect(jobStateOf(one, pods, { now })).toMatchObject(expected)
})

test('it is over when Kubernetes says so', () => {
  expect([job([]), end('SuccessCriteriaMet'), end('Complete'), end('Failed')].map((one) => isOver(one))).toEqual([
    false,
    false,
    true,
    true,
  ])
})

test('it is over for whoever waits when its pod has ended', () => {
  expect([[pod()], [pod({ message })], [pod({ message }, 'other')]].map((pods) => isOver(job([]), pods))).toEqual([
    false,
    true,
    false,
  ])
})
