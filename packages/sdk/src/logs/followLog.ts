import type { LogEvent } from '@catalyst/api'
import { isCatalystError, isNotFound } from '../errors/CatalystError.ts'
import { describeError } from '../errors/describeError.ts'
import type { ServerEvent } from '../event-stream/createEventParser.ts'
import { EventFeed, isRefusal } from '../event-stream/EventFeed.ts'
import type { StreamTimings } from '../event-stream/StreamTimings.ts'
import type { PageActivity } from '../internals/PageActivity.ts'
import type { HttpClient } from '../request/HttpClient.ts'
import type { LogConnectionEvent, LogOptions, LogStreamEvent, LogTarget } from './LogTarget.ts'
import { LogEnd } from './LogEnd.ts'
import { logPath } from './logPath.ts'

export interface FollowLogOptions extends LogOptions {
  http: HttpClient
  activity: PageActivity
  signal: AbortSignal
  timings?: Partial<StreamTimings> | undefined
}

/**
 * A log as events, through every loss of the connection: what follows begins after the last line that arrived, so none comes twice.
 * Ends when the log does, or quietly when the signal is aborted.
 * @throws CatalystError when the proxy refuses it, e.g. with NOT_FOUND or FORBIDDEN.
 */
export async function* followLog(target: LogTarget, options: FollowLogOptions): AsyncGenerator<LogStreamEvent, void> {
  const { http, activity, timings, signal, follow = true, ...query } = options
  const ended = new LogEnd(follow)
  let cursor: string | undefined
  let connection: LogConnectionEvent['data'] | undefined

  function* tell(next: Omit<LogConnectionEvent['data'], 'since'>): Generator<LogConnectionEvent> {
    const since = connection?.state === next.state ? connection.since : new Date()
    connection = { since, ...next }
    yield { event: 'connection', data: connection }
  }

  const path = logPath(target, { ...query, follow })
  let wasOpen = false
  const feed = new EventFeed({
    http,
    activity,
    timings,
    signal,
    request: () => ({ path, lastEventId: cursor }),
    isFinal: (error) => isCatalystError(error) && isRefusal(error.status),
    isEnd: () => ended.reached,
  })
  try {
    for await (const step of feed.steps()) {
      wasOpen ||= step.type === 'open'
      if (step.type === 'open' && connection?.state !== 'live') yield* tell({ state: 'live' })
      else if (step.type === 'lost') yield* tell({ state: 'stale', reason: step.reason, retryAt: step.retryAt })
      else if (step.type === 'suspended') yield* tell({ state: 'stale', reason: 'Paused while this page was hidden.' })
      else if (step.type === 'events') {
        for (const event of parseAll(step.events, feed)) {
          ended.take(event)
          // The cursor moves only with what was handed over.
          cursor = event.id || cursor
          yield event
        }
      }
    }
  } catch (error) {
    // What was there a moment ago and now is not has gone while the connection was lost: an end of the log, and no failure of it.
    if (!wasOpen || !isNotFound(error)) throw error
    if (connection?.state !== 'live') yield* tell({ state: 'live' })
    yield { event: 'state', id: cursor ?? '', data: { state: 'gone', reason: describeError(error) } }
  }
}

function* parseAll(events: readonly ServerEvent[], feed: EventFeed): Generator<LogEvent> {
  for (const { event, data, id } of events) {
    if (event !== 'lines' && event !== 'state') continue
    let parsed: unknown
    try {
      parsed = JSON.parse(data)
    } catch {
      feed.fail('The log stream made no sense.')
      return
    }
    yield { event, id, data: parsed } as LogEvent
  }
}
