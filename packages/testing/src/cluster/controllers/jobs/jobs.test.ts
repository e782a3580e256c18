import { expect, test } from 'vitest'
import type { Pod } from '../../nodes/Pod.ts'
import { containerOf, startTestNode } from '../../nodes/testing/startTestNode.ts'
import type { Job } from './Job.ts'

const jobOf = (script: string, spec: Partial<Job['spec']> = {}) => ({
  ...{ apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'task', namespace: 'default' } },
  spec: {
    template: {
      spec: { restartPolicy: 'Never', terminationGracePeriodSeconds: 1, containers: [containerOf({ script })] },
    },
    ...spec,
  },
})

async function start() {
  const node = await startTestNode()
  const { api, ref, clock } = node
  return {
    ...node,
    async create(job: ReturnType<typeof jobOf>) {
      await api.create('jobs.batch', job)
      await clock.advance(0)
    },
    job: () => api.get('jobs.batch', ref('task')) as Job | undefined,
    pods: () => api.list('pods', { namespace: 'default', labelSelector: 'job-name=task' }) as Pod[],
    conditions: () =>
      (api.get('jobs.batch', ref('task')) as Job | undefined)?.status?.conditions?.map(
        ({ type, reason }) => `${type} ${reason}`,
      ),
  }
}

test('a job is complete when enough pods have succeeded', async () => {
  await using cluster = await start()
  await cluster.create(jobOf('sleep 1', { completions: 3, parallelism: 2 }))
  expect(cluster.job()?.status).toMatchObject({ active: 2, ready: 0 })
  await cluster.clock.advance(30_000)
  expect(cluster.job()?.status).toMatchObject({ succeeded: 3, completionTime: expect.any(String), ready: 0 })
  expect(cluster.job()?.status?.active).toBeUndefined()
  expect(cluster.conditions()).toEqual(['SuccessCriteriaMet CompletionsReached', 'Complete CompletionsReached'])
  expect(cluster.pods().map(({ metadata, status }) => [metadata.finalizers, status?.phase])).toEqual(
    Array(3).fill([undefined, 'Succeeded']),
  )
  expect(cluster.events('task', 'Job').at(-1)).toBe('Completed: Job completed')
})

test('a job that fails too often has failed', async () => {
  await using cluster = await start()
  await cluster.create(jobOf('exit 1', { backoffLimit: 1 }))
  await cluster.clock.advance(5000)
  expect(cluster.job()?.status).toMatchObject({ failed: 1 })
  expect(cluster.conditions()).toBeUndefined()
  await cluster.clock.advance(30_000)
  expect(cluster.job()?.status).toMatchObject({ failed: 2 })
  expect(cluster.conditions()).toEqual(['FailureTarget BackoffLimitExceeded', 'Failed BackoffLimitExceeded'])
})

test('a job without another try has failed at once', async () => {
  await using cluster = await start()
  await cluster.create(jobOf('exit 1', { backoffLimit: 0 }))
  await cluster.clock.advance(5000)
  expect(cluster.conditions()).toEqual(['FailureTarget BackoffLimitExceeded', 'Failed BackoffLimitExceeded'])
  expect(cluster.pods().map(({ status }) => status?.phase)).toEqual(['Failed'])
})

test('a job that takes too long is ended', async () => {
  await using cluster = await start()
  await cluster.create(jobOf('sleep 1000', { activeDeadlineSeconds: 10 }))
  await cluster.clock.advance(11_000)
  expect(cluster.conditions()?.[0]).toBe('FailureTarget DeadlineExceeded')
  await cluster.clock.advance(10_000)
  expect(cluster.conditions()?.[1]).toBe('Failed DeadlineExceeded')
  expect(cluster.pods()).toEqual([])
})

test('a job goes some time after it has finished, with its pods', async () => {
  await using cluster = await start()
  await cluster.create(jobOf('true', { ttlSecondsAfterFinished: 60 }))
  await cluster.clock.advance(30_000)
  expect(cluster.job()).toBeDefined()
  await cluster.clock.advance(60_000)
  expect(cluster.job()).toBeUndefined()
  expect(cluster.pods()).toEqual([])
})

test('each pod of an indexed job knows its number', async () => {
  await using cluster = await start()
  const script = 'echo $JOB_COMPLETION_INDEX > /dev/termination-log'
  await cluster.create(jobOf(script, { completions: 3, parallelism: 3, completionMode: 'Indexed' }))
  await cluster.clock.advance(10_000)
  const messages = cluster.pods().map(({ status }) => status?.containerStatuses?.[0]?.state.terminated?.message)
  expect(messages.sort()).toEqual(['0\n', '1\n', '2\n'])
  expect(cluster.job()?.status?.completedIndexes).toBe('0,1,2')
})

test('a suspended job has no pods', async () => {
  await using cluster = await start()
  await cluster.create(jobOf('sleep 5', { suspend: true }))
  expect(cluster.pods()).toEqual([])
  expect(cluster.conditions()).toEqual(['Suspended JobSuspended'])
  await cluster.api.patch('jobs.batch', cluster.ref('task'), { spec: { suspend: false } })
  await cluster.clock.advance(20_000)
  expect(cluster.conditions()?.at(-1)).toBe('Complete CompletionsReached')
})

test('the pods of a job that is deleted go after it', async () => {
  await using cluster = await start()
  await cluster.create(jobOf('sleep 1000'))
  await cluster.clock.advance(3000)
  await cluster.api.delete('jobs.batch', cluster.ref('task'), { propagationPolicy: 'Background' })
  await cluster.clock.advance(10_000)
  expect(cluster.pods()).toEqual([])
})
