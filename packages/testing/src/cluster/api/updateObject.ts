import { isRecord } from '../objects/isRecord.ts'
import { jsonEqual } from '../objects/jsonEqual.ts'
import type { KubernetesObject, ObjectInput, ObjectMeta } from '../objects/KubernetesObject.ts'
import { resourceNameOf } from '../objects/names.ts'
import type { ResourceType } from '../objects/ResourceType.ts'
import { badRequest, conflict, invalid, notFound } from '../objects/StatusError.ts'
import type { ApiContext, WriteRequest } from './ApiContext.ts'
import { changeStatus } from './builtIn/changeStatus.ts'
import { prepareChanged } from './builtIn/prepareChanged.ts'
import { admitObject } from './admitObject.ts'
import { conform } from './conform.ts'
import { timestamp, withManagedFields } from './createObject.ts'
import { hasGeneration } from './hasGeneration.ts'
import { isReadyToGo } from './isReadyToGo.ts'
import { applyDefaults, trackUpdate } from './rules.ts'
import { validateObject } from './validateObject.ts'

/** Replaces an object, or one part of it through a subresource. @throws StatusError when a rule is against it */
export function updateObject(
  context: ApiContext,
  request: WriteRequest & { readonly name: string },
  body: unknown,
): KubernetesObject {
  const { type, name, namespace } = request
  const object = conform(type, body, request)
  const sentName = object.metadata.name ?? ''
  if (sentName !== name) {
    if (sentName === '') throw invalid(type, '', [requiredName])
    throw badRequest(`the name of the object (${sentName}) does not match the name on the URL (${name})`)
  }
  if (type.namespaced && (object.metadata.namespace ?? namespace) !== namespace) {
    const sent = object.metadata.namespace
    throw badRequest(`the namespace of the object (${sent}) does not match the namespace on the request (${namespace})`)
  }
  const current = context.store.get(resourceNameOf(type), { namespace, name })
  if (current === undefined) throw notFound(type, name)
  if (type.isCustom && !object.metadata.resourceVersion) {
    const message = 'Invalid value: 0: must be specified for an update'
    throw invalid(type, name, [{ type: 'FieldValueInvalid', field: 'metadata.resourceVersion', message }])
  }
  return replaceObject(context, request, { current, next: object })
}

const requiredName = {
  type: 'FieldValueRequired',
  field: 'metadata.name',
  message: 'Required value: name is required',
} as const

export interface Replacement {
  readonly current: KubernetesObject
  readonly next: ObjectInput
  /** The field managers, from server-side apply; else they are found by what has changed. */
  readonly managed?: ObjectMeta['managedFields']
}

/** Puts a new state in the place of the current one. */
export function replaceObject(
  context: ApiContext,
  request: WriteRequest,
  { current, next, managed }: Replacement,
): KubernetesObject {
  const { store, clock } = context
  const { type, namespace, subresource, user, dryRun } = request
  const { name } = current.metadata
  const resource = resourceNameOf(type)
  assertSame(type, current, next.metadata)

  const merged = mergeParts(type, { current, next, subresource })
  const draft = applyDefaults(type.schema, merged)
  const admission = {
    operation: 'UPDATE',
    type,
    subresource,
    namespace,
    name,
    oldObject: current,
    user,
    dryRun,
    warn: (message: string) => request.warn(message),
  } as const
  const admitted = admitObject(context, { ...admission, object: draft })
  const errors = validateObject(type, admitted, { old: current, subresource })
  if (errors.length > 0) throw invalid(type, name, errors)

  const counted = countGeneration(type, admitted, current)
  const managedFields =
    managed ??
    trackUpdate({
      before: current,
      after: withManagedFields(counted, sentManagedFields(next, current)),
      manager: request.fieldManager,
      apiVersion: counted.apiVersion,
      schema: type.schema,
      hasStatus: type.hasStatus,
      time: timestamp(clock.now()),
      subresource,
    })
  const complete = withManagedFields(counted, managedFields)
  if (isUnchanged(complete, current)) return current
  if (dryRun) return complete
  if (isReadyToGo(type, complete)) return store.remove(resource, complete)
  return store.put(resource, complete)
}

