import type { Problem } from '@catalyst/api'
import { describe, expect, it } from 'vitest'
import { TopicQueue, type Position, type TopicChange, type TopicStep } from './TopicQueue.ts'

type Type = TopicChange['type']

const at = (revision: number): Position => ({ resourceVersion: String(revision), epoch: '' })
const pod = (name: string, version: number, uid = name) => ({
  metadata: { name, uid, resourceVersion: String(version) },
})
const problem: Problem = {
  type: 'about:blank',
  title: 'Forbidden',
  status: 403,
  detail: 'No.',
  instance: '/',
  code: 'FORBIDDEN',
}

/** A queue whose client holds the snapshot of revision 0. */
function established(options: { limit?: number } = {}) {
  const queue = new TopicQueue(() => ({ items: [], position: at(0) }), options)
  queue.reset()
  queue.take()
  return queue
}

function drain(queue: TopicQueue): TopicStep[] {
  return Array.from(
    (function* () {
      for (let step = queue.take(); step; step = queue.take()) yield step
    })(),
  )
}

const changesOf = (steps: TopicStep[]) =>
  steps.flatMap((step) => (step.event === 'change' ? [`${step.change.type} ${step.change.object.metadata.name}`] : []))

describe('what a slow client gets of one object', () => {
  it.each<[Type[], string[]]>([
    [['ADDED'], ['ADDED a']],
    [['ADDED', 'MODIFIED'], ['ADDED a']],
    [['ADDED', 'MODIFIED', 'MODIFIED'], ['ADDED a']],
    [['ADDED', 'DELETED'], []],
    [['ADDED', 'MODIFIED', 'DELETED'], []],
    [['ADDED', 'DELETED', 'ADDED'], ['ADDED a']],
    [['MODIFIED', 'MODIFIED'], ['MODIFIED a']],
    [['MODIFIED', 'DELETED'], ['DELETED a']],
    [['DELETED', 'ADDED'], ['MODIFIED a']],
    [['DELETED', 'ADDED', 'MODIFIED'], ['MODIFIED a']],
    [['DELETED', 'ADDED', 'DELETED'], ['DELETED a']],
  ])('%j comes to %j', (types, expected) => {
    const queue = established()
    types.forEach((type, index) => queue.change({ type, object: pod('a', index + 1) }, at(index + 1)))
    expect(changesOf(drain(queue))).toEqual(expected)
  })

  it('is the last state', () => {
    const queue = established()
    queue.change({ type: 'ADDED', object: pod('a', 1) }, at(1))
    queue.change({ type: 'MODIFIED', object: pod('a', 2) }, at(2))
    expect(queue.take()).toEqual({ event: 'change', change: { type: 'ADDED', object: pod('a', 2) } })
  })

  it('is both, in order, where another object took the name', () => {
    const queue = established()
    queue.change({ type: 'DELETED', object: pod('a', 1, 'first') }, at(1))
    queue.change({ type: 'ADDED', object: pod('a', 2, 'second') }, at(2))
    expect(changesOf(drain(queue))).toEqual(['DELETED a', 'ADDED a'])
  })

  it('is a deletion even of an object that came and went, when it may have got it before it resumed', () => {
    const queue = new TopicQueue(() => ({ items: [], position: at(9) }), { resumed: { ...at(0), stale: false } })
    queue.change({ type: 'ADDED', object: pod('a', 1) }, at(1), { replayed: true })
    queue.change({ type: 'DELETED', object: pod('a', 2) }, at(2))
    expect(changesOf(drain(queue))).toEqual(['DELETED a'])
  })
})

describe('the position of a client', () => {
  it('is before the oldest change that it is owed, and at the last one when it is owed nothing', () => {
    const queue = established()
    queue.change({ type: 'ADDED', object: pod('a', 1) }, at(1))
    queue.change({ type: 'ADDED', object: pod('b', 2) }, at(2))
    queue.change({ type: 'MODIFIED', object: pod('a', 3) }, at(3))
    expect(queue.settled).toEqual({ ...at(0), stale: false })
    queue.take()
    expect(queue.settled).toEqual({ ...at(1), stale: false })
    queue.take()
    expect(queue.settled).toEqual({ ...at(3), stale: false })
  })

  it('stays before a revision until the last change of that revision was taken', () => {
    const queue = established()
    queue.change({ type: 'ADDED', object: pod('a', 5) }, at(5))
    queue.change({ type: 'ADDED', object: pod('b', 5) }, at(5))
    queue.take()
    expect(queue.settled).toEqual({ ...at(0), stale: false })
    queue.take()
    expect(queue.settled).toEqual({ ...at(5), stale: false })
  })

  it('moves on with bookmarks, and over changes that cancelled out', () => {
    const queue = established()
    queue.change({ type: 'ADDED', object: pod('a', 1) }, at(1))
    queue.change({ type: 'DELETED', object: pod('a', 2) }, at(2))
    queue.advance(at(7))
    expect(queue.pending).toBe(false)
    expect(queue.settled).toEqual({ ...at(7), stale: false })
  })

  it('is nowhere as long as a snapshot is owed, and after a failure', () => {
    const queue = established()
    queue.reset()
    expect(queue.settled).toBeUndefined()
    drain(queue)
    expect(queue.settled).toEqual({ ...at(0), stale: false })
    queue.fail(problem)
    expect(queue.settled).toBeUndefined()
    drain(queue)
    expect(queue.settled).toBeUndefined()
  })

  it('says whether the client was told that the topic is stale', () => {
    const queue = established()
    queue.sync({ state: 'stale', since: '2026-01-01T00:00:00Z' })
    expect(queue.settled?.stale).toBe(false)
    queue.take()
    expect(queue.settled?.stale).toBe(true)
  })
})

