import type { IncomingMessage } from 'node:http'
import { request } from 'node:https'
import { createInterface } from 'node:readline'
import { parse } from 'yaml'
import type { Cluster, ClusterUser } from '../Cluster.ts'

export interface CallOptions {
  readonly method?: string | undefined
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Null sends no token. @default one who may do everything */
  readonly user?: ClusterUser | null | undefined
  readonly signal?: AbortSignal | undefined
}

export interface Answer {
  readonly code: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
  /** The body, where it is JSON. */
  readonly body: Record<string, unknown>
}

interface Kubeconfig {
  clusters: [{ cluster: { server: string; 'certificate-authority-data': string } }]
  users: [{ user: { token: string } }]
}

/** One request to the API server of a cluster, as the user of its kubeconfig. */
export async function callCluster(cluster: Cluster, path: string, options: CallOptions = {}): Promise<Answer> {
  const message = await open(cluster, path, options)
  let text = ''
  for await (const chunk of message.setEncoding('utf8') as AsyncIterable<string>) text += chunk
  const isJson = message.headers['content-type']?.startsWith('application/json') === true
  const body = isJson ? (JSON.parse(text) as Record<string, unknown>) : {}
  return { code: message.statusCode ?? 0, headers: message.headers, text, body }
}

/** The events of a watch as they come. */
export async function* watchCluster(cluster: Cluster, path: string, options: CallOptions = {}) {
  const message = await open(cluster, path, options)
  // The loop that is left early destroys the message, which then says that it was aborted.
  using _ = { [Symbol.dispose]: () => void message.on('error', () => undefined).destroy() }
  for await (const line of createInterface({ input: message })) {
    yield JSON.parse(line) as { type: string; object: Record<string, unknown> & { metadata: { name?: string } } }
  }
}

function open(cluster: Cluster, path: string, { method = 'GET', body, headers, user, signal }: CallOptions) {
  const { clusters, users } = parse(cluster.kubeconfig(user ?? undefined)) as Kubeconfig
  const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body)
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const call = request(`${clusters[0].cluster.server}${path}`, {
    method,
    ca: Buffer.from(clusters[0].cluster['certificate-authority-data'], 'base64'),
    agent: false,
    servername: 'localhost',
    signal,
    headers: {
      ...(user !== null && { Authorization: `Bearer ${users[0].user.token}` }),
      ...(text !== undefined && { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) }),
      ...headers,
    },
  })
  call.once('response', resolve)
  call.once('error', reject)
  call.end(text)
  return promise
}
