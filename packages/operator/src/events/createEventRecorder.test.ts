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

test('a cluster that does not take Events is logged, and nothing else fails', async () => {
  const logger = keepingLogger()
  const recorder = createEventRecorder({ kubeConfig, logger })
  const metadata = { name: 'x', namespace: 'no-such-namespace' }
  recorder.record({ apiVersion: 'v1', kind: 'Pod', metadata }, { type: 'Normal', reason: 'A', message: 'b' })
  await recorder[Symbol.asyncDispose]()
  expect(logger.lines).toMatchObject([{ level: 'warn', message: 'an Event could not be recorded' }])
})
