import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { ApiObjects, type ApiObject } from './ApiObjects.ts'
import { mergePatch } from './mergePatch.ts'
import { parsePath, type ApiPath } from './parsePath.ts'
import { StatusError } from './StatusError.ts'

export interface AccessQuestion {
  verb: string
  group: string
  resource: string
  subresource?: string
  namespace?: string
  name?: string
  /** As whom the question came; absent for the credential itself. */
  user?: string
}

export interface ApiServerOptions {
  /** @default everything is allowed */
  mayDo?: (question: AccessQuestion) => boolean
  /** Answers what this server doesn't know, such as logs; false leaves a request to it. */
  handle?: (url: URL, response: ServerResponse) => boolean
}

export interface ApiServer extends AsyncDisposable {
  url: string
  objects: ApiObjects
  /** Method and path of each request that came, watches aside. */
  requests: string[]
  /** Answers everything as if it were down, until called with false. */
  fail(status: number | false): void
  /** Takes a kind away, as if its CRD were not installed. */
  uninstall(plural: string): void
  /** Answers nothing any more. @returns a promise of the next request's end, which is then up to the client. */
  stall(): Promise<void>
  /** A kubeconfig for it, as JSON. */
  kubeconfig: string
}

const verbs: Record<string, string> = { GET: 'get', POST: 'create', PUT: 'update', PATCH: 'patch', DELETE: 'delete' }
const types = new Set(['environments', 'projects', 'pods', 'events', 'namespaces', 'resourcequotas'])

/**
 * As much of a Kubernetes API server as the proxy's routes need to be tried without one: objects with versions, watches,
 * access reviews, and the errors that they turn into. The conformance suite runs the same routes on a real one.
 */
