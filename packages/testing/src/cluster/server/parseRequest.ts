import { badRequest } from '../objects/StatusError.ts'
import type { RequestInfo, ResourcePath } from './RequestInfo.ts'

/** Reads method and address of a request. @throws StatusError 400 when the address is none */
export function parseRequest(method: string, url: string): RequestInfo {
  // It begins with `//` in no request of a client; without this it would be taken for a host.
  const { pathname, searchParams: query } = new URL(url.replace(/^\/+/, '/'), 'https://127.0.0.1')
  const path = decode(pathname)
  const resource = parsePath(
    pathname
      .split('/')
      .filter((part) => part !== '')
      .map(decode),
  )
  if (resource === undefined) return { verb: method.toLowerCase(), path, query }
  return { verb: verbOf(method, resource, query), path, query, resource: withNameOfSelector(resource, query) }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw badRequest('the path of the request is not encoded well')
  }
}

function parsePath(parts: readonly string[]): ResourcePath | undefined {
  const [prefix, ...rest] = parts
  if (prefix === 'api') return parseResource('', rest)
  if (prefix === 'apis' && rest[0] !== undefined) return parseResource(rest[0], rest.slice(1))
  return undefined
}

/** Those of namespaces themselves; any other word behind a namespace is a resource in it. */
const namespaceSubresources = new Set(['status', 'finalize'])

function parseResource(group: string, parts: readonly string[]): ResourcePath | undefined {
  const [version, first, second, third, ...rest] = parts
  if (version === undefined || first === undefined) return undefined
  if (first !== 'namespaces' || second === undefined) {
    return toPath({ group, version, plural: first }, [second, third, ...rest])
  }
  if (third === undefined || namespaceSubresources.has(third)) {
    return toPath({ group, version, plural: 'namespaces', namespace: second }, [second, third, ...rest])
  }
  return toPath({ group, version, plural: third, namespace: second }, rest)
}

function toPath(path: ResourcePath, parts: readonly (string | undefined)[]): ResourcePath | undefined {
  const [name, subresource, more] = parts
  // Only `proxy` goes on behind itself, and there is none here.
  return more === undefined ? { ...path, name, subresource } : { ...path, name, subresource: `${subresource}/${more}` }
}

function verbOf(method: string, { name }: ResourcePath, query: URLSearchParams): string {
  switch (method) {
    case 'GET':
    case 'HEAD':
      if (isTrue(query.get('watch'))) return 'watch'
      return name === undefined ? 'list' : 'get'
    case 'POST':
      return 'create'
    case 'PUT':
      return 'update'
    case 'PATCH':
      return 'patch'
    case 'DELETE':
      return name === undefined ? 'deletecollection' : 'delete'
    default:
      return method.toLowerCase()
  }
}

/** A list of one by its name is authorised by that name. */
function withNameOfSelector(resource: ResourcePath, query: URLSearchParams): ResourcePath {
  if (resource.name !== undefined) return resource
  const [, name] = /(?:^|,)metadata\.name==?([^,]+)(?:,|$)/.exec(query.get('fieldSelector') ?? '') ?? []
  return name === undefined ? resource : { ...resource, selectedName: name }
}

export function isTrue(value: string | null): boolean {
  return value !== null && value !== 'false' && value !== '0'
}
