/** One event on the wire. */
export interface ServerSentEvent {
  event: string
  id?: string | undefined
  data: unknown
}

export interface EventStreamOptions {
  /** Ends the stream from the server's side. */
  signal: AbortSignal
  /** Milliseconds between comment lines, so that proxies do not cut a quiet stream. @default 15_000 */
  commentMs?: number | undefined
}

const comment = ':\n\n'

/**
 * The body of a `text/event-stream`, https://html.spec.whatwg.org/multipage/server-sent-events.html. Events are asked for
 * only when the reader wants one, so a slow reader holds back its source and fills no memory. The source is told to stop,
 * by the signal that it is opened with, when the reader goes or the server ends.
 */
export function eventStream(
  open: (signal: AbortSignal) => AsyncIterable<ServerSentEvent>,
  options: EventStreamOptions,
): ReadableStream<Uint8Array> {
  const gone = new AbortController()
  const encoder = new TextEncoder()
  let iterator: AsyncIterator<ServerSentEvent> | undefined
  let timer: NodeJS.Timeout | undefined
  let pending: Promise<void> | undefined
  let outcome: { result: IteratorResult<ServerSentEvent> } | { error: unknown } | undefined
  let commentDue = false
  let wake: (() => void) | undefined

  /** Nothing is opened before the first read, because an answer to HEAD is never read, nor cancelled. */
  function begin(): AsyncIterator<ServerSentEvent> {
    timer = setInterval(() => {
      commentDue = true
      wake?.()
    }, options.commentMs ?? 15_000)
    return open(AbortSignal.any([options.signal, gone.signal]))[Symbol.asyncIterator]()
  }

  function stop() {
    clearInterval(timer)
    gone.abort()
  }

  function ask(events: AsyncIterator<ServerSentEvent>): Promise<void> {
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
          controller.close()
        } else if (outcome !== undefined) {
          controller.enqueue(encoder.encode(formatEvent(outcome.result.value)))
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

export function formatEvent({ event, id, data }: ServerSentEvent): string {
  // JSON has no line break outside of its strings, and inside it is written as an escape.
  const idLine = id === undefined ? '' : `id: ${id}\n`
  return `event: ${event}\n${idLine}data: ${JSON.stringify(data)}\n\n`
}
