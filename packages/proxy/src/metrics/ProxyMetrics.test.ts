import { expect, test } from 'vitest'
import { ProxyMetrics } from './ProxyMetrics.ts'

async function valueOf(metrics: ProxyMetrics, series: string): Promise<number | undefined> {
  const { text } = await metrics.render()
  const line = text.split('\n').find((one) => one.startsWith(`${series} `))
  return line === undefined ? undefined : Number(line.slice(series.length + 1))
}

test('what is open is counted once, however often it is closed', async () => {
  const metrics = new ProxyMetrics()
  const close = metrics.streamOpened('watch')
  metrics.streamOpened('watch')
  expect(await valueOf(metrics, 'catalyst_streams{kind="watch"}')).toBe(2)
  close()
  close()
  expect(await valueOf(metrics, 'catalyst_streams{kind="watch"}')).toBe(1)
})

test('a shell is attached or held, and neither after its end', async () => {
  const metrics = new ProxyMetrics()
  const states = async () => [
    await valueOf(metrics, 'catalyst_shells{state="attached"}'),
    await valueOf(metrics, 'catalyst_shells{state="held"}'),
  ]
  const shell = metrics.shellOpened()
  expect(await states()).toEqual([1, 0])
  shell.become('held')
  expect(await states()).toEqual([0, 1])
  shell.end()
  shell.become('attached')
  shell.end()
  expect(await states()).toEqual([0, 0])
  expect(await valueOf(metrics, 'catalyst_shells_opened_total')).toBe(1)
})

test('the totals of an upstream watch outlive it', async () => {
  const metrics = new ProxyMetrics()
  const labels = { cluster: 'TEST', kind: 'pods' }
  const health = { state: 'live', objects: 3, reconnects: 1, relists: 0 }
  const close = metrics.upstreamOpened(labels, () => health)
  expect(await valueOf(metrics, 'catalyst_upstream_watches{cluster="TEST",kind="pods",state="live"}')).toBe(1)
  expect(await valueOf(metrics, 'catalyst_upstream_objects{cluster="TEST",kind="pods"}')).toBe(3)
  Object.assign(health, { state: 'stale', reconnects: 4, relists: 2 })
  close()
  close()
  expect(await valueOf(metrics, 'catalyst_upstream_watches{cluster="TEST",kind="pods",state="live"}')).toBeUndefined()
  expect(await valueOf(metrics, 'catalyst_upstream_reconnects_total{cluster="TEST",kind="pods"}')).toBe(4)
  metrics.upstreamOpened(labels, () => ({ state: 'live', objects: 0, reconnects: 1, relists: 0 }))
  expect(await valueOf(metrics, 'catalyst_upstream_reconnects_total{cluster="TEST",kind="pods"}')).toBe(5)
  expect(await valueOf(metrics, 'catalyst_upstream_relists_total{cluster="TEST",kind="pods"}')).toBe(2)
})

test('how the audit log is, is told as it is', async () => {
  const metrics = new ProxyMetrics()
  metrics.observeAudit(() => ({ state: 'failing', queued: 7, written: 100, dropped: 3 }))
  for (let scrape = 0; scrape < 2; scrape++) {
    expect(await valueOf(metrics, 'catalyst_audit_records_total{outcome="dropped"}')).toBe(3)
    expect(await valueOf(metrics, 'catalyst_audit_queue_records')).toBe(7)
    expect(await valueOf(metrics, 'catalyst_audit_failing')).toBe(1)
  }
})

test('two proxies in a process count for themselves', async () => {
  const [one, other] = [new ProxyMetrics(), new ProxyMetrics()]
  one.limitHit('streams')
  expect(await valueOf(one, 'catalyst_limits_hit_total{limit="streams"}')).toBe(1)
  expect(await valueOf(other, 'catalyst_limits_hit_total{limit="streams"}')).toBeUndefined()
})
