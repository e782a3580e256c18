import { expect, test } from 'vitest'
import { startTestNode } from '../../nodes/testing/startTestNode.ts'
import { createEventRecorder } from './createEventRecorder.ts'

async function start() {
  const node = await startTestNode()
  const { api, clock, ref } = node
  const about = await api.create('configmaps', { apiVersion: 'v1', kind: 'ConfigMap', metadata: ref('subject') })
  const recorder = createEventRecorder({ api, clock }, { component: 'tester' })
  return {
    ...node,
    async tell(message: string) {
      recorder.record(about, { type: 'Normal', reason: 'Told', message })
      await clock.advance(1000)
    },
    told: () =>
      api
        .list('events', { namespace: 'default' })
        .filter(({ reason }) => reason === 'Told')
        .map(({ message, count }) => [message, count]),
  }
}

test('the same Event again is counted', async () => {
  await using cluster = await start()
  for (let time = 0; time < 3; time++) await cluster.tell('hello')
  expect(cluster.told()).toEqual([['hello', 3]])
})

test('many that differ little become one', async () => {
  await using cluster = await start()
  for (let number = 1; number <= 12; number++) await cluster.tell(`number ${number}`)
  const told = cluster.told().map(([message]) => String(message))
  expect(told).toHaveLength(10)
  expect(told).toContain('(combined from similar events): number 12')
})

test('an Event is forgotten an hour after it was last told', async () => {
  await using cluster = await start()
  await cluster.tell('hello')
  await cluster.clock.advance(3000_000)
  await cluster.tell('hello')
  await cluster.clock.advance(3000_000)
  expect(cluster.told()).toEqual([['hello', 2]])
  await cluster.clock.advance(700_000)
  expect(cluster.told()).toEqual([])
})
