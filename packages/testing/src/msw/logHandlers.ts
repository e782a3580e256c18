import type { LogLine } from '@catalyst/api'
import type { RequestHandler } from 'msw'
import { eventStreamResponse, type EventStream } from './eventStream.ts'
import { selectBacklog } from './selectBacklog.ts'
import type { MockLog, MockLogEntry } from './MockLog.ts'
import { mockRoute, type MockRequest } from './mockRoute.ts'
import type { MockWorld } from './MockWorld.ts'
import { mustGet } from './scopes.ts'

type LogRequest = Pick<MockRequest, 'world' | 'request' | 'url' | 'param'>
type IsOurs = (line: LogLine) => boolean

/** The log of a pod and of an environment: events when they are asked for, else the bytes. */
export function logHandlers(root: MockWorld): RequestHandler[] {
  const answer = (request: LogRequest, isOurs: IsOurs) => {
    const { searchParams } = request.url
    const [containers, pods] = [searchParams.getAll('container'), searchParams.getAll('pod')]
    const isWanted = (line: LogLine) =>
      isOurs(line) &&
      (containers.length === 0 || containers.includes(line.container)) &&
      (pods.length === 0 || pods.includes(line.pod))
    const log = searchParams.get('previous') === 'true' ? request.world.previousLog : request.world.log
    return request.request.headers.get('accept')?.includes('text/event-stream') === true
      ? logEvents(log, request, isWanted)
      : plainLog(log, request, isWanted)
  }
  return [
    mockRoute(root, 'getPodLog', (request) => {
      mustGet(request.world.pods, { namespace: request.param('namespace'), name: request.param('pod') }, 'Pod')
      return answer(request, (line) => line.pod === request.param('pod'))
    }),
    mockRoute(root, 'getEnvironmentLog', (request) => {
      const ref = { namespace: request.param('namespace'), name: request.param('name') }
      const home = mustGet(request.world.environments, ref, 'Environment').status?.namespace
      const elsewhere = request.world.pods.list().filter(({ metadata }) => metadata.namespace !== home)
      const foreign = new Set(elsewhere.map(({ metadata }) => metadata.name))
      return answer(request, ({ pod }) => !foreign.has(pod))
    }),
  ]
}

/** The cursor of the mock is the number of entries that were sent. */
function logEvents(log: MockLog, { world, request, url }: LogRequest, isWanted: IsOurs): Response {
  const { entries } = log
  const resumeAt = request.headers.get('last-event-id')
  const isInBacklog = resumeAt === null ? selectBacklog(entries, { url, isWanted, now: world.now() }) : isWanted
  const beginning = entries.length
  return eventStreamResponse(request, (stream) => {
    let position = resumeAt === null ? 0 : Number(resumeAt)
    const forward = () => {
      position = sendEntries(stream, {
        entries,
        from: position,
        isWanted: (line, at) => (at < beginning ? isInBacklog(line, at) : isWanted(line)),
      })
    }
    forward()
    if (url.searchParams.get('follow') !== 'true') {
      queueMicrotask(() => stream.close())
      return () => undefined
    }
    const forget = world.holdStream(() => stream.close())
    const leave = log.subscribe(forward)
    return () => {
      forget()
      leave()
    }
  })
}

interface Batch {
  entries: readonly MockLogEntry[]
  from: number
  isWanted: (line: LogLine, position: number) => boolean
}

/** Sends what is there as few events as possible; returns the new position. */
function sendEntries(stream: EventStream, { entries, from, isWanted }: Batch): number {
  let lines: LogLine[] = []
  const flush = (id: number) => {
    if (lines.length > 0) stream.send({ event: 'lines', id: String(id), data: { lines } })
    lines = []
  }
  for (let position = from; position < entries.length; position++) {
    const entry = entries[position]
    if (entry?.line !== undefined && isWanted(entry.line, position)) lines.push(entry.line)
    if (entry?.state !== undefined) {
      flush(position)
      stream.send({ event: 'state', id: String(position + 1), data: entry.state })
    }
    if (lines.length >= 500) flush(position + 1)
  }
  flush(entries.length)
  return entries.length
}

function plainLog(log: MockLog, { world, url }: LogRequest, isWanted: IsOurs): Response {
  const isSelected = selectBacklog(log.entries, { url, isWanted, now: world.now() })
  const lines = log.entries.flatMap(({ line }, position) => (line && isSelected(line, position) ? [line] : []))
  const withPrefix = new Set(lines.map(({ pod, container }) => `${pod}/${container}`)).size > 1
  const withTime = url.searchParams.get('timestamps') === 'true'
  const text = lines
    .map((line) => {
      const prefix = withPrefix ? `[${line.pod}/${line.container}] ` : ''
      return `${prefix}${withTime ? `${line.time} ` : ''}${line.text}\n`
    })
    .join('')
  const limit = Number(url.searchParams.get('limitBytes') ?? Infinity)
  return new Response(text.slice(0, limit), { headers: { 'content-type': 'text/plain; charset=utf-8' } })
}
