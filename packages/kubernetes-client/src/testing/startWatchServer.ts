import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { answerJson, answerStatus, startApiServer, type ApiServer } from './startApiServer.ts'

export interface TestObject {
  metadata: {
    name: string
    namespace: string
    uid: string
    resourceVersion: string
    labels?: Record<string, string>
    managedFields?: unknown
  }
  [key: string]: unknown
}

export interface WatchRequest {
  path: string
  query: URLSearchParams
}

type Answer = (request: WatchRequest, response: ServerResponse) => void

/** An API server for one kind, which a test can make fail in all the ways that a real one does. */
export interface WatchServer extends ApiServer {
  readonly objects: Map<string, TestObject>
  /** What was asked, the oldest first. */
  readonly lists: WatchRequest[]
  readonly watches: WatchRequest[]
  /** The responses of watches that are open. */
  readonly open: Set<ServerResponse>
  /** Positions before this one have expired. */
  compactedBefore: number
  /** Takes the next requests instead of the server, one answer each. */
  readonly nextLists: Answer[]
  readonly nextWatches: Answer[]
  /** Creates or changes an object and tells the open watches. */
  put(name: string, extra?: Partial<TestObject> & { labels?: Record<string, string> }): TestObject
  remove(name: string): void
  bookmark(): void
  /** Changes the world without telling anybody, as if the connections had been lost before. */
  silently(change: () => void): void
  write(text: string | Uint8Array): void
  /** Cuts every connection of a watch without a word. */
  cut(): void
  /** Ends every watch in order, as the API server does after `timeoutSeconds`. */
  end(): void
}

export interface WatchServerOptions {
  /** @default a free one */
  port?: number | undefined
  /** Which paths are those of the kind. @default widgets of example.com/v1 */
  isWatched?: ((path: string) => boolean) | undefined
  /** Answers all other paths. @default 404 */
  otherwise?: RequestListener | undefined
}

/** Serves one kind in the namespace `web`, from revision 100 on. */
export async function startWatchServer(options: WatchServerOptions = {}): Promise<WatchServer> {
  const { isWatched = (path) => path.startsWith('/apis/example.com/v1/'), otherwise } = options
  let revision = 100
  let muted = false
  const objects = new Map<string, TestObject>()
  const events: { revision: number; text: string }[] = []
  const lists: WatchRequest[] = []
  const watches: WatchRequest[] = []
  const open = new Set<ServerResponse>()
  const nextLists: Answer[] = []
  const nextWatches: Answer[] = []

  const write = (text: string | Uint8Array) => {
    if (!muted) for (const response of open) response.write(text)
  }
  const record = (type: string, object: TestObject) => {
    const text = `${JSON.stringify({ type, object })}\n`
    events.push({ revision, text })
    write(text)
  }
  const put: WatchServer['put'] = (name, { labels, ...extra } = {}) => {
    const before = objects.get(name)
    revision++
    const managedFields = [{ manager: 'test' }]
    const kept = { name, namespace: 'web', uid: before?.metadata.uid ?? `uid-${revision}`, managedFields }
    const object = { ...extra, metadata: { ...kept, resourceVersion: String(revision), ...(labels && { labels }) } }
    objects.set(name, object)
    record(before ? 'MODIFIED' : 'ADDED', object)
    return object
  }
  const remove = (name: string) => {
    const object = objects.get(name)
    if (!object) return
    objects.delete(name)
    revision++
    record('DELETED', { ...object, metadata: { ...object.metadata, resourceVersion: String(revision) } })
  }

  const answerList: Answer = ({ query }, response) => {
    const all = [...objects.values()]
    const limit = Number(query.get('limit') ?? all.length)
    const [start = 0, at = revision] = (query.get('continue') ?? '').split('@').filter(Boolean).map(Number)
    const items = all.slice(start, start + limit)
    const next = start + limit < all.length ? { continue: `${start + limit}@${at}` } : {}
    answerJson(response, { kind: 'WidgetList', items, metadata: { resourceVersion: String(at), ...next } })
  }
  const answerWatch: Answer = ({ query }, response) => {
    const from = Number(query.get('resourceVersion'))
    response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders()
    if (from < server.compactedBefore) {
      const status = { kind: 'Status', code: 410, reason: 'Expired', message: 'too old resource version' }
      response.end(`${JSON.stringify({ type: 'ERROR', object: status })}\n`)
      return
    }
    for (const event of events) if (event.revision > from) response.write(event.text)
    open.add(response)
    response.once('close', () => open.delete(response))
  }

  const handle = (request: IncomingMessage, response: ServerResponse) => {
    const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://test')
    if (!isWatched(path)) {
      return otherwise ? otherwise(request, response) : answerStatus(response, { code: 404, reason: 'NotFound' })
    }
    const isWatch = query.get('watch') === 'true'
    const asked = isWatch ? watches : lists
    asked.push({ path, query })
    const answer = (isWatch ? nextWatches : nextLists).shift() ?? (isWatch ? answerWatch : answerList)
    answer({ path, query }, response)
  }

  const api = await startApiServer(handle, { port: options.port })
  const server: WatchServer = {
    ...api,
    objects,
    lists,
    watches,
    open,
    compactedBefore: 0,
    nextLists,
    nextWatches,
    put,
    remove,
    bookmark: () =>
      write(`${JSON.stringify({ type: 'BOOKMARK', object: { metadata: { resourceVersion: String(revision) } } })}\n`),
    silently(change) {
      muted = true
      change()
      muted = false
    },
    write,
    cut() {
      for (const response of open) response.socket?.resetAndDestroy()
      open.clear()
    },
    end() {
      for (const response of open) response.end()
      open.clear()
    },
  }
  return server
}
