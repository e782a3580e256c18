import {
  defineResource,
  isKubernetesError,
  isNotFound,
  isTypeMissing,
  request,
  resourcePath,
  type ClusterAccess,
  type ResourceDefinition,
} from '@catalyst/kubernetes-client'
import { allowedKinds, type AllowedKind } from '@catalyst/operator/deployment'
import type { ManifestObject } from '../objects/ManifestObject.ts'
import type { LiveObject } from './LiveObject.ts'

/** Whose changes these are, in `managedFields`; it never changes, since by it fields that left a manifest are found. */
export const fieldManager = 'catalyst-deployer'

export interface EnvironmentObjectsOptions {
  kubeConfig: ClusterAccess
  namespace: string
  signal: AbortSignal
}

/** The objects of one environment's namespace, of the kinds that manifests may have. */
export class EnvironmentObjects {
  readonly #options: EnvironmentObjectsOptions

  constructor(options: EnvironmentObjectsOptions) {
    this.#options = options
  }

  /**
   * Makes an object what it says. A field that the API server does not know is an error, as with kubectl: it would have no
   * effect. https://kubernetes.io/docs/reference/using-api/server-side-apply/
   */
  async apply(object: ManifestObject, { dryRun = false } = {}): Promise<LiveObject> {
    return this.#request<LiveObject>(object, {
      method: 'PATCH',
      body: object,
      contentType: 'application/apply-patch+yaml',
      query: { fieldManager, force: true, fieldValidation: 'Strict', dryRun: dryRun ? 'All' : undefined },
    })
  }

  async get(object: ManifestObject): Promise<LiveObject | undefined> {
    try {
      return await this.#request<LiveObject>(object, {})
    } catch (error) {
      if (isNotFound(error)) return undefined
      throw error
    }
  }

  /** Deletes what was seen, and not another that took its name meanwhile. Its pods go with it. */
  async delete(object: LiveObject): Promise<void> {
    const { uid } = object.metadata
    const options = { kind: 'DeleteOptions', apiVersion: 'v1', preconditions: { uid }, propagationPolicy: 'Background' }
    try {
      await this.#request(object, { method: 'DELETE', body: options })
    } catch (error) {
      if (!isNotFound(error)) throw error
    }
  }

  /** Everything of the allowed kinds that carries the labels; of kinds that the cluster does not serve there is nothing. */
  async list(labels: Readonly<Record<string, string>>): Promise<LiveObject[]> {
    const labelSelector = Object.entries(labels)
      .map(([key, value]) => `${key}=${value}`)
      .join(',')
    const { kubeConfig, namespace, signal } = this.#options
    const found: LiveObject[] = []
    for (const allowed of allowedKinds) {
      const { apiVersion, kind } = allowed
      try {
        const path = resourcePath(resourceOf(allowed), { namespace })
        const { items = [] } = await request<{ items?: LiveObject[] }>(kubeConfig, path, {
          signal,
          query: { labelSelector },
        })
        found.push(...items.map((item) => ({ ...item, apiVersion, kind })))
      } catch (error) {
        if (!isTypeMissing(error) && !isUnimplemented(error)) throw error
      }
    }
    return found
  }

  async #request<T>(object: ManifestObject, options: Parameters<typeof request>[2]): Promise<T> {
    const { kubeConfig, namespace, signal } = this.#options
    const allowed = allowedKinds.find(
      ({ apiVersion, kind }) => apiVersion === object.apiVersion && kind === object.kind,
    )
    if (allowed === undefined) throw new RangeError(`${object.kind} is none of the kinds that are allowed`)
    const path = resourcePath(resourceOf(allowed), { namespace, name: String(object.metadata.name ?? '') })
    return request<T>(kubeConfig, path, { ...options, signal })
  }
}

/** How the embedded cluster says that it has no such kind. */
function isUnimplemented(error: unknown): boolean {
  return isKubernetesError(error) && error.status === 501
}

function resourceOf({ apiVersion, kind, plural }: AllowedKind): ResourceDefinition {
  const [group = '', version = ''] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion]
  return defineResource({ group, version, kind, plural, namespaced: true })
}
