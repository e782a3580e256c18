import { expect, test } from 'vitest'
import { OperatorMetrics } from './OperatorMetrics.ts'

async function read(metrics: OperatorMetrics, name: string): Promise<unknown[]> {
  const metric = await metrics.registry.getSingleMetric(name)?.get()
  return metric?.values.map(({ value, labels }) => [labels, value]) ?? []
}

test('its names and labels are those of controller-runtime, so that its dashboards and alerts fit', async () => {
  const metrics = new OperatorMetrics({ process: false })
  const queue = metrics.observeQueue('environment', { concurrency: 8 })
  metrics.leads('catalyst-operator', true)
  queue.added('a', 1)
  queue.started('a', 0)
  await metrics.measure('environment', async () => ({}))
  queue.retried('a')
  queue.finished('a')
  const labelled = (await metrics.registry.getMetricsAsJSON()).map(
    ({ name, values }) => [name, Object.keys(values[0]?.labels ?? {}).filter((label) => label !== 'le')] as const,
  )
  expect(Object.fromEntries(labelled)).toEqual({
    controller_runtime_reconcile_total: ['controller', 'result'],
    controller_runtime_reconcile_errors_total: [],
    controller_runtime_reconcile_time_seconds: ['controller'],
    controller_runtime_active_workers: ['controller'],
    controller_runtime_max_concurrent_reconciles: ['controller'],
    leader_election_master_status: ['name'],
    catalyst_orphaned_namespaces: [],
    workqueue_depth: ['name'],
    workqueue_adds_total: ['name'],
    workqueue_retries_total: ['name'],
    workqueue_queue_duration_seconds: ['name'],
    workqueue_work_duration_seconds: ['name'],
    workqueue_unfinished_work_seconds: ['name'],
    workqueue_longest_running_processor_seconds: ['name'],
  })
  expect(await read(metrics, 'controller_runtime_max_concurrent_reconciles')).toEqual([
    [{ controller: 'environment' }, 8],
  ])
})

test('a pass that hangs is seen while it runs, and not any more when it has ended', async () => {
  const metrics = new OperatorMetrics({ process: false })
  const queue = metrics.observeQueue('environment', { concurrency: 2 })
  const label = { name: 'environment' }
  const longest = () => read(metrics, 'workqueue_longest_running_processor_seconds')
  const unfinished = () => read(metrics, 'workqueue_unfinished_work_seconds')
  expect(await longest()).toEqual([[label, 0]])
  queue.started('a', 0)
  queue.started('b', 0)
  expect(await longest()).toEqual([[label, expect.toSatisfy((seconds: number) => seconds > 0)]])
  expect(await unfinished()).toEqual([[label, expect.toSatisfy((seconds: number) => seconds > 0)]])
  queue.finished('a')
  queue.finished('b')
  expect(await longest()).toEqual([[label, 0]])
  expect(await unfinished()).toEqual([[label, 0]])
})
