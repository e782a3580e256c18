import type { StreamEvent } from '@catalyst/api'
import { expect, it } from 'vitest'
import { streamEventJson } from './streamEventJson.ts'

const topic = 'pods:-/blue?labelSelector=a in ("b")'
const object = {
  metadata: { name: 'web', labels: { quote: '"', line: '\n' } },
  spec: { nothing: undefined, list: [1, null] },
}
const problem = { type: 't', title: 'T', status: 403, detail: 'd', instance: 'i', code: 'FORBIDDEN' } as const

it.each<StreamEvent>([
  { event: 'snapshot', id: '1', data: { topic, items: [object, { other: true }], resourceVersion: '12' } },
  { event: 'snapshot', id: '1', data: { topic, items: [], resourceVersion: '' } },
  { event: 'change', id: '1', data: { topic, type: 'MODIFIED', object } },
  { event: 'sync', id: '1', data: { topic, state: 'stale', since: '2026-01-01T00:00:00Z', reason: 'gone' } },
  { event: 'failure', id: '1', data: { topic, problem } },
])('the data of $event is what JSON says it is', (event) => {
  for (let times = 0; times < 2; times++) expect(streamEventJson(event)).toBe(JSON.stringify(event.data))
})
