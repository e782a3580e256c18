import { randomUUID } from 'node:crypto'
import type { KubernetesObject, ObjectInput, ObjectMeta } from '../objects/KubernetesObject.ts'
import { resourceNameOf } from '../objects/names.ts'
import { alreadyExists, badRequest, invalid } from '../objects/StatusError.ts'
import type { ApiContext, WriteRequest } from './ApiContext.ts'
import { admitObject } from './admitObject.ts'
import { conform } from './conform.ts'
import { generateName } from './generateName.ts'
import { hasGeneration } from './hasGeneration.ts'
import { prepareNew } from './builtIn/prepareNew.ts'
import { setDefaults } from './builtIn/setDefaults.ts'
import { applyDefaults, trackUpdate } from './rules.ts'
import { validateObject } from './validateObject.ts'

/** Creates an object. @throws StatusError when a rule is against it */
export function createObject(context: ApiContext, request: WriteRequest, body: unknown): KubernetesObject {
  const { type } = request
  const input = conform(type, body, request)
  return insertObject(context, request, input)
}

/** Creates what has the shape of its kind already; server-side apply brings its own field managers. */
export function insertObject(
  context: ApiContext,
  request: WriteRequest,
  input: ObjectInput & { managed?: ObjectMeta['managedFields'] },
): KubernetesObject {
  const { store, clock } = context
  const { type, namespace, user, dryRun } = request
  const resource = resourceNameOf(type)
  const { managed, ...object } = input
  const time = timestamp(clock.now())
  const metadata = newMetadata(context, request, { sent: object.metadata, time })
  const defaulted = applyDefaults<ObjectInput>(type.schema, setDefaults(type, { ...object, metadata }))
  const draft = prepareNew(type, defaulted)
  const { name } = draft.metadata
  const warn = (message: string) => request.warn(message)
  const admission = { operation: 'CREATE', type, namespace, name, object: draft, user, dryRun, warn } as const
  const admitted = admitObject(context, admission)

  const errors = validateObject(type, admitted)
  if (errors.length > 0) throw invalid(type, admitted.metadata.name, errors)
  if (store.get(resource, admitted.metadata) !== undefined) throw alreadyExists(type, admitted.metadata.name)

  const managedFields =
    managed ??
    trackUpdate({
      // What the server itself adds is nobody's field.
      after: defaulted,
      manager: request.fieldManager,
      apiVersion: admitted.apiVersion,
      schema: type.schema,
      hasStatus: type.hasStatus,
      time,
    })
  const complete = withManagedFields(admitted, managedFields)
  return dryRun ? complete : store.put(resource, complete)
}

/** Seconds since 1970 as objects write times. */
export function timestamp(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`
}

export function withManagedFields(
  object: KubernetesObject,
  managedFields: ObjectMeta['managedFields'] = [],
): KubernetesObject {
  const { managedFields: _, ...metadata } = object.metadata
  return { ...object, metadata: { ...metadata, ...(managedFields.length > 0 && { managedFields }) } }
}

function newMetadata(
  context: ApiContext,
  { type, namespace }: WriteRequest,
  { sent, time }: { readonly sent: Partial<ObjectMeta>; readonly time: string },
): Partial<ObjectMeta> {
  if (type.namespaced && sent.namespace !== undefined && sent.namespace !== '' && sent.namespace !== namespace) {
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request')
  }
  if (sent.resourceVersion !== undefined && sent.resourceVersion !== '' && sent.resourceVersion !== '0') {
    throw badRequest('resourceVersion should not be set on objects to be created')
  }
  const isTaken = (name: string) =>
    context.store.get(resourceNameOf(type), { namespace: type.namespaced ? namespace : undefined, name }) !== undefined
  const name = sent.name || (sent.generateName ? generateName(sent.generateName, isTaken) : undefined)
  if (name === undefined) {
    const message = 'Required value: name or generateName is required'
    throw invalid(type, '', [{ type: 'FieldValueRequired', field: 'metadata.name', message }])
  }
  const { name: _name, namespace: _namespace, generateName: prefix, ...others } = sent
  for (const field of ['deletionTimestamp', 'deletionGracePeriodSeconds', 'generation', 'managedFields'] as const) {
    delete others[field]
  }
  return {
    name,
    ...(prefix && { generateName: prefix }),
    ...(type.namespaced && namespace !== undefined && { namespace }),
    ...others,
    uid: randomUUID(),
    ...(hasGeneration(type) && { generation: 1 }),
    creationTimestamp: time,
  }
}
