import { parseTopic, type Problem, type Topic } from '@catalyst/api'
import { http, type RequestHandler } from 'msw'
import { problem } from '../builders/problem.ts'
import { eventStreamResponse } from './eventStream.ts'
import { matchesSelector } from './matchesSelector.ts'
import type { MockChange, MockObject } from './MockCollection.ts'
import type { MockWorld } from './MockWorld.ts'
import { answering, ThrownProblem } from './problemResponse.ts'

type Cursor = Record<string, number>

/** `/stream`, as the contract says: a snapshot per topic, then changes; a cursor resumes without a snapshot. */
export function streamHandlers(root: MockWorld): RequestHandler[] {
  return [
    http.get('*/api/v1/stream', ({ request }) =>
      answering(async () => {
        await root.ready
        return openStream(root, request, new URL(request.url).searchParams.getAll('topic'))
      }),
    ),
    http.post('*/api/v1/stream', ({ request }) =>
      answering(async () => {
        const body = (await request.clone().json()) as { topics: string[] }
        return openStream(root, request, body.topics)
      }),
    ),
  ]
}

function openStream(root: MockWorld, request: Request, names: readonly string[]): Response {
  if (root.isOffline) return Response.error()
  const refused = root.takeProblem('openStream')
  if (refused !== undefined) throw new ThrownProblem(refused)
  root.requests.push(`${request.method} /stream ${names.join(' ')}`)
  const topics = names.map((name) => ({ name, topic: readTopic(name) }))
  const resumed = readCursor(request.headers.get('last-event-id'))
  const cursor: Cursor = Object.fromEntries(Object.entries(resumed).filter(([name]) => names.includes(name)))
  return eventStreamResponse(request, (stream) => {
    const send = (event: string, data: object) => stream.send({ event, id: writeCursor(cursor), data })
    const ends = topics.map(({ name, topic }) =>
      serveTopic({
        root,
        name,
        topic,
        since: resumed[name],
        send: (event, data, revision) => {
          if (revision !== undefined) cursor[name] = revision
          send(event, data)
        },
      }),
    )
    const forget = root.holdStream(() => stream.close())
    return () => {
      forget()
      for (const end of ends) end()
    }
  })
}

interface ServedTopic {
  root: MockWorld
  name: string
  topic: Topic
  since: number | undefined
  send: (event: string, data: object, revision?: number) => void
}

function serveTopic({ root, name, topic, since, send }: ServedTopic): () => void {
  const world = root.cluster(topic.cluster)
  if (world === undefined) {
    const detail = `There is no cluster "${topic.cluster}".`
    send('failure', { topic: name, problem: problem('NOT_FOUND', { missing: 'cluster', detail }) })
    return () => undefined
  }
  const collection = topic.kind === 'metrics' ? undefined : world[topic.kind]
  let refused: Problem | undefined
  const snapshot = () => {
    const resourceVersion = String(world.revision)
    send('snapshot', { topic: name, items: itemsOf(world, topic), resourceVersion }, world.revision)
  }
  const forward = (change: MockChange) => {
    if (refused !== undefined) return
    const type = seenAs(change, topic)
    if (type !== undefined) send('change', { topic: name, type, object: change.object }, change.resourceVersion)
  }
  const tellState = () => {
    const wasRefused = refused !== undefined
    refused = world.problemOf(topic.kind)
    if (refused !== undefined) return send('failure', { topic: name, problem: refused })
    if (wasRefused || topic.kind === 'metrics') snapshot()
    const sync = world.syncOf(topic.kind)
    if (sync !== undefined) send('sync', { topic: name, ...sync })
  }

  refused = world.problemOf(topic.kind)
  if (refused === undefined) {
    const missed = since === undefined ? undefined : collection?.changesSince(since)
    if (missed !== undefined) {
      for (const change of missed) forward(change)
      // Behind what was missed a client that resumes is told that this was all.
      if (world.syncOf(topic.kind) === undefined) send('sync', { topic: name, state: 'live', since: now() })
    } else if (topic.kind !== 'metrics') snapshot()
  }
  tellState()
  const leave = [world.subscribe(tellState), collection?.subscribe(forward)]
  return () => {
    for (const one of leave) one?.()
  }
}

const now = () => new Date().toISOString()

function itemsOf(world: MockWorld, topic: Topic): object[] {
  if (topic.kind !== 'metrics') return world[topic.kind].list().filter((object) => isSelected(object, topic))
  return [...world.metrics].flatMap(([namespace, metrics]) =>
    metrics.available && (topic.namespace === '*' || topic.namespace === namespace) ? metrics.pods : [],
  )
}

/** What a change is for a topic: an object that leaves its selector is DELETED, one that enters it ADDED. */
function seenAs({ type, object, previous }: MockChange, topic: Topic): MockChange['type'] | undefined {
  const was = previous !== undefined && isSelected(previous, topic)
  const is = type !== 'DELETED' && isSelected(object, topic)
  if (was) return is ? 'MODIFIED' : 'DELETED'
  return is ? 'ADDED' : undefined
}

function isSelected({ metadata }: MockObject, { namespace, labelSelector }: Topic): boolean {
  return (namespace === '*' || metadata.namespace === namespace) && matchesSelector(metadata.labels, labelSelector)
}

function readTopic(name: string): Topic {
  const topic = parseTopic(name)
  if (topic === undefined) throw new ThrownProblem(problem('INVALID_INPUT', { detail: `"${name}" is not a topic.` }))
  return topic
}

function writeCursor(cursor: Cursor): string {
  return btoa(JSON.stringify(cursor))
}

function readCursor(text: string | null): Cursor {
  return text === null ? {} : (JSON.parse(atob(text)) as Cursor)
}
