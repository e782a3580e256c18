import type { Problem } from '@catalyst/api'
import { expect, test } from 'vitest'
import { TopicModel } from './TopicModel.ts'

const topic = 'environments:-/*'
const live = { live: true, since: new Date(0) }

function object(name: string, resourceVersion: string, { uid = name, namespace = 'acme' } = {}) {
  return { metadata: { name, namespace, uid, resourceVersion } }
}

function loaded(...items: object[]) {
  const model = new TopicModel()
  model.apply({ event: 'snapshot', data: { topic, items: items as Record<string, unknown>[], resourceVersion: '1' } })
  return model
}

const change = (type: 'ADDED' | 'MODIFIED' | 'DELETED', changed: object) =>
  ({ event: 'change', data: { topic, type, object: changed as Record<string, unknown> } }) as const

test('a topic is loading until its snapshot, and an empty snapshot is an answer', () => {
  const model = new TopicModel()
  expect(model.view(live)).toMatchObject({ status: 'loading', loaded: false, items: [] })
  model.apply({ event: 'snapshot', data: { topic, items: [], resourceVersion: '5' } })
  expect(model.view(live)).toMatchObject({ status: 'live', loaded: true, items: [], resourceVersion: '5' })
})

test('changes lead to what is there, in the order of namespace and name', () => {
  const model = loaded(object('b', '1'), object('z', '1', { namespace: 'a' }), object('x', '1', { namespace: 'a-b' }))
  model.apply(change('ADDED', object('a', '2')))
  model.apply(change('MODIFIED', object('b', '3')))
  model.apply(change('DELETED', object('x', '4', { namespace: 'a-b' })))
  expect(model.view(live).items).toEqual([object('z', '1', { namespace: 'a' }), object('a', '2'), object('b', '3')])
})

test('an item that did not change stays the same object through changes and snapshots', () => {
  const model = loaded(object('a', '1'), object('b', '1'))
  const before = model.view(live)
  model.apply(change('MODIFIED', object('b', '2')))
  const after = model.view(live)
  expect(after.items).not.toBe(before.items)
  expect(after.items[0]).toBe(before.items[0])
  model.apply({ event: 'snapshot', data: { topic, items: [object('a', '1'), object('b', '2')], resourceVersion: '2' } })
  expect(model.view(live).items).toBe(after.items)
})

test('a view stays the same object as long as nothing changed, and can not be written to', () => {
  const model = loaded(object('a', '1'))
  const view = model.view(live)
  model.apply(change('MODIFIED', object('a', '1')))
  expect(model.view(live)).toBe(view)
  expect(Object.isFrozen(view.items)).toBe(true)
})

test('an object made again under its name takes the place of the old one', () => {
  const model = loaded(object('a', '1', { uid: 'old' }))
  model.apply(change('MODIFIED', object('a', '1', { uid: 'new' })))
  expect(model.view(live).items).toEqual([object('a', '1', { uid: 'new' })])
})

test('a snapshot removes what it does not hold', () => {
  const model = loaded(object('a', '1'), object('b', '1'))
  model.apply({ event: 'snapshot', data: { topic, items: [object('b', '1')], resourceVersion: '9' } })
  expect(model.view(live).items).toEqual([object('b', '1')])
})

test('a change without a snapshot is refused', () => {
  expect(new TopicModel().apply(change('ADDED', object('a', '1')))).toBe(false)
})

test('what the source of the topic loses makes it stale until it is back', () => {
  const model = loaded(object('a', '1'))
  const since = '2026-01-01T00:00:00.000Z'
  model.apply({ event: 'sync', data: { topic, state: 'stale', since, reason: 'The cluster does not answer.' } })
  expect(model.view(live)).toMatchObject({
    status: 'stale',
    since: new Date(since),
    reason: 'The cluster does not answer.',
    items: [object('a', '1')],
  })
  model.apply({ event: 'sync', data: { topic, state: 'live', since } })
  expect(model.view(live).status).toBe('live')
})

test('a lost connection makes it stale and keeps the items', () => {
  const model = loaded(object('a', '1'))
  const since = new Date(5)
  expect(model.view({ live: false, since, reason: 'lost' })).toMatchObject({ status: 'stale', since, reason: 'lost' })
  expect(new TopicModel().view({ live: false, since, reason: 'lost' })).toMatchObject({
    status: 'loading',
    reason: 'lost',
  })
})

test('a failure says why and keeps the items; a snapshot ends it', () => {
  const model = loaded(object('a', '1'))
  const problem: Problem = { type: '', title: '', status: 403, code: 'FORBIDDEN', detail: 'Not yours.', instance: '' }
  model.apply({ event: 'failure', data: { topic, problem } })
  expect(model.view(live)).toMatchObject({ status: 'failed', problem, items: [object('a', '1')] })
  model.apply({ event: 'snapshot', data: { topic, items: [], resourceVersion: '2' } })
  expect(model.view(live)).toMatchObject({ status: 'live', items: [] })
})

test('measurements have no version and are compared by what they say', () => {
  const measured = (usage: number) => ({ metadata: { name: 'a', namespace: 'x' }, cpu: { usage } })
  const model = loaded(measured(1))
  const { items } = model.view(live)
  model.apply({ event: 'snapshot', data: { topic, items: [measured(1)], resourceVersion: '' } })
  expect(model.view(live).items).toBe(items)
  model.apply({ event: 'snapshot', data: { topic, items: [measured(2)], resourceVersion: '' } })
  expect(model.view(live).items).toEqual([measured(2)])
})
