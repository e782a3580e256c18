import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createResourceClient, events, configMaps, type ClusterAccess } from '@catalyst/kubernetes-client'
import { startCluster, type Cluster } from '@catalyst/testing/cluster'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessTo } from '../../test/accessTo.ts'
import { keepingLogger } from '../../test/keepingLogger.ts'
import { createEventRecorder, type EventSubject } from './createEventRecorder.ts'

let cluster: Cluster
let kubeConfig: ClusterAccess
beforeAll(async () => {
  cluster = await startCluster()
  kubeConfig = await accessTo(cluster)
})
afterAll(() => cluster[Symbol.asyncDispose]())

async function subjectOf(name: string): Promise<EventSubject> {
  const object = await createResourceClient(configMaps, { kubeConfig }).apply({
    metadata: { name, namespace: 'default' },
  })
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { ...object.metadata, name } }
}

async function eventsOf(name: string) {
  const { items } = await createResourceClient(events, { kubeConfig }).list({ namespace: 'default' })
  const own = items.filter(({ involvedObject }) => involvedObject.name === name)
  return own.map(({ type, reason, message, count }) => ({ type, reason, message, count }))
}

test('an Event that repeats is counted, another one stands beside it', async () => {
  const logger = keepingLogger()
  const subject = await subjectOf('repeats')
  {
    await using recorder = createEventRecorder({ kubeConfig, logger })
    for (let n = 0; n < 3; n++) recorder.record(subject, { type: 'Warning', reason: 'Stuck', message: 'It is stuck.' })
    recorder.record(subject, { type: 'Normal', reason: 'Freed', message: 'It is free.' })
  }
  // Sorted by their names, which mean nothing.
  expect(new Set(await eventsOf('repeats'))).toEqual(
    new Set([
      { type: 'Warning', reason: 'Stuck', message: 'It is stuck.', count: 3 },
      { type: 'Normal', reason: 'Freed', message: 'It is free.', count: 1 },
    ]),
  )
  expect(logger.lines).toEqual([])
})

test('an Event that the cluster has forgotten is written anew', async () => {
  const subject = await subjectOf('forgotten')
  const event = { type: 'Normal', reason: 'Again', message: 'Once more.' } as const
  const recorder = createEventRecorder({ kubeConfig, logger: keepingLogger() })
  recorder.record(subject, event)
  await recorder[Symbol.asyncDispose]()
  const client = createResourceClient(events, { kubeConfig })
  for (const { metadata } of (await client.list({ namespace: 'default' })).items)
    await client.delete({ namespace: 'default', name: metadata.name })
  recorder.record(subject, event)
  await recorder[Symbol.asyncDispose]()
  expect(await eventsOf('forgotten')).toEqual([{ ...event, count: 1 }])
})

test('an object that has too much to tell is heard again after a while', async () => {
  let time = Date.parse('2026-01-01T00:00:00Z')
  const subject = await subjectOf('chatty')
  const recorder = createEventRecorder({ kubeConfig, logger: keepingLogger(), now: () => new Date(time) })
  const say = (count: number) => {
    for (let n = 0; n < count; n++) recorder.record(subject, { type: 'Normal', reason: 'Talk', message: 'Word.' })
    return recorder[Symbol.asyncDispose]()
  }
  await say(100)
  expect(await eventsOf('chatty')).toMatchObject([{ count: 25 }])
  time += 300_000
  await say(100)
  expect(await eventsOf('chatty')).toMatchObject([{ count: 26 }])
})

test('a clock that is set back silences nobody', async () => {
  let time = Date.parse('2026-01-01T12:00:00Z')
  const subject = await subjectOf('early')
  await using recorder = createEventRecorder({ kubeConfig, logger: keepingLogger(), now: () => new Date(time) })
  recorder.record(subject, { type: 'Normal', reason: 'Before', message: 'Noon.' })
  time -= 12 * 3_600_000
  recorder.record(subject, { type: 'Normal', reason: 'After', message: 'Midnight.' })
  await recorder[Symbol.asyncDispose]()
  expect((await eventsOf('early')).map(({ reason }) => reason).sort()).toEqual(['After', 'Before'])
})

test('an API server that does not answer holds up the end for a moment, and no more', async () => {
  await using host = createServer(() => undefined).listen(0, '127.0.0.1')
  await once(host, 'listening')
  const { port } = host.address() as AddressInfo
  const access: ClusterAccess = {
    getCurrentCluster: () => ({ name: 'silent', server: `http://127.0.0.1:${port}`, skipTLSVerify: true }),
    getCurrentUser: () => null,
    applyToHTTPSOptions: () => Promise.resolve(),
  }
  const logger = keepingLogger()
  const recorder = createEventRecorder({ kubeConfig: access, logger, flushMs: 50 })
  const subject = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x', namespace: 'default' } }
  for (const reason of ['A', 'B', 'C']) recorder.record(subject, { type: 'Normal', reason, message: 'm' })
  await recorder[Symbol.asyncDispose]()
  expect(logger.lines).toHaveLength(3)
  host.closeAllConnections()
})

test('a cluster that does not take Events is logged, and nothing else fails', async () => {
  const logger = keepingLogger()
  const recorder = createEventRecorder({ kubeConfig, logger })
  const metadata = { name: 'x', namespace: 'no-such-namespace' }
  recorder.record({ apiVersion: 'v1', kind: 'Pod', metadata }, { type: 'Normal', reason: 'A', message: 'b' })
  await recorder[Symbol.asyncDispose]()
  expect(logger.lines).toMatchObject([{ level: 'warn', message: 'an Event could not be recorded' }])
})
