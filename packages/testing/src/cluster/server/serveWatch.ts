import { randomInt } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { assertReached, type ListRequest, matcherOf, parseRevision } from '../api/listObjects.ts'
import type { KubernetesObject } from '../objects/KubernetesObject.ts'
import { resourceNameOf } from '../objects/names.ts'
import type { ResourceType } from '../objects/ResourceType.ts'
import { expired, invalid, StatusError } from '../objects/StatusError.ts'
import type { StoreEvent } from '../store/ObjectStore.ts'
import type { ApiRequest } from './ApiRequest.ts'
import { createEventWriter } from './createEventWriter.ts'
import { isTrue } from './parseRequest.ts'
import { integer, listOptionsOf } from './parseOptions.ts'
import { presentationFor } from './Presentation.ts'
import type { ServerContext } from './ServerContext.ts'

const minute = 60_000

/**
 * Sends changes as they come, until the caller goes, the time is over, or a fault ends it.
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes
 */
export function serveWatch(context: ServerContext, request: ApiRequest, response: ServerResponse): void {
  const { store, clock } = context
  const { type, query, exchange, path } = request
  const options = listOptionsOf(query, path.namespace)
  const start = startOf(options, query)
  const select = eventSelector(type, options)
  const accept = request.message.headers.accept
  const presentation = presentationFor(type, { accept, query, now: () => clock.now() })
  const resource = resourceNameOf(type)
  // Everything that can be refused is refused before the first byte.
  if (start.after !== undefined) assertReached(store, start.after)

  const writer = createEventWriter(response)
  const open = new DisposableStack()
  const send = (eventType: string, object: string) => writer.write(`{"type":"${eventType}","object":${object}}\n`)
  const show = (eventType: string, object: KubernetesObject) => send(eventType, presentation.event(object))
  const bookmark = (metadata: object = {}) =>
    send('BOOKMARK', presentation.bookmark({ resourceVersion: String(store.revision), ...metadata }))
  function tell(event: StoreEvent): void {
    const selected = select(event)
    if (selected !== undefined) show(selected.type, selected.object)
  }
  function end(): void {
    open.dispose()
    writer.end()
  }

  exchange.expire = () => {
    send('ERROR', JSON.stringify(expired(`too old resource version (${store.revision})`).status))
    end()
  }
  exchange.signal.addEventListener('abort', () => open.dispose(), { once: true })

  try {
    if (start.after === undefined) {
      for (const object of store.list(resource, options.namespace)) {
        tell({ type: 'ADDED', object, revision: store.revision })
      }
      if (start.marksEnd) bookmark({ annotations: { 'k8s.io/initial-events-end': 'true' } })
    } else {
      for (const event of store.changesSince(resource, start.after)) tell(event)
    }
  } catch (error) {
    if (!(error instanceof StatusError)) throw error
    // A position that is forgotten is told inside of the stream.
    send('ERROR', JSON.stringify(error.status))
    return end()
  }
  open.use(store.subscribe(resource, tell))

  if (isTrue(query.get('allowWatchBookmarks'))) keepMarking()
  const seconds = integer(query, 'timeoutSeconds') ?? randomInt(1800, 3600)
  const timer = clock.setTimer(() => {
    if (isTrue(query.get('allowWatchBookmarks'))) bookmark()
    end()
  }, seconds * 1000)
  open.use(timer)

  function keepMarking(): void {
    const next = clock.setTimer(() => {
      if (open.disposed) return
      bookmark()
      keepMarking()
    }, minute)
    open.defer(() => next[Symbol.dispose]())
  }
}

interface Start {
  /** Changes after this revision; undefined: what is there first, then all that comes. */
  readonly after: number | undefined
  /** Whether the end of what is there is told. */
  readonly marksEnd: boolean
}

function startOf({ resourceVersion = '', resourceVersionMatch }: ListRequest, query: URLSearchParams): Start {
  const text = query.get('sendInitialEvents')
  const bookmarks = isTrue(query.get('allowWatchBookmarks'))
  if (text === null || text === '') {
    if (resourceVersionMatch)
      throw forbiddenMatch('resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided')
    const fromNow = resourceVersion === '' || resourceVersion === '0'
    if (!fromNow) return { after: parseRevision(resourceVersion), marksEnd: false }
    return { after: undefined, marksEnd: bookmarks }
  }
  if (resourceVersionMatch !== 'NotOlderThan') {
    throw forbiddenMatch('sendInitialEvents requires setting resourceVersionMatch to NotOlderThan')
  }
  const revision = resourceVersion === '' ? undefined : parseRevision(resourceVersion)
  if (isTrue(text)) return { after: undefined, marksEnd: bookmarks }
  return { after: revision === 0 ? undefined : revision, marksEnd: false }
}

function forbiddenMatch(why: string): StatusError {
  const kind = { group: 'meta.k8s.io', kind: 'ListOptions' }
  const message = `Forbidden: ${why}`
  return invalid(kind, '', [{ type: 'FieldValueForbidden', field: 'resourceVersionMatch', message }])
}

/** What of a change a watch with a selector sees: what comes to match is added, what no longer does is deleted. */
function eventSelector(type: ResourceType, options: ListRequest) {
  const matcher = matcherOf(type, options)
  const { namespace } = options
  return (event: StoreEvent): Pick<StoreEvent, 'type' | 'object'> | undefined => {
    const { object, previous } = event
    if (namespace !== undefined && object.metadata.namespace !== namespace && type.namespaced) return undefined
    if (matcher === undefined) return event
    const was = previous !== undefined && matcher.matches(previous)
    if (event.type === 'DELETED') return was ? event : undefined
    const is = matcher.matches(object)
    if (is) return { type: was ? 'MODIFIED' : 'ADDED', object }
    return was ? { type: 'DELETED', object } : undefined
  }
}