/** What a caller wrote into managedFields counts only when it empties them: that is how they are reset. */
function sentManagedFields({ metadata }: ObjectInput, current: KubernetesObject): ObjectMeta['managedFields'] {
  const sent = metadata.managedFields
  const isReset = Array.isArray(sent) && (sent.length === 0 || sent.every((entry) => Object.keys(entry).length === 0))
  return isReset ? [] : current.metadata.managedFields
}

function assertSame(type: ResourceType, current: KubernetesObject, sent: Partial<ObjectMeta>): void {
  const { name, uid, resourceVersion } = current.metadata
  if (sent.uid !== undefined && sent.uid !== '' && sent.uid !== uid) {
    const texts = `UID in precondition: ${sent.uid}, UID in object meta: ${uid}`
    const key = `/registry/${type.plural}/${current.metadata.namespace ?? ''}/${name}`
    const error = `Code: 4, Key: ${key}, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: ${texts}`
    throw conflict(type, name, `StorageError: invalid object, ${error}`)
  }
  const expected = sent.resourceVersion
  if (expected !== undefined && expected !== '' && expected !== '0' && expected !== resourceVersion) {
    throw conflict(type, name)
  }
}

interface Parts {
  readonly current: KubernetesObject
  readonly next: ObjectInput
  readonly subresource: string | undefined
}

/** Takes from the next state what may be changed on this way, and everything else from the current one. */
function mergeParts(type: ResourceType, { current, next, subresource }: Parts): KubernetesObject {
  if (subresource !== undefined) return changeStatus(type, { current, next, subresource })
  const { kind, apiVersion, metadata: _metadata, status: sentStatus, ...fields } = next
  const status = type.hasStatus ? current['status'] : sentStatus
  const merged = {
    kind,
    apiVersion,
    metadata: mergeMetadata(next.metadata, current.metadata),
    ...fields,
    ...(status !== undefined && { status }),
  }
  return prepareChanged(type, merged, current)
}

/** Everything that only the API server itself writes stays as it is. */
function mergeMetadata(sent: Partial<ObjectMeta>, current: ObjectMeta): ObjectMeta {
  const { labels, annotations, finalizers, ownerReferences } = sent
  const { name, generateName, namespace, uid, resourceVersion, generation, creationTimestamp } = current
  const { deletionTimestamp, deletionGracePeriodSeconds } = current
  return dropUndefined({
    ...{ name, generateName, namespace, uid, resourceVersion, generation, creationTimestamp },
    ...{ deletionTimestamp, deletionGracePeriodSeconds },
    labels: dropEmpty(labels),
    annotations: dropEmpty(annotations),
    ownerReferences: ownerReferences?.length ? ownerReferences : undefined,
    finalizers: finalizers?.length ? finalizers : undefined,
  })
}

const dropEmpty = (map: Record<string, string> | undefined) =>
  isRecord(map) && Object.keys(map).length > 0 ? map : undefined

function dropUndefined(metadata: Record<string, unknown>): ObjectMeta {
  const entries = Object.entries(metadata).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as unknown as ObjectMeta
}

function countGeneration(type: ResourceType, next: KubernetesObject, current: KubernetesObject): KubernetesObject {
  const { generation } = current.metadata
  if (!hasGeneration(type) || generation === undefined) return next
  const { metadata: _before, status: statusBefore, ...before } = current
  const { metadata, status: statusAfter, ...after } = next
  const isSame = type.isCustom
    ? jsonEqual(before, after) && (type.hasStatus || jsonEqual(statusBefore, statusAfter))
    : jsonEqual(before['spec'], after['spec'])
  return isSame ? next : { ...next, metadata: { ...metadata, generation: generation + 1 } }
}

function isUnchanged(next: KubernetesObject, current: KubernetesObject): boolean {
  const times = (object: KubernetesObject) => ({
    ...object,
    metadata: {
      ...object.metadata,
      resourceVersion: undefined,
      managedFields: object.metadata.managedFields?.map((entry) => ({ ...entry, time: undefined })),
    },
  })
  return jsonEqual(times(next), times(current))
}
