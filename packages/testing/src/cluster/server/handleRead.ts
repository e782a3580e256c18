import type { ServerResponse } from 'node:http'
import { listObjects, matcherOf, parseRevision, assertReached } from '../api/listObjects.ts'
import { resourceNameOf } from '../objects/names.ts'
import { notFound } from '../objects/StatusError.ts'
import type { ApiRequest } from './ApiRequest.ts'
import { listOptionsOf } from './parseOptions.ts'
import { presentationFor } from './Presentation.ts'
import { respondJson } from './respond.ts'
import type { ServerContext } from './ServerContext.ts'

/** Answers `get` and `list`. */
export function handleRead(context: ServerContext, request: ApiRequest, response: ServerResponse): void {
  const { store, clock } = context
  const { type, path, query } = request
  const resource = resourceNameOf(type)
  const accept = request.message.headers.accept
  const presentation = presentationFor(type, { accept, query, now: () => clock.now() })
  if (request.verb === 'list') {
    const options = listOptionsOf(query, path.namespace)
    return respondJson(response, 200, presentation.list(listObjects(store, type, options)))
  }
  const revision = query.get('resourceVersion')
  if (revision) assertReached(store, parseRevision(revision))
  const { name = '', namespace } = path
  const object = store.get(resource, { namespace: type.namespaced ? namespace : undefined, name })
  if (object === undefined) throw notFound(type, name)
  respondJson(response, 200, presentation.object(object))
}

/** Answers `get` and `list` of what is computed when it is asked for. */
export function handleVirtualRead(context: ServerContext, request: ApiRequest, response: ServerResponse): void {
  const { type, path, query } = request
  const virtual = context.virtualResources.get(resourceNameOf(type))
  if (virtual === undefined) throw notFound(type, path.name ?? '')
  const accept = request.message.headers.accept
  const presentation = presentationFor(type, { accept, query, now: () => context.clock.now() })
  if (request.verb === 'list') {
    const options = listOptionsOf(query, path.namespace)
    const matcher = matcherOf(type, options)
    const items = virtual.list(options).filter((object) => matcher?.matches(object) ?? true)
    return respondJson(response, 200, presentation.list({ items, metadata: { resourceVersion: '' } }))
  }
  const object = virtual.get({ namespace: path.namespace, name: path.name ?? '' })
  if (object === undefined) throw notFound(type, path.name ?? '')
  respondJson(response, 200, presentation.object(object))
}
