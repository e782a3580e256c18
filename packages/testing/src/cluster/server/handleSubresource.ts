import type { ServerResponse } from 'node:http'
import { resourceNameOf } from '../objects/names.ts'
import { notFound, notImplemented } from '../objects/StatusError.ts'
import { unknownResource } from './unknownResource.ts'
import type { ApiRequest } from './ApiRequest.ts'
import { handleWrite } from './handleWrite.ts'
import { handleRead } from './handleRead.ts'
import type { ServerContext } from './ServerContext.ts'
import { handleScale } from './subresources/handleScale.ts'
import { handlePodAction } from './subresources/handlePodAction.ts'
import { issueServiceAccountToken } from './subresources/issueServiceAccountToken.ts'

/** Subresources that are a part of the object itself. */
const partsOfPods = ['ephemeralcontainers', 'resize']

/** Answers a request for something below an object that is not its status. */
export async function handleSubresource(
  context: ServerContext,
  request: ApiRequest,
  response: ServerResponse,
): Promise<void> {
  const { type, path, verb, message, query, exchange } = request
  const { subresource = '', name = '', namespace } = path
  const resource = resourceNameOf(type)
  if (subresource === 'scale' && type.scale !== undefined) return handleScale(context, request, response)
  if (resource === 'namespaces' && subresource === 'finalize') return handleWrite(context, request, response)
  if (resource === 'serviceaccounts' && subresource === 'token') {
    return issueServiceAccountToken(context, request, response)
  }
  if (/^proxy(?:\/|$)/.test(subresource)) {
    throw notImplemented('the API server of an embedded cluster is no proxy: use port-forward')
  }
  if (resource !== 'pods') throw unknownResource()
  if (partsOfPods.includes(subresource)) {
    return verb === 'get' ? handleRead(context, request, response) : handleWrite(context, request, response)
  }
  if (subresource === 'eviction' || subresource === 'binding') return handlePodAction(context, request, response)

  const handler = context.podStreams[subresource]
  if (handler?.respond === undefined) throw unknownResource()
  const object = context.store.get(resource, { namespace, name })
  if (object === undefined) throw notFound(type, name)
  await handler.respond({ message, query, object, signal: exchange.signal }, response)
}
