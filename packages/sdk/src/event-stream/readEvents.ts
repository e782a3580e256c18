import { NetworkError } from '../errors/NetworkError.ts'
import type { HttpClient } from '../request/HttpClient.ts'
import { createEventParser, type ServerEvent } from './createEventParser.ts'

/** One request for events; asked for anew before each attempt. */
export interface EventRequest {
  path: string
  method?: 'GET' | 'POST' | undefined
  body?: string | undefined
  /** The cursor to go on from, sent as `Last-Event-ID`. */
  lastEventId?: string | undefined
}

export interface ReadEventsOptions {
  http: HttpClient
  /** Ends the request; reading then rejects. */
  signal: AbortSignal
  /** Milliseconds of silence after which the stream counts as dead. */
  idleTimeout: number
}

/** What one attempt gives: `open` once, then the events that each chunk completed, or none for a mere sign of life. */
export type ReadStep = { type: 'open' } | { type: 'events'; events: ServerEvent[]; retry: number | undefined }

/**
 * Reads one answer until its end. Silence is counted only while waiting for the network, so a slow reader is no dead stream and the
 * pressure goes back to the server.
 * @throws CatalystError for an error status, NetworkError when the answer breaks off, is silent for too long or is no event stream.
 */
export async function* readEvents(request: EventRequest, options: ReadEventsOptions): AsyncGenerator<ReadStep, void> {
  const { http, signal, idleTimeout } = options
  const attempt = new AbortController()
  const abort = () => attempt.abort(signal.reason)
  if (signal.aborted) abort()
  signal.addEventListener('abort', abort)
  let silent = false

  async function withinIdleTimeout<TValue>(promise: Promise<TValue>): Promise<TValue> {
    const timer = setTimeout(() => {
      silent = true
      attempt.abort()
    }, idleTimeout)
    try {
      return await promise
    } catch (cause) {
      if (signal.aborted) throw cause
      if (silent) throw new NetworkError('The stream was silent for too long.', { cause })
      throw cause
    } finally {
      clearTimeout(timer)
    }
  }

  try {
    const response = await withinIdleTimeout(
      http.send(request.path, {
        method: request.method ?? 'GET',
        headers: headersOf(request),
        body: request.body,
        cache: 'no-store',
        signal: attempt.signal,
      }),
    )
    if (!isEventStream(response) || response.body === null) {
      throw new NetworkError('The answer is no event stream: something else than the Catalyst proxy gave it.')
    }
    const reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader()
    const parser = createEventParser(request.lastEventId)
    yield { type: 'open' }
    for (;;) {
      const { done, value } = await withinIdleTimeout(readChunk(reader, attempt.signal))
      if (done) return
      yield { type: 'events', events: parser.push(value), retry: parser.retry }
    }
  } finally {
    signal.removeEventListener('abort', abort)
    attempt.abort()
  }
}

async function readChunk(reader: ReadableStreamDefaultReader<Uint8Array>, signal: AbortSignal) {
  try {
    return await reader.read()
  } catch (cause) {
    if (signal.aborted) throw cause
    throw new NetworkError('The connection to the Catalyst proxy broke off.', { cause })
  }
}

function headersOf({ body, lastEventId }: EventRequest): Record<string, string> {
  return {
    accept: 'text/event-stream',
    ...(lastEventId ? { 'last-event-id': lastEventId } : {}),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  }
}

function isEventStream(response: Response): boolean {
  return response.headers.get('content-type')?.toLowerCase().startsWith('text/event-stream') ?? false
}
