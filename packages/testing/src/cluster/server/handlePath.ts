import type { IncomingMessage, ServerResponse } from 'node:http'
import { methodNotAllowed } from '../objects/StatusError.ts'
import { builtInDefinitions } from '../schema/builtInSchemas.ts'
import { aggregatedDiscovery, apiGroup, apiGroupList, apiResourceList, apiVersions } from './discovery/discovery.ts'
import type { RequestInfo } from './RequestInfo.ts'
import { respondJson, respondText } from './respond.ts'
import { serverVersion } from './serverVersion.ts'
import type { ServerContext } from './ServerContext.ts'
import { openApiDocument } from './openApi/openApiDocument.ts'
import { openApiIndex } from './openApi/openApiIndex.ts'

interface PathRequest {
  readonly message: IncomingMessage
  readonly response: ServerResponse
  readonly info: RequestInfo
}

const healthPaths = /^\/(?:healthz|livez|readyz)(?:\/.*)?$/
const aggregated = /application\/json;(?=[^,]*as=APIGroupDiscoveryList)(?=[^,]*v=v2(?:[;,]|$))/

/** Answers requests that are for no objects: what there is, and whether it is well. */
export function handlePath(context: ServerContext, { message, response, info }: PathRequest): void {
  if (info.verb !== 'get' && info.verb !== 'head') throw methodNotAllowed()
  const { path } = info
  if (healthPaths.test(path)) return respondText(response, 200, 'ok')
  if (path === '/version' || path === '/version/') return respondJson(response, 200, serverVersion)
  const types = context.types.all
  const parts = path.split('/').filter((part) => part !== '')
  if (parts[0] === 'openapi') return respondOpenApi(context, { message, response, info })
  if (parts[0] !== 'api' && parts[0] !== 'apis') return respondText(response, 404, '404 page not found\n')
  if (parts.length === 1) {
    const root = parts[0]
    if (aggregated.test((message.headers.accept ?? '').replaceAll(' ', ''))) {
      const document = JSON.stringify(aggregatedDiscovery(types, root))
      response.writeHead(200, {
        'Content-Type': 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
        Vary: 'Accept',
      })
      response.end(document)
      return
    }
    return respondJson(response, 200, root === 'api' ? apiVersions(message.headers.host ?? '') : apiGroupList(types))
  }
  const list =
    parts[0] === 'apis' && parts.length === 2
      ? apiGroup(types, parts[1] ?? '')
      : apiResourceList(types, parts.slice(1).join('/'))
  if (list === undefined) return respondText(response, 404, '404 page not found\n')
  respondJson(response, 200, list)
}

/** What kinds look like, for clients that explain or check them. */
function respondOpenApi({ types }: ServerContext, { response, info }: PathRequest): void {
  const [, version, ...path] = info.path.split('/').filter((part) => part !== '')
  if (version === 'v2') return respondEmptyOpenApiV2(response)
  if (version !== 'v3') return respondText(response, 404, '404 page not found\n')
  if (path.length === 0) return respondJson(response, 200, openApiIndex(types.all, types.generation))
  const document = openApiDocument(types.all, path.join('/'), {
    version: serverVersion.gitVersion,
    shared: builtInDefinitions,
    objectMeta: 'apis.meta.v1.ObjectMeta',
  })
  if (document === undefined) return respondText(response, 404, '404 page not found\n')
  respondJson(response, 200, document)
}

/**
 * kubectl falls back to version 2 for a kind that version 3 does not know. A document without any kind lets it go on and say
 * that there is none. It reads protobuf alone: 1 is `swagger`, 2 is `info` with 1 `title` and 2 `version`.
 */
function respondEmptyOpenApiV2(response: ServerResponse): void {
  const text = (number: number, value: string | Buffer) => {
    const bytes = Buffer.from(value as string)
    return Buffer.concat([Buffer.from([(number << 3) | 2, bytes.length]), bytes])
  }
  const info = Buffer.concat([text(1, 'Kubernetes'), text(2, serverVersion.gitVersion)])
  response.writeHead(200, { 'Content-Type': 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf' })
  response.end(Buffer.concat([text(1, '2.0'), text(2, info)]))
}
