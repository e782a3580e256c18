/** One event on the wire. */
export interface ServerSentEvent {
  event: string
  id?: string | undefined
  data: unknown
}

export interface EventStreamOptions<TEvent> {
  /** Ends the stream from the server's side. */
  signal: AbortSignal
  /** Milliseconds between comment lines, so that proxies do not cut a quiet stream. @default 15_000 */
  commentMs?: number | undefined
  /** Writes an event's data as JSON. @default JSON.stringify */
  stringify?: ((event: TEvent) => string) | undefined
}

/** Nothing, for those on the way. */
export const comment = ':\n\n'
/** Said where the server ends: come back soon, with the id of the last event, to whatever answers here then. */
export const farewell = 'retry: 1000\n: The server is shutting down. Reconnect with Last-Event-ID.\n\n'

/**
 * The body of a `text/event-stream`, https://html.spec.whatwg.org/multipage/server-sent-events.html. Events are asked for
 * only when the reader wants one, so a slow reader holds back its source and fills no memory. The source is told to stop,
 * by the signal that it is opened with, when the reader goes or the server ends.
 */
export function eventStream<TEvent extends ServerSentEvent>(
  open: (signal: AbortSignal) => AsyncIterable<TEvent>,
  options: EventStreamOptions<TEvent>,
): ReadableStream<Uint8Array> {
  const gone = new AbortController()
  const encoder = new TextEncoder()
  const { signal, commentMs = 15_000, stringify = ({ data }) => JSON.stringify(data) } = options
  let iterator: AsyncIterator<TEvent> | undefined
  let timer: NodeJS.Timeout | undefined
  let pending: Promise<void> | undefined
  let outcome: { result: IteratorResult<TEvent, unknown> } | { error: unknown } | undefined
  let commentDue = false
  let wake: (() => void) | undefined

  /** Nothing is opened before the first read, because an answer to HEAD is never read, nor cancelled. */
  function begin(): AsyncIterator<TEvent> {
    timer = setInterval(() => {
      commentDue = true
      wake?.()
    }, commentMs)
    return open(AbortSignal.any([signal, gone.signal]))[Symbol.asyncIterator]()
  }

  function stop() {
    clearInterval(timer)
    gone.abort()
  }

  function ask(events: AsyncIterator<TEvent>): Promise<void> {
    return events.next().then(
      (result) => {
        outcome = { result }
        wake?.()
      },
      (error: unknown) => {
        outcome = { error }
        wake?.()
      },
    )
  }

  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        // Something has to leave at once: some proxies hold back the headers until it does.
        controller.enqueue(encoder.encode(comment))
      },
      async pull(controller) {
        iterator ??= begin()
        pending ??= ask(iterator)
        if (outcome === undefined && !commentDue) await new Promise<void>((resolve) => (wake = resolve))
        if (outcome !== undefined && 'error' in outcome) {
          stop()
          controller.error(outcome.error)
        } else if (outcome?.result.done === true) {
          stop()
          if (signal.aborted) controller.enqueue(encoder.encode(farewell))
          controller.close()
        } else if (outcome !== undefined) {
          const event = outcome.result.value
          controller.enqueue(encoder.encode(formatEvent(event, stringify(event))))
          pending = outcome = undefined
        } else {
          commentDue = false
          controller.enqueue(encoder.encode(comment))
        }
      },
      async cancel() {
        stop()
        await iterator?.return?.()
      },
    },
    { highWaterMark: 0 },
  )
}

/** Headers of an event stream: kept by nobody, and passed on by reverse proxies as it comes. */
export const eventStreamHeaders = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
} as const

/** One event in the format of the standard; JSON has no line break outside of its strings, and inside it is an escape. */
export function formatEvent({ event, id }: Omit<ServerSentEvent, 'data'>, json: string): string {
  return `event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${json}\n\n`
}