export async function startApiServer({
  mayDo = () => true,
  handle = () => false,
}: ApiServerOptions = {}): Promise<ApiServer> {
  const objects = new ApiObjects()
  const installed = new Set(types)
  const requests: string[] = []
  let failure: number | false = false
  let stalled: (() => void) | undefined

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      const status = error instanceof StatusError ? error : new StatusError(500, String(error))
      send(response, status.code, status.body())
    })
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const watches = url.searchParams.get('watch') !== null && url.searchParams.get('watch') !== 'false'
    if (!watches) requests.push(`${request.method} ${url.pathname}`)
    if (stalled !== undefined) return void response.on('close', stalled)
    if (failure !== false) throw new StatusError(failure, 'as the test asked for')
    if (url.pathname === '/version') return send(response, 200, { gitVersion: 'v1.34.0' })
    if (handle(url, response)) return
    const user = request.headers['impersonate-user']
    const path = parsePath(url.pathname)
    if (path === undefined) throw new StatusError(404, 'the server could not find the requested resource')
    if (path.plural === '')
      return send(response, 200, { kind: 'APIResourceList', resources: [...installed].map((name) => ({ name })) })
    const body: unknown =
      request.method === 'POST' || request.method === 'PUT' || request.method === 'PATCH'
        ? JSON.parse(await text(request))
        : undefined
    if (path.plural.endsWith('accessreviews')) {
      const { resourceAttributes } = (body as { spec: { resourceAttributes: AccessQuestion } }).spec
      const allowed = mayDo(questionOf(resourceAttributes, user))
      return send(response, 201, { kind: 'SelfSubjectAccessReview', status: { allowed } })
    }
    if (!installed.has(path.plural) || path.group === 'metrics.k8s.io')
      throw new StatusError(404, 'the server could not find the requested resource')
    const verb =
      request.method === 'GET' && path.name === undefined
        ? watches
          ? 'watch'
          : 'list'
        : (verbs[request.method ?? ''] ?? '')
    const { group, plural: resource, namespace, name } = path
    if (!mayDo(questionOf({ verb, group, resource, namespace: namespace ?? '', name: name ?? '' }, user))) {
      throw new StatusError(
        403,
        `${resource} is forbidden: User "${String(user ?? 'owner')}" cannot ${verb} resource "${resource}"`,
      )
    }
    if (watches) return watch(path, url, response)
    if (verb === 'list') return list(path, url, response)
    send(
      response,
      verb === 'create' ? 201 : 200,
      write(verb, path, { body, contentType: request.headers['content-type'] ?? '' }),
    )
  }

  function list(path: ApiPath, url: URL, response: ServerResponse): void {
    const selector = url.searchParams.get('labelSelector')
    const [key, value] = (selector ?? '').split('=')
    const items = objects
      .list(path.collection, path.namespace)
      .filter(({ metadata }) => !selector || metadata.labels?.[key ?? ''] === value)
    send(response, 200, { kind: 'List', items, metadata: { resourceVersion: objects.resourceVersion } })
  }

  function watch({ collection, namespace }: ApiPath, url: URL, response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.flushHeaders()
    const since = Number(url.searchParams.get('resourceVersion') ?? 0)
    const tell = ({ type, object, ...change }: (typeof objects.history)[number]) => {
      if (change.collection !== collection || Number(object.metadata.resourceVersion) <= since) return
      if (namespace === undefined || object.metadata.namespace === namespace)
        response.write(`${JSON.stringify({ type, object })}\n`)
    }
    objects.history.forEach(tell)
    response.on('close', objects.onChange(tell))
  }

  function write(verb: string, path: ApiPath, { body, contentType }: { body: unknown; contentType: string }): unknown {
    const { collection, namespace } = path
    if (verb === 'create') return create(path, body as ApiObject)
    const known = objects.get(collection, namespace, path.name ?? '')
    if (known === undefined && contentType.includes('apply-patch')) return create(path, body as ApiObject)
    if (known === undefined)
      throw new StatusError(404, `${path.plural} "${path.name}" not found`, {
        name: path.name,
        kind: path.plural,
      })
    if (verb === 'get') return known
    if (verb === 'delete') {
      const going = { ...known, metadata: { ...known.metadata, deletionTimestamp: new Date().toISOString() } }
      objects.put(collection, going)
      return known.metadata.finalizers?.length
        ? objects.get(collection, namespace, path.name ?? '')
        : { kind: 'Status', status: 'Success' }
    }
    const next = (
      contentType.includes('json-patch') ? jsonPatch(known, body) : verb === 'update' ? body : mergePatch(known, body)
    ) as ApiObject
    const version = next.metadata.resourceVersion
    if (version !== undefined && version !== known.metadata.resourceVersion) {
      throw new StatusError(
        409,
        `Operation cannot be fulfilled on ${path.plural} "${path.name}": the object has been modified`,
      )
    }
    return objects.put(collection, next)
  }

  function create({ collection, namespace, plural }: ApiPath, body: ApiObject): ApiObject {
    const { name } = body.metadata
    if (namespace !== undefined && objects.get('/api/v1/namespaces', undefined, namespace) === undefined) {
      throw new StatusError(404, `namespaces "${namespace}" not found`, {
        name: namespace,
        kind: 'namespaces',
      })
    }
    if (objects.get(collection, namespace, name) !== undefined) {
      throw new StatusError(409, `${plural} "${name}" already exists`, { name, kind: plural })
    }
    return objects.put(collection, {
      ...body,
      metadata: { ...body.metadata, ...(namespace !== undefined && { namespace }) },
    })
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    objects,
    requests,
    kubeconfig: kubeconfigFor(url),
    fail: (status) => (failure = status),
    stall: () => new Promise((resolve) => (stalled = resolve)),
    uninstall: (plural) => installed.delete(plural),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function questionOf(attributes: AccessQuestion, user: string | string[] | undefined): AccessQuestion {
  const given = Object.entries({ ...attributes, user }).filter(([, value]) => value !== undefined && value !== '')
  return { group: '', ...Object.fromEntries(given) } as unknown as AccessQuestion
}

/** The two operations that are used: test and remove of a list's entry. */
function jsonPatch(object: ApiObject, patch: unknown): ApiObject {
  const result = structuredClone(object)
  for (const { op, path, value } of patch as { op: string; path: string; value?: unknown }[]) {
    const index = Number(path.replace('/metadata/finalizers/', ''))
    if (op === 'test' && result.metadata.finalizers?.[index] !== value) throw new StatusError(422, 'the test failed')
    if (op === 'remove') result.metadata.finalizers?.splice(index, 1)
  }
  return result
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

function kubeconfigFor(server: string): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'test', cluster: { server } }],
    users: [{ name: 'owner', user: { token: 'secret-of-the-kubeconfig' } }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'owner' } }],
    'current-context': 'test',
  })
}
