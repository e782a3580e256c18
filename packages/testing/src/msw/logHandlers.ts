import type { LogLine } from '@catalyst/api'
import type { RequestHandler } from 'msw'
import { eventStreamResponse, type EventStream } from './eventStream.ts'
import type { MockLogEntry } from './MockLog.ts'
import { mockRoute, type MockRequest } from './mockRoute.ts'
import type { MockWorld } from './MockWorld.ts'
import { ThrownProblem } from './problemResponse.ts'
import { mustGet } from './scopes.ts'

const namespace = '/clusters/:cluster/namespaces/:namespace'

/** The log of a pod and of an environment: events when they are asked for, else the bytes. */
export function logHandlers(world: MockWorld): RequestHandler[] {
  const answer = (request: MockRequest, isOurs: (line: LogLine) => boolean) => {
    const refused = world.problemOf('log')
    if (refused !== undefined) throw new ThrownProblem(refused)
    const containers = request.url.searchParams.getAll('container')
    const isWanted = (line: LogLine) => isOurs(line) && (containers.length === 0 || containers.includes(line.container))
    return request.request.headers.get('accept')?.includes('text/event-stream') === true
      ? logEvents(world, request, isWanted)
      : plainLog(world, request, isWanted)
  }
  return [
    mockRoute(world, `GET ${namespace}/pods/:pod/log`, (request) => {
      mustGet(world.pods, { namespace: request.param('namespace'), name: request.param('pod') }, 'Pod')
      return answer(request, (line) => line.pod === request.param('pod'))
    }),
    mockRoute(world, `GET ${namespace}/environments/:name/log`, (request) => {
      mustGet(world.environments, { namespace: request.param('namespace'), name: request.param('name') }, 'Environment')
      return answer(request, () => true)
    }),
  ]
}

/** The cursor of the mock is the number of entries that were sent. */
function logEvents(world: MockWorld, { request, url }: MockRequest, isWanted: (line: LogLine) => boolean): Response {
  const { entries } = world.log
  const resumeAt = request.headers.get('last-event-id')
  const start = resumeAt === null ? tailStart(entries, isWanted, url) : Number(resumeAt)
  return eventStreamResponse(request, (stream) => {
    let position = start
    const forward = () => {
      position = sendEntries(stream, { entries, from: position, isWanted })
    }
    forward()
    if (url.searchParams.get('follow') !== 'true') {
      queueMicrotask(() => stream.close())
      return () => undefined
    }
    const forget = world.holdStream(() => stream.close())
    const leave = world.log.subscribe(forward)
    return () => {
      forget()
      leave()
    }
  })
}

interface Batch {
  entries: readonly MockLogEntry[]
  from: number
  isWanted: (line: LogLine) => boolean
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
    if (entry?.line !== undefined && isWanted(entry.line)) lines.push(entry.line)
    if (entry?.state !== undefined) {
      flush(position)
      stream.send({ event: 'state', id: String(position + 1), data: entry.state })
    }
    if (lines.length >= 500) flush(position + 1)
  }
  flush(entries.length)
  return entries.length
}

function tailStart(entries: readonly MockLogEntry[], isWanted: (line: LogLine) => boolean, url: URL): number {
  const tail = url.searchParams.get('tailLines')
  if (tail === null) return 0
  let left = Number(tail)
  for (let position = entries.length; position > 0; position--) {
    const line = entries[position - 1]?.line
    if (line !== undefined && isWanted(line) && left-- <= 0) return position
  }
  return 0
}

function plainLog(world: MockWorld, { url }: MockRequest, isWanted: (line: LogLine) => boolean): Response {
  const { entries } = world.log
  const lines = entries
    .slice(tailStart(entries, isWanted, url))
    .flatMap(({ line }) => (line && isWanted(line) ? [line] : []))
  const withPrefix = new Set(lines.map(({ pod, container }) => `${pod}/${container}`)).size > 1
  const text = lines.map((line) => `${withPrefix ? `[${line.pod}/${line.container}] ` : ''}${line.text}\n`).join('')
  return new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8' } })
}
