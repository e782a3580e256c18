import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { createConnectionGate } from '../faults/ConnectionGate.ts'
import type { Exchange } from '../faults/createFaults.ts'
import { resourceNameOf } from '../objects/names.ts'
import { notFound, statusError } from '../objects/StatusError.ts'
import type { UserInfo } from '../objects/UserInfo.ts'
import { authorizeRequest } from './authorize.ts'
import { handleResource } from './handleResource.ts'
import { handlePath } from './handlePath.ts'
import { handleReview, isReview } from './reviews/handleReview.ts'
import { impersonate } from './impersonate.ts'
import { isLoopbackHost } from './isLoopbackHost.ts'
import { missingPart } from './missingPart.ts'
import { parseRequest } from './parseRequest.ts'
import type { RequestInfo } from './RequestInfo.ts'
import { respondText } from './respond.ts'
import type { ServerContext } from './ServerContext.ts'
import { unknownResource } from './unknownResource.ts'

/** Answers one request: who, whether it may, what. */
export async function handleRequest(
  context: ServerContext,
  message: IncomingMessage,
  { response, signal }: { response: ServerResponse; signal: AbortSignal },
): Promise<void> {
  const info = open(message)
  const exchange = exchangeOf(info, message, { target: response, signal })
  if (!(await context.faults.admit(exchange))) return
  const user = await admitCaller(context, message, info)
  const { resource: path, verb, query } = info
  if (path === undefined) return handlePath(context, { message, response, info })
  if (isReview(path)) return handleReview(context, { message, response, path, user, verb })
  const type = context.types.find(path.group, path.version, path.plural)
  if (type === undefined) {
    const missing = missingPart(path)
    if (missing !== undefined) throw missing
    const isServed = context.types.all.some(({ group, version }) => group === path.group && version === path.version)
    if (isServed) throw unknownResource()
    return respondText(response, 404, '404 page not found\n')
  }
  await handleResource(context, { message, verb, query, path, type, user, exchange }, response)
}

/** Answers a request to upgrade its connection, which pods' streams do. */
export async function handleUpgrade(
  context: ServerContext,
  message: IncomingMessage,
  { socket, head, signal }: { socket: Duplex; head: Buffer; signal: AbortSignal },
): Promise<void> {
  const parsed = open(message)
  const { resource: path, query } = parsed
  // What is typed into a terminal changes things, whatever the method of the request is.
  const verb = path?.subresource === undefined ? parsed.verb : 'create'
  const info = { ...parsed, verb: parsed.verb === 'get' ? 'get' : verb }
  const exchange = exchangeOf(info, message, { target: socket, signal })
  if (!(await context.faults.admit(exchange))) return
  await admitCaller(context, message, info)
  const handler = context.podStreams[path?.subresource ?? '']
  if (path === undefined || resourceNameOf(path) !== 'pods' || handler?.upgrade === undefined) throw unknownResource()
  const { namespace, name = '' } = path
  const object = context.store.get('pods', { namespace, name })
  if (object === undefined) throw notFound({ group: '', plural: 'pods' }, name)
  await handler.upgrade({ message, query, object, signal }, socket, head)
}

function open(message: IncomingMessage): RequestInfo {
  if (!isLoopbackHost(message.headers.host)) {
    const text = 'This API server answers requests to 127.0.0.1 and localhost alone.'
    throw statusError(text, { code: 403, reason: 'Forbidden' })
  }
  return parseRequest(message.method ?? 'GET', message.url ?? '/')
}

async function admitCaller(context: ServerContext, message: IncomingMessage, info: RequestInfo): Promise<UserInfo> {
  const { authenticator, authorizer } = context
  const user = impersonate(authorizer, authenticator.authenticate(message), message)
  authorizeRequest(authorizer, user, info)
  return user
}

function exchangeOf(
  { verb, resource }: RequestInfo,
  { headers }: IncomingMessage,
  { target, signal }: { target: ServerResponse | Duplex; signal: AbortSignal },
): Exchange {
  const { subresource, namespace, name } = resource ?? {}
  return {
    ...{ verb, subresource, namespace, name, signal },
    resource: resource && resourceNameOf(resource),
    userAgent: headers['user-agent'] ?? '',
    gate: createConnectionGate(target),
  }
}
