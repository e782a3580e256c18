import type { Problem } from '@catalyst/api'
import { createCatalystClient, type CatalystClient } from '@catalyst/sdk'

/** An event stream that a client has open, under the test's control. */
export interface ScriptedStream {
  url: URL
  lastEventId: string | undefined
  send(event: string, data: unknown): void
  end(): void
  /** Breaks the answer off. */
  cut(): void
  readonly aborted: boolean
}

export interface ScriptedRequest {
  method: string
  url: URL
  body: unknown
  signal: AbortSignal | undefined
}

type Answer = object | Response | Promise<object | Response>

export interface ScriptedProxy {
  client: CatalystClient
  /** Requests that are no streams, as `GET /clusters/-/…`. */
  requests: string[]
  streams: ScriptedStream[]
  /** Answers a request by method and path under `/api/v1`; a plain object is the body. */
  on(request: string, answer: (request: ScriptedRequest) => Answer): void
  /** From now on no stream is opened: they get no answer, or the one given. `false` opens them again. */
  refuseStreams(refused: boolean | (() => Response)): void
}

/** The proxy at the level of `fetch`: a real client of the sdk talks to it. */
export function createScriptedProxy(): ScriptedProxy {
  const answers = new Map<string, (request: ScriptedRequest) => Answer>()
  const requests: string[] = []
  const streams: ScriptedStream[] = []
  let refused: boolean | (() => Response) = false

  async function answer(input: string, init: RequestInit): Promise<Response> {
    const url = new URL(input, 'http://proxy')
    const path = url.pathname.replace('/api/v1', '')
    if (new Headers(init.headers).get('accept') === 'text/event-stream') {
      if (typeof refused === 'function') return refused()
      if (refused) throw new TypeError('Failed to fetch')
      return openStream(url, init, streams)
    }
    const method = init.method ?? 'GET'
    const request = `${method} ${path}`
    requests.push(request)
    const result = await answers.get(request)?.({
      method,
      url,
      body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined,
      signal: init.signal ?? undefined,
    })
    init.signal?.throwIfAborted()
    if (result instanceof Response) return result
    return result === undefined ? problemAnswer({ status: 404, code: 'NOT_FOUND' }) : Response.json(result)
  }

  return {
    client: createCatalystClient({
      baseUrl: 'http://proxy',
      fetch: (input, init) => answer(input as string, init ?? {}),
      suspendWhenHidden: false,
    }),
    requests,
    streams,
    on: (request, next) => void answers.set(request, next),
    refuseStreams: (next) => void (refused = next),
  }
}

export function problemAnswer(problem: Pick<Problem, 'status' | 'code'> & Partial<Problem>): Response {
  const body = { type: 'about:blank', title: problem.code, detail: 'No.', instance: '/', ...problem }
  return Response.json(body, { status: problem.status, headers: { 'content-type': 'application/problem+json' } })
}

function openStream(url: URL, { headers, signal }: RequestInit, streams: ScriptedStream[]): Response {
  const encoder = new TextEncoder()
  let count = 0
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const stream = {
        url,
        lastEventId: new Headers(headers).get('last-event-id') ?? undefined,
        aborted: false,
        send(event: string, data: unknown) {
          const text = `event: ${event}\nid: ${streams.length}-${++count}\ndata: ${JSON.stringify(data)}\n\n`
          controller.enqueue(encoder.encode(text))
        },
        end: () => controller.close(),
        cut: () => controller.error(new TypeError('network error')),
      }
      signal?.addEventListener('abort', () => {
        stream.aborted = true
        controller.error(signal.reason)
      })
      streams.push(stream)
    },
  })
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
}
