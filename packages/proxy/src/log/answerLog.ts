import { pods, requestStream, resourcePath } from '@catalyst/kubernetes-client'
import type { Context } from 'hono'
import type { ProxyContext, ProxyEnv } from '../ProxyContext.ts'
import { byteStream } from '../stream/byteStream.ts'
import { eventStream, eventStreamHeaders } from '../stream/eventStream.ts'
import { decodeLogCursor } from './logCursor.ts'
import { logEvents, logText } from './logFormats.ts'
import type { LogTarget } from './LogTarget.ts'
import { readLog } from './readLog.ts'
import { whileAllowed } from './whileAllowed.ts'

const textHeaders = {
  'content-type': 'text/plain; charset=utf-8',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
} as const

/** Whether a client asks for events and not for text. */
export function wantsEvents(c: Context<ProxyEnv>): boolean {
  const accepted = (c.req.header('accept') ?? '').split(',')
  return accepted.some((type) => type.split(';', 1)[0]?.trim().toLowerCase() === 'text/event-stream')
}

/** A log as server-sent events, from its cursor on where the client has one. */
export function answerEvents(context: ProxyContext, c: Context<ProxyEnv>, target: LogTarget): Response {
  const cursor = decodeLogCursor(c.req.header('last-event-id'))
  const body = eventStream(
    (signal) => counted(context, logEvents(readLog(context, { target, cursor, signal }), target.query.limitBytes)),
    { signal: context.signal },
  )
  return c.body(body, 200, eventStreamHeaders)
}

/** The log of several containers as text, merged. */
export function answerMergedText(context: ProxyContext, c: Context<ProxyEnv>, target: LogTarget): Response {
  const gone = new AbortController()
  const signal = AbortSignal.any([context.signal, gone.signal])
  const text = counted(context, logText(readLog(context, { target, signal }), target.query))
  return c.body(byteStream(text, gone), 200, textHeaders)
}

/** The log of one container as the kubelet gives it, byte by byte. @throws KubernetesError where there is none. */
export async function answerPlainText(
  context: ProxyContext,
  c: Context<ProxyEnv>,
  { caller, namespace, query, review, pod, container }: Omit<LogTarget, 'pods'> & { pod: string; container: string },
): Promise<Response> {
  const { tailLines, follow, previous, timestamps, sinceSeconds, sinceTime, limitBytes } = query
  const gone = new AbortController()
  const { body } = await requestStream(
    caller.kubeConfig,
    resourcePath(pods, { namespace, name: pod, subresource: 'log' }),
    {
      query: { container, tailLines, follow, previous, timestamps, sinceSeconds, sinceTime, limitBytes },
      impersonate: caller.impersonate,
      signal: AbortSignal.any([context.signal, caller.signal, gone.signal]),
    },
  )
  // Nobody reads the body of an answer to HEAD, nor gives it back.
  if (c.req.method === 'HEAD') gone.abort()
  const { identity, cluster } = caller
  const chunks = whileAllowed(context, body as AsyncIterable<Uint8Array>, { identity, cluster, review, gone })
  return c.body(byteStream(counted(context, chunks), gone), 200, textHeaders)
}

/** Passes on what is read, and counts it as an open stream for as long as that takes. */
async function* counted<T>(
  { metrics, signal }: Pick<ProxyContext, 'metrics' | 'signal'>,
  source: AsyncIterable<T>,
): AsyncGenerator<T, void, undefined> {
  const end = metrics.streamOpened('log')
  try {
    yield* source
  } catch (error) {
    // The end of the server is the end of its streams, and no failure of theirs.
    if (!signal.aborted) throw error
  } finally {
    end()
  }
}
