import { getPath } from '../objects/getPath.ts'
import { isRecord } from '../objects/isRecord.ts'
import type { KubernetesObject, ObjectInput } from '../objects/KubernetesObject.ts'
import { apiVersionOf, resourceNameOf } from '../objects/names.ts'
import { badRequest, notFound } from '../objects/StatusError.ts'
import { toText } from '../objects/toText.ts'
import type { ApiContext, WriteRequest } from './ApiContext.ts'
import { conform } from './conform.ts'
import { insertObject, timestamp } from './createObject.ts'
import { applyPatch } from './rules.ts'
import { replaceObject } from './updateObject.ts'

export interface ApplyRequest extends WriteRequest {
  readonly name: string
  readonly force: boolean
}

/**
 * Server-side apply: creates what is not there, and else makes the manager's fields what it says now.
 *
 * @throws StatusError 409 when a field is another manager's and it is not by force
 */
export function applyObject(
  context: ApiContext,
  request: ApplyRequest,
  body: unknown,
): { object: KubernetesObject; created: boolean } {
  const { type, name, namespace, fieldManager, force, subresource } = request
  const applied = conformApplied(request, body)
  const { store, clock } = context
  const current = store.get(resourceNameOf(type), { namespace, name })
  if (current === undefined && subresource !== undefined) throw notFound(type, name)
  if (current === undefined && !hasName(body)) {
    throw badRequest(`the name of the object (${name} based on URL) was undeterminable: name must be provided`)
  }
  const { object, managedFields } = applyPatch({
    current,
    applied,
    manager: fieldManager,
    force,
    schema: type.schema,
    hasStatus: type.hasStatus,
    apiVersion: apiVersionOf(type),
    time: timestamp(clock.now()),
    subresource,
  })
  if (current === undefined) {
    return { object: insertObject(context, request, { ...object, managed: managedFields }), created: true }
  }
  const next = keepVersion(object, applied)
  return { object: replaceObject(context, request, { current, next, managed: managedFields }), created: false }
}

const hasName = (body: unknown) => typeof getPath(body, 'metadata.name') === 'string'

function conformApplied(request: ApplyRequest, body: unknown): ObjectInput {
  const { type, name, namespace } = request
  if (!isRecord(body)) throw badRequest('error decoding YAML: it is not an object')
  if (body['kind'] === undefined || body['apiVersion'] === undefined) {
    const [group, version = ''] = toText(body['apiVersion']).split('/')
    throw badRequest(`invalid object type: ${group}/${version}, Kind=${toText(body['kind'])}`)
  }
  const applied = conform(type, body, request)
  const { metadata } = applied
  if (metadata.managedFields !== undefined && metadata.managedFields.length > 0) {
    throw badRequest('metadata.managedFields must be nil')
  }
  if (metadata.name !== undefined && metadata.name !== name) {
    throw badRequest(`the name of the object (${metadata.name}) does not match the name on the URL (${name})`)
  }
  if (type.namespaced && metadata.namespace !== undefined && metadata.namespace !== namespace) {
    const sent = metadata.namespace
    throw badRequest(`the namespace of the object (${sent}) does not match the namespace on the request (${namespace})`)
  }
  return {
    ...applied,
    metadata: { ...metadata, name, ...(type.namespaced && namespace !== undefined && { namespace }) },
  }
}

/** A resourceVersion counts as a precondition only when the manager sent one. */
function keepVersion(object: ObjectInput, applied: ObjectInput): ObjectInput {
  const { resourceVersion: _, uid: _uid, ...metadata } = object.metadata
  const { resourceVersion, uid } = applied.metadata
  return {
    ...object,
    metadata: { ...metadata, ...(resourceVersion && { resourceVersion }), ...(uid && { uid }) },
  }
}
