export interface EventStream {
  /** Writes one server-sent event. */
  send(event: { event: string; id?: string | undefined; data: unknown }): void
  /** Ends the stream, as a server that restarts would. */
  close(): void
}

/**
 * An answer of server-sent events that lives until the client leaves or `close` is called.
 * @param open is called with the stream; what it returns is called when the stream has ended, whoever ended it.
 */
export function eventStreamResponse(request: Request, open: (stream: EventStream) => () => void): Response {
  const encoder = new TextEncoder()
  let end = (): void => undefined
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      let isOpen = true
      const stream: EventStream = {
        send({ event, id, data }) {
          if (!isOpen) return
          const idLine = id === undefined ? '' : `id: ${id}\n`
          controller.enqueue(encoder.encode(`${idLine}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`))
        },
        close() {
          if (!isOpen) return
          end()
          controller.close()
        },
      }
      let left = (): void => undefined
      end = () => {
        if (!isOpen) return
        isOpen = false
        left()
      }
      left = open(stream)
      request.signal.addEventListener('abort', () => stream.close())
    },
    cancel: () => end(),
  })
  return new Response(body, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' } })
}
