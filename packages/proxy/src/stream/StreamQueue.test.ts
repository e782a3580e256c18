import { describe, expect, it } from 'vitest'
import { decodeStreamCursor } from './streamCursor.ts'
import { StreamQueue } from './StreamQueue.ts'
import { TopicQueue, type TopicChange } from './TopicQueue.ts'

const topic = 'pods:-/blue'
const at = (revision: number) => ({ resourceVersion: String(revision), epoch: '' })
const object = (name: string, version = 0) => ({ metadata: { name, uid: name, resourceVersion: String(version) } })

function snapshotQueue(revision = 0) {
  const queue = new TopicQueue(() => ({ items: [], position: at(revision) }))
  queue.reset()
  return queue
}

describe('the stream of a client', () => {
  it('lets its topics take turns', () => {
    const stream = new StreamQueue()
    const [one, two] = [snapshotQueue(), snapshotQueue()]
    stream.add('one', one)
    stream.add('two', two)
    while (stream.take());
    for (let index = 1; index <= 3; index++) {
      one.change({ type: 'ADDED', object: object(`one-${index}`) }, at(index))
      stream.touch('one')
    }
    two.change({ type: 'ADDED', object: object('two-1') }, at(1))
    stream.touch('two')
    const order = Array.from({ length: 4 }, () => stream.take()?.data.topic)
    expect(order).toEqual(['one', 'two', 'one', 'one'])
  })

  it('gives every event a cursor over all topics', () => {
    const stream = new StreamQueue()
    stream.add('one', snapshotQueue(5))
    stream.add('two', snapshotQueue(9))
    const ids = [stream.take()?.id, stream.take()?.id]
    expect([...decodeStreamCursor(ids[0], ['one', 'two']).keys()]).toEqual(['one'])
    expect(decodeStreamCursor(ids[1], ['one', 'two'])).toEqual(
      new Map([
        ['one', { ...at(5), stale: false }],
        ['two', { ...at(9), stale: false }],
      ]),
    )
  })

  it('waits for what comes, ends after what is owed, and at once with its signal', async () => {
    const stream = new StreamQueue()
    const queue = snapshotQueue()
    const events = stream.events(new AbortController().signal)
    const first = events.next()
    stream.add('one', queue)
    expect((await first).value).toMatchObject({ event: 'snapshot' })
    const second = events.next()
    queue.change({ type: 'ADDED', object: object('a') }, at(1))
    stream.touch('one')
    stream.end()
    expect((await second).value).toMatchObject({ event: 'change' })
    expect((await events.next()).done).toBe(true)

    const controller = new AbortController()
    const waiting = new StreamQueue().events(controller.signal).next()
    controller.abort()
    expect((await waiting).done).toBe(true)
  })
})

/** Numbers that look random and are the same in every run. */
function randomNumbers(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

describe('a client that reads slowly and is cut off again and again', () => {
  it.each(Array.from({ length: 60 }, (_, seed) => seed))('holds the truth in the end (run %i)', (seed) => {
    const random = randomNumbers(seed)
    const world = new Map<string, number>()
    const history: { change: TopicChange; revision: number }[] = []
    const client = new Map<string, string>()
    let cursor: string | undefined
    let stream = new StreamQueue()
    let queue = new TopicQueue(() => ({ items: [], position: at(0) }))

    const connect = () => {
      const resumed = decodeStreamCursor(cursor, [topic]).get(topic)
      const snapshot = () => ({
        items: Array.from(world, ([name, version]) => object(name, version)),
        position: at(history.length),
      })
      stream = new StreamQueue()
      queue = new TopicQueue(snapshot, { resumed, limit: 1 + random(8) })
      if (!resumed) queue.reset()
      for (const { change, revision } of history.slice(Number(resumed?.resourceVersion ?? history.length)))
        queue.change(change, at(revision), { replayed: true })
      stream.add(topic, queue)
    }
    const change = () => {
      const name = `object-${random(6)}`
      const revision = history.length + 1
      const had = world.has(name)
      const type = had ? (random(2) === 0 ? 'DELETED' : 'MODIFIED') : 'ADDED'
      if (type === 'DELETED') world.delete(name)
      else world.set(name, revision)
      const one = { type, object: object(name, revision) } as const
      history.push({ change: one, revision })
      queue.change(one, at(revision))
      stream.touch(topic)
    }
    const read = () => {
      const event = stream.take()
      if (!event) return false
      cursor = event.id
      const set = (one: Record<string, unknown>) => {
        const { name, resourceVersion } = one['metadata'] as { name: string; resourceVersion: string }
        client.set(name, resourceVersion)
      }
      if (event.event === 'snapshot') {
        client.clear()
        event.data.items.forEach(set)
      } else if (event.event === 'change') {
        if (event.data.type === 'DELETED') client.delete((event.data.object['metadata'] as { name: string }).name)
        else set(event.data.object)
      }
      return true
    }

    connect()
    for (let step = 0; step < 400; step++) {
      const dice = random(10)
      if (dice < 5) change()
      else if (dice < 9) read()
      else connect()
    }
    while (read());
    expect(Object.fromEntries(client)).toEqual(
      Object.fromEntries(Array.from(world, ([name, version]) => [name, String(version)])),
    )
  })
})
