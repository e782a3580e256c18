import { expect, test } from 'vitest'
import { podColumns } from './podColumns.ts'

const now = Date.UTC(2030, 0, 1, 1)
const deleted = { metadata: { deletionTimestamp: '2030-01-01T00:00:00Z' } }
const terminated = (reason: string, exitCode = 0) => ({ state: { terminated: { reason, exitCode } } })
const waiting = (reason: string) => ({ state: { waiting: { reason } } })
const running = { ready: true, state: { running: {} } }
const init = { spec: { initContainers: [{ name: 'one' }, { name: 'two' }], containers: [{}] } }

/** What the first columns show of a pod: ready, status, restarts. */
function show(pod: Record<string, unknown>): unknown[] {
  const columns = podColumns['Pod']?.slice(1, 4) ?? []
  return columns.map(({ value }) => (typeof value === 'function' ? value(pod, now) : value))
}

test.each([
  ['that waits for a node', { spec: { containers: [{}] }, status: { phase: 'Pending' } }, ['0/1', 'Pending', '0']],
  [
    'that runs',
    { spec: { containers: [{}, {}] }, status: { phase: 'Running', containerStatuses: [running, waiting('X')] } },
    ['1/2', 'X', '0'],
  ],
  [
    'whose first init container fails',
    { ...init, status: { phase: 'Pending', initContainerStatuses: [waiting('CrashLoopBackOff')] } },
    ['0/1', 'Init:CrashLoopBackOff', '0'],
  ],
  [
    'whose second init container is at work',
    {
      ...init,
      status: {
        phase: 'Pending',
        initContainerStatuses: [terminated('Completed'), { state: { running: {} } }],
      },
    },
    ['0/1', 'Init:1/2', '0'],
  ],
  [
    'that crashes',
    {
      spec: { containers: [{}] },
      status: {
        phase: 'Running',
        containerStatuses: [
          {
            ...waiting('CrashLoopBackOff'),
            restartCount: 4,
            lastState: { terminated: { finishedAt: '2030-01-01T00:59:00Z' } },
          },
        ],
      },
    },
    ['0/1', 'CrashLoopBackOff', '4 (60s ago)'],
  ],
  [
    'that has done its work',
    { spec: { containers: [{}] }, status: { phase: 'Succeeded', containerStatuses: [terminated('Completed')] } },
    ['0/1', 'Completed', '0'],
  ],
  [
    'that was ended without a reason',
    { spec: { containers: [{}] }, status: { phase: 'Failed', containerStatuses: [terminated('', 7)] } },
    ['0/1', 'ExitCode:7', '0'],
  ],
  [
    'that is going',
    { ...deleted, spec: { containers: [{}] }, status: { phase: 'Running', containerStatuses: [running] } },
    ['1/1', 'Terminating', '0'],
  ],
  [
    'that is gone with its node',
    { ...deleted, spec: { containers: [{}] }, status: { phase: 'Running', reason: 'NodeLost' } },
    ['0/1', 'Unknown', '0'],
  ],
])('a pod %s', (_, pod, cells) => {
  expect(show(pod)).toEqual(cells)
})
