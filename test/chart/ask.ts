import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'

export interface Question {
  /** Address to connect to: the Service's, or one pod's. */
  at: string
  port?: number | undefined
  path: string
  /** A bearer token. */
  token?: string | undefined
  headers?: Record<string, string> | undefined
  method?: string | undefined
  body?: unknown
  signal?: AbortSignal | undefined
}

export interface Answer {
  status: number
  headers: IncomingMessage['headers']
  text: string
  /** @throws SyntaxError where it is none. */
  json<T>(): T
}

/** The host that the installed chart is told to have. Nothing resolves it: tests connect to addresses. */
export const publicHost = 'catalyst.test'

/** Asks as something behind an ingress does: over a connection of its own, with the public host. */
export async function ask(question: Question): Promise<Answer> {
  const response = await open(question)
  const body = await text(response)
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    text: body,
    json: <T>() => JSON.parse(body) as T,
  }
}

/** The same, for an answer that does not end by itself. */
export async function open(question: Question): Promise<IncomingMessage> {
  const { at, port = 80, path, token, headers = {}, method = 'GET', body, signal } = question
  const sent = request({
    host: at,
    port,
    path,
    method,
    agent: false,
    ...(signal && { signal }),
    headers: {
      host: publicHost,
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
  })
  sent.end(body === undefined ? undefined : JSON.stringify(body))
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  return response
}
