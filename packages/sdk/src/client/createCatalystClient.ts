import type { WebSocketConstructor } from '../exec/openSocket.ts'
import { LazyExecSession } from '../exec/LazyExecSession.ts'
import { createPageActivity } from '../internals/PageActivity.ts'
import { linkSignals } from '../internals/linkSignals.ts'
import { logPath } from '../logs/logPath.ts'
import { buildPath } from '../request/buildPath.ts'
import { createRequest } from '../request/createRequest.ts'
import { HttpClient, type HttpClientOptions } from '../request/HttpClient.ts'
import { LazyTopics } from '../topics/LazyTopics.ts'
import type { TopicState } from '../topics/TopicState.ts'
import type { CatalystClient } from './CatalystClient.ts'
import { createClusterCalls } from './createClusterCalls.ts'
import { createEnvironmentCalls } from './createEnvironmentCalls.ts'
import { createPodCalls } from './createPodCalls.ts'
import { createProjectCalls } from './createProjectCalls.ts'

export interface CatalystClientOptions {
  /** Where the proxy is, e.g. `https://catalyst.example.com`. @default '' (the page's own origin; Node needs one) */
  baseUrl?: string | undefined
  /** Default: the global `fetch`, looked up with each call. */
  fetch?: typeof fetch | undefined
  /** Headers for every request, asked for each time. Browsers can't send them with exec: use `token` there. */
  headers?: HttpClientOptions['headers']
  /** A bearer token, or a function that gives the current one. Default: cookies alone. */
  token?: HttpClientOptions['token']
  /** Whether cookies go to another origin than the page's own. @default 'same-origin' */
  credentials?: RequestCredentials | undefined
  /** Default: the global `WebSocket`. */
  webSocket?: WebSocketConstructor | undefined
  /**
   * Ends the event stream and logs 30 s after the page is hidden and resumes them where they were when it is shown: browsers allow six
   * connections to an origin over all tabs (HTTP/1.1). @default true
   */
  suspendWhenHidden?: boolean | undefined
}

/** Makes a client of a Catalyst proxy. Nothing is requested until something is asked for. */
export function createCatalystClient(options: CatalystClientOptions = {}): CatalystClient {
  const { baseUrl = '', webSocket, suspendWhenHidden = true, ...httpOptions } = options
  const http = new HttpClient({ baseUrl, ...httpOptions })
  const activity = createPageActivity({ suspendWhenHidden })
  const request = createRequest(http)
  const topics = new LazyTopics(async () => {
    const { TopicStream } = await import('../topics/TopicStream.ts')
    return new TopicStream({ http, activity })
  })
  let open = new AbortController()

  return {
    request,
    environments: createEnvironmentCalls(request),
    projects: createProjectCalls(request),
    pods: createPodCalls(request),
    clusters: createClusterCalls(request),
    session: ({ signal } = {}) => request('getSession', { signal }),
    signInUrl: (returnTo) => http.url(buildPath('/auth/login', { query: { returnTo } })),
    signOut: ({ signal } = {}) => request('logout', { signal }),
    // The stream holds objects of any kind; a topic's kind says which.
    subscribe: (topic, listener) => topics.watch(topic, listener as (state: TopicState) => void),
    topicState: (topic) => topics.state(topic) as TopicState<never>,
    connection: topics,
    logs: (target, { signal, ...log } = {}) => ({
      async *[Symbol.asyncIterator]() {
        const link = linkSignals(signal, open.signal)
        try {
          // Most pages show no log: what reads one is loaded with the first.
          const { followLog } = await import('../logs/followLog.ts')
          yield* followLog(target, { ...log, http, activity, signal: link.signal })
        } finally {
          link.release()
        }
      },
    }),
    logUrl: (target, log = {}) => http.url(logPath(target, log)),
    async logBlob(target, { signal, ...log } = {}) {
      const response = await http.send(logPath(target, log), { cache: 'no-store', signal })
      return response.blob()
    },
    needsHeaders: [options.headers, options.token, options.fetch].some((one) => one !== undefined),
    exec(target, { signal, ...exec } = {}) {
      const link = linkSignals(signal, open.signal)
      const session = new LazyExecSession(async () => {
        const { SocketExecSession } = await import('../exec/SocketExecSession.ts')
        return new SocketExecSession(target, { ...exec, http, activity, webSocket, signal: link.signal })
      })
      void session.exit.then(link.release)
      return session
    },
    close() {
      topics.close()
      open.abort()
      open = new AbortController()
    },
  }
}
