import type { ResourceList } from '@catalyst/api'
import { getClusterAccess } from '../config/getClusterConfig.ts'
import { request } from '../http/request.ts'
import type { RequestOptions } from '../http/RequestOptions.ts'
import { resourcePath, type ResourcePathOptions } from '../http/resourcePath.ts'
import { completeObject, dropManagedFields, referenceOf } from './objects.ts'
import type { ClientOptions, PatchOptions, ResourceClient, ResourceReference, WriteOptions } from './ResourceClient.ts'
import type { KubernetesObject, ResourceDefinition } from './ResourceDefinition.ts'

const patchTypes = { merge: 'application/merge-patch+json', json: 'application/json-patch+json' }

/** A client for objects of one kind, in one cluster, as one identity. */
export function createResourceClient<TObject, TInput = TObject>(
  resource: ResourceDefinition<TObject, TInput>,
  options: ClientOptions = {},
): ResourceClient<TObject, TInput> {
  const { cluster, impersonate, throttleRetries, fieldManager: defaultManager = 'catalyst' } = options

  async function send<T extends KubernetesObject>(
    target: ResourcePathOptions,
    requestOptions: RequestOptions,
  ): Promise<T> {
    const path = resourcePath(resource, target)
    const kubeConfig = options.kubeConfig ?? (await getClusterAccess(cluster))
    return request<T>(kubeConfig, path, { ...requestOptions, impersonate, throttleRetries })
  }

  async function sendObject(target: ResourcePathOptions, requestOptions: RequestOptions): Promise<TObject> {
    return dropManagedFields(await send(target, requestOptions)) as TObject
  }

  function writing({ signal, timeoutMs, fieldManager = defaultManager, dryRun = false }: WriteOptions) {
    return { signal, timeoutMs, query: { fieldManager, dryRun: dryRun ? 'All' : undefined } }
  }

  async function patch(reference: ResourcePathOptions, body: object, patchOptions: PatchOptions = {}) {
    const { type = 'merge', subresource } = patchOptions
    const { namespace, name } = named(reference)
    const contentType = patchTypes[type]
    return sendObject(
      { namespace, name, subresource },
      { ...writing(patchOptions), method: 'PATCH', body, contentType },
    )
  }

  async function replace(object: TInput, subresource: string | undefined, writeOptions: WriteOptions = {}) {
    const body = completeObject(object, resource)
    return sendObject(
      { ...referenceOf(body, resource), subresource },
      { ...writing(writeOptions), method: 'PUT', body },
    )
  }

  return {
    async create(object, createOptions = {}) {
      const body = completeObject(object, resource, createOptions.namespace)
      const namespace = body.metadata?.namespace
      if (resource.namespaced && namespace === undefined) {
        throw new RangeError(`${resource.kind} objects are in namespaces: say in which one to create this.`)
      }
      return sendObject({ namespace }, { ...writing(createOptions), method: 'POST', body })
    },

    async get(reference, { signal, timeoutMs } = {}) {
      return sendObject(named(reference), { signal, timeoutMs })
    },

    async list({ namespace, signal, timeoutMs, ...query } = {}) {
      const list = await send<Partial<ResourceList<KubernetesObject>> & KubernetesObject>(
        { namespace },
        { signal, timeoutMs, query: { ...query } },
      )
      // The items of built-in kinds come without what they have in common.
      const items = (list.items ?? []).map((item) => dropManagedFields(completeObject(item, resource)) as TObject)
      return { items, metadata: { resourceVersion: '', ...(list.metadata as object) } }
    },

    async update(object, updateOptions) {
      return replace(object, undefined, updateOptions)
    },

    patch,

    async apply(object, applyOptions = {}) {
      const { force = true, subresource } = applyOptions
      const { status, ...body } = dropManagedFields(completeObject(object, resource)) as KubernetesObject & {
        status?: unknown
      }
      const options = writing(applyOptions)
      return sendObject(
        { ...referenceOf(body, resource), subresource },
        {
          ...options,
          query: { ...options.query, force },
          method: 'PATCH',
          // Status is a resource of its own; applied with the rest, it would only be owned without having an effect.
          body: subresource === 'status' ? { ...body, status } : body,
          contentType: 'application/apply-patch+yaml',
        },
      )
    },

    async updateStatus(object, updateOptions) {
      return replace(object, 'status', updateOptions)
    },

    async patchStatus(reference, body, patchOptions = {}) {
      return patch(reference, body, { ...patchOptions, subresource: 'status' })
    },

    async delete(reference, deleteOptions = {}) {
      const { signal, timeoutMs, dryRun = false, ...body } = deleteOptions
      const answer = await send(named(reference), {
        method: 'DELETE',
        body: { apiVersion: 'v1', kind: 'DeleteOptions', ...body, ...(dryRun && { dryRun: ['All'] }) },
        signal,
        timeoutMs,
      })
      // An object that went at once is told by a Status, or as it was last.
      return answer.metadata?.['deletionTimestamp'] ? (dropManagedFields(answer) as TObject) : undefined
    },
  }
}

/** Without a name a path is that of the whole collection, which nobody means here, typed or not. */
function named({ namespace, name }: ResourcePathOptions): ResourceReference {
  return { namespace, name: name ?? '' }
}
