import type { KubernetesObject, ObjectInput } from '../objects/KubernetesObject.ts'
import { resourceNameOf } from '../objects/names.ts'
import type { ResourceName, ResourceType } from '../objects/ResourceType.ts'
import { statusError } from '../objects/StatusError.ts'
import type { UserInfo } from '../objects/UserInfo.ts'
import type { ApiContext, WriteRequest } from './ApiContext.ts'
import type { ApiOperations, ObjectChange, ObjectRef, WriteOptions } from './ApiOperations.ts'
import { applyObject } from './applyObject.ts'
import { createObject } from './createObject.ts'
import { deleteObject } from './deleteObject.ts'
import { matcherOf } from './listObjects.ts'
import { patchObject } from './patchObject.ts'
import { updateObject } from './updateObject.ts'

/** Who the cluster's own parts are. */
const user: UserInfo = { name: 'system:kube-controller-manager', groups: ['system:masters', 'system:authenticated'] }

/** The API server for the parts of the cluster itself: no HTTP, no rights to check. */
export function createApiOperations(context: ApiContext): ApiOperations {
  const { store, types } = context

  function typeOf(resource: ResourceName): ResourceType {
    const type = types.byName(resource)
    if (type !== undefined) return type
    const message = `the server could not find the requested resource (${resource})`
    throw statusError(message, { code: 404, reason: 'NotFound', details: {} })
  }

  function write<TRef extends { name?: string | undefined }>(
    resource: ResourceName,
    ref: TRef & { namespace?: string | undefined },
    { subresource, fieldManager = 'catalyst-cluster' }: WriteOptions = {},
  ): WriteRequest & { name: string } {
    const type = typeOf(resource)
    return {
      ...{ type, subresource, user, fieldManager, dryRun: false, fieldValidation: 'Strict', warn() {} },
      namespace: type.namespaced ? (ref.namespace ?? 'default') : undefined,
      name: ref.name ?? '',
    }
  }

  const keyFor = (type: ResourceType, { namespace, name }: ObjectRef) => ({
    name,
    namespace: type.namespaced ? (namespace ?? 'default') : undefined,
  })

  return {
    get(resource, ref) {
      return store.get(resource, keyFor(typeOf(resource), ref))
    },
    list(resource, filter = {}) {
      const type = typeOf(resource)
      const matcher = matcherOf(type, filter)
      const all = store.list(resource, filter.namespace)
      return matcher === undefined ? [...all] : all.filter(matcher.matches)
    },
    async create(resource, object, options) {
      return createObject(context, write(resource, object.metadata, options), object)
    },
    async update(resource, object, options) {
      const request = write(resource, object.metadata, options)
      return updateObject(context, request, withVersion(context, request, object))
    },
    // The interface has four: what, which, how, and the rest.
    // eslint-disable-next-line @typescript-eslint/max-params
    async patch(resource, ref, patch, options) {
      return patchObject(context, { ...write(resource, ref, options), patchType: 'merge' }, patch)
    },
    async apply(resource, object, options) {
      return applyObject(context, { ...write(resource, object.metadata, options), force: true }, object).object
    },
    async delete(resource, ref, options = {}) {
      deleteObject(context, write(resource, ref), options)
    },
    watch(resource, listener) {
      typeOf(resource)
      // What happens while the listener hears of what is there comes after it, in order.
      let early: ObjectChange[] | undefined = []
      const subscription = store.subscribe(resource, ({ type, object, previous }) => {
        const change = { type, object, previous }
        if (early === undefined) listener(change)
        else early.push(change)
      })
      for (const object of store.list(resource).slice()) listener({ type: 'ADDED', object })
      for (let change = early.shift(); change !== undefined; change = early.shift()) listener(change)
      early = undefined
      return subscription
    },
  }
}

/** Custom resources ask for the version that is meant; who does not name one means the newest. */
function withVersion(context: ApiContext, request: WriteRequest & ObjectRef, object: ObjectInput): ObjectInput {
  if (!request.type.isCustom || object.metadata.resourceVersion) return object
  const current: KubernetesObject | undefined = context.store.get(resourceNameOf(request.type), request)
  if (current === undefined) return object
  return { ...object, metadata: { ...object.metadata, resourceVersion: current.metadata.resourceVersion } }
}
