import { parseFieldSelector } from '../objects/fieldSelector.ts'
import type { KubernetesObject } from '../objects/KubernetesObject.ts'
import { parseLabelSelector } from '../objects/labelSelector.ts'
import { apiVersionOf, resourceNameOf } from '../objects/names.ts'
import type { ResourceType } from '../objects/ResourceType.ts'
import { badRequest, expired, invalid, statusError, StatusError } from '../objects/StatusError.ts'
import type { ObjectStore } from '../store/ObjectStore.ts'
import type { ListFilter } from './ApiOperations.ts'
import { decodeContinue, encodeContinue } from './continueToken.ts'

export interface ListRequest extends ListFilter {
  readonly limit?: number | undefined
  readonly continue?: string | undefined
  readonly resourceVersion?: string | undefined
  readonly resourceVersionMatch?: string | undefined
}

export interface ListResult {
  readonly items: readonly KubernetesObject[]
  readonly metadata: { resourceVersion: string; continue?: string; remainingItemCount?: number }
}

export type ObjectMatcher = (object: KubernetesObject) => boolean

/** What a filter lets through; what has no filter at all is undefined. */
export function matcherOf(type: ResourceType, { labelSelector = '', fieldSelector = '' }: ListFilter) {
  if (labelSelector === '' && fieldSelector === '') return undefined
  const labels = parseLabelSelector(labelSelector)
  const fields = parseFieldSelector(fieldSelector, type)
  const matches: ObjectMatcher = (object) => labels(object.metadata.labels) && fields.matches(object)
  return { matches, name: fields.name }
}

/** A list as the API server gives it, whole or in pages of one moment. */
export function listObjects(store: ObjectStore, type: ResourceType, request: ListRequest): ListResult {
  const { namespace, limit = 0 } = request
  const resource = resourceNameOf(type)
  const matcher = matcherOf(type, request)
  const page = request.continue ? decodeContinue(request.continue) : undefined
  const wanted = assertVersion(store, request)
  const isExact = request.resourceVersionMatch === 'Exact'
  const revision = page?.revision ?? (isExact && wanted !== undefined ? wanted : store.revision)
  const all = listThen(store, { resource, revision, namespace }, page !== undefined)

  const first = page === undefined ? 0 : all.findIndex((object) => keyOf(object) > page.after)
  const items: KubernetesObject[] = []
  let index = first < 0 ? all.length : first
  for (; index < all.length && (limit <= 0 || items.length < limit); index++) {
    const object = all[index]
    if (object === undefined) break
    if (matcher === undefined || matcher.matches(object)) items.push(inVersion(object, type))
  }
  // As etcd does it: a selector's page may be the last one and not know it.
  const last = items.at(-1)
  const more = matcher === undefined ? index < all.length : all.slice(index).some((object) => matcher.matches(object))
  return {
    items,
    metadata: {
      resourceVersion: String(revision),
      ...(more && last !== undefined && { continue: encodeContinue({ revision, after: keyOf(last) }) }),
      ...(more && matcher === undefined && { remainingItemCount: all.length - index }),
    },
  }
}

/** An object in the version that is asked for: one of several that a definition serves. */
export function inVersion(object: KubernetesObject, type: ResourceType): KubernetesObject {
  const apiVersion = apiVersionOf(type)
  return object.apiVersion === apiVersion ? object : Object.freeze({ ...object, apiVersion })
}

const keyOf = ({ metadata }: KubernetesObject) => `${metadata.namespace ?? ''}/${metadata.name}`

interface Moment {
  readonly resource: string
  readonly revision: number
  readonly namespace: string | undefined
}

function listThen(store: ObjectStore, { resource, revision, namespace }: Moment, isPage: boolean) {
  if (revision === store.revision) return store.list(resource, namespace)
  try {
    return store.listAt(resource, revision, namespace)
  } catch (error) {
    if (!isPage || !(error instanceof StatusError)) throw error
    const why = 'The provided continue parameter is too old to display a consistent list result.'
    const how = 'You can start a new list without the continue parameter.'
    throw expired(`${why} ${how}`)
  }
}

function assertVersion(store: ObjectStore, request: ListRequest): number | undefined {
  const { resourceVersion = '', resourceVersionMatch = '' } = request
  if (request.continue && resourceVersion !== '' && resourceVersion !== '0') {
    throw badRequest('specifying resource version is not allowed when using continue')
  }
  if (resourceVersion === '' && resourceVersionMatch !== '') {
    throw invalidOption('resourceVersionMatch is forbidden unless resourceVersion is provided')
  }
  if (resourceVersionMatch === 'Exact' && resourceVersion === '0') {
    throw invalidOption('resourceVersionMatch "exact" is forbidden for resourceVersion "0"')
  }
  return resourceVersion === '' ? undefined : assertReached(store, parseRevision(resourceVersion))
}

function invalidOption(why: string): StatusError {
  const field = 'resourceVersionMatch'
  const kind = { group: 'meta.k8s.io', kind: 'ListOptions' }
  return invalid(kind, '', [{ type: 'FieldValueForbidden', field, message: `Forbidden: ${why}` }])
}

/** @throws StatusError 400 when it is no revision */
export function parseRevision(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text)
  const detail = `strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`
  throw badRequest(`invalid resource version: resourceVersion: Invalid value: ${JSON.stringify(text)}: ${detail}`)
}

/** @throws StatusError 504 when the store has not come so far */
export function assertReached(store: ObjectStore, revision: number): number {
  if (revision <= store.revision) return revision
  throw statusError(`Timeout: Too large resource version: ${revision}, current: ${store.revision}`, {
    code: 504,
    reason: 'Timeout',
    details: {
      causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
      retryAfterSeconds: 1,
    },
  })
}
