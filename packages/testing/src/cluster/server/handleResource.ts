import type { ServerResponse } from 'node:http'
import { resourceNameOf } from '../objects/names.ts'
import type { ResourceType, Verb } from '../objects/ResourceType.ts'
import { methodNotAllowed } from '../objects/StatusError.ts'
import type { ApiRequest } from './ApiRequest.ts'
import { handleRead, handleVirtualRead } from './handleRead.ts'
import { handleWrite } from './handleWrite.ts'
import type { ServerContext } from './ServerContext.ts'
import { handleSubresource } from './handleSubresource.ts'
import { serveWatch } from './serveWatch.ts'

/** Answers a request for objects of a kind, which its caller may make. */
export async function handleResource(
  context: ServerContext,
  request: ApiRequest,
  response: ServerResponse,
): Promise<void> {
  const { type, verb, path } = request
  const isVirtual = context.virtualResources.has(resourceNameOf(type))
  if (path.subresource !== undefined && path.subresource !== 'status') {
    return handleSubresource(context, request, response)
  }
  if (!allows(type, verb, path.subresource)) throw methodNotAllowed()
  if (isVirtual) return handleVirtualRead(context, request, response)
  if (verb === 'watch') return serveWatch(context, request, response)
  if (verb === 'get' || verb === 'list') return handleRead(context, request, response)
  return handleWrite(context, request, response)
}

function allows(type: ResourceType, verb: string, subresource: string | undefined): boolean {
  if (subresource === 'status') return type.hasStatus && ['get', 'update', 'patch'].includes(verb)
  return type.verbs.includes(verb as Verb)
}