describe('a topic', () => {
  it('sends no change before its snapshot, which is taken only when it is sent', () => {
    let revision = 0
    const queue = new TopicQueue(() => ({ items: [pod('a', revision)], position: at(revision) }))
    queue.change({ type: 'ADDED', object: pod('a', 1) }, at(1))
    expect(queue.take()).toBeUndefined()
    queue.reset()
    queue.change({ type: 'MODIFIED', object: pod('a', 2) }, at(2))
    revision = 2
    expect(drain(queue)).toEqual([{ event: 'snapshot', items: [pod('a', 2)], resourceVersion: '2' }])
  })

  it('gives way to a snapshot when more changes pend than its limit', () => {
    const queue = established({ limit: 3 })
    for (let index = 1; index <= 100; index++)
      queue.change({ type: 'ADDED', object: pod(`p${index}`, index) }, at(index))
    expect(queue.size).toBe(0)
    expect(drain(queue).map((step) => step.event)).toEqual(['snapshot'])
  })

  it('fails in place of all that it owed, and shows the whole truth when it is back', () => {
    const queue = established()
    queue.change({ type: 'ADDED', object: pod('a', 1) }, at(1))
    queue.fail(problem)
    queue.change({ type: 'ADDED', object: pod('b', 2) }, at(2))
    expect(drain(queue)).toEqual([{ event: 'failure', problem }])
    queue.reset()
    expect(drain(queue).map((step) => step.event)).toEqual(['snapshot'])
  })

  it('tells a change of freshness once, and one that passed unseen not at all', () => {
    const queue = established()
    const since = '2026-01-01T00:00:00Z'
    queue.sync({ state: 'live', since })
    expect(queue.pending).toBe(false)
    queue.sync({ state: 'stale', since, reason: 'The connection was refused.' })
    queue.sync({ state: 'live', since })
    expect(queue.pending).toBe(false)
    queue.sync({ state: 'stale', since })
    expect(drain(queue)).toEqual([{ event: 'sync', sync: { state: 'stale', since } }])
    queue.sync({ state: 'stale', since })
    expect(queue.pending).toBe(false)
  })

  it('tells again after a snapshot that it is stale, since a snapshot is the truth of now', () => {
    const queue = established()
    queue.sync({ state: 'stale', since: '2026-01-01T00:00:00Z' })
    drain(queue)
    queue.reset()
    expect(drain(queue).map((step) => step.event)).toEqual(['snapshot', 'sync'])
    expect(queue.settled?.stale).toBe(true)
  })

  it('tells a client that resumes that it is live once it has what it missed, told before or not', () => {
    const since = '2026-01-01T00:00:00Z'
    for (const stale of [false, true]) {
      const queue = new TopicQueue(() => ({ items: [], position: at(9) }), { resumed: { ...at(4), stale } })
      queue.change({ type: 'ADDED', object: pod('a', 5) }, at(5), { replayed: true })
      queue.change({ type: 'MODIFIED', object: pod('b', 6) }, at(6), { replayed: true })
      queue.sync({ state: 'live', since })
      queue.change({ type: 'ADDED', object: pod('c', 7) }, at(7))
      expect(drain(queue).map((step) => step.event)).toEqual(['change', 'change', 'sync', 'change'])
      queue.sync({ state: 'live', since })
      expect(queue.pending).toBe(false)
    }
  })

  it('tells a client that resumes and missed nothing that it is live', () => {
    const queue = new TopicQueue(() => ({ items: [], position: at(0) }), { resumed: { ...at(4), stale: false } })
    expect(queue.pending).toBe(false)
    queue.sync({ state: 'live', since: '2026-01-01T00:00:00Z' })
    expect(drain(queue).map((step) => step.event)).toEqual(['sync'])
  })

  it('tells a client that resumes nothing beside the snapshot that it gets instead', () => {
    const queue = new TopicQueue(() => ({ items: [], position: at(0) }), { resumed: { ...at(4), stale: false } })
    queue.reset()
    queue.sync({ state: 'live', since: '2026-01-01T00:00:00Z' })
    expect(drain(queue).map((step) => step.event)).toEqual(['snapshot'])
  })
})
