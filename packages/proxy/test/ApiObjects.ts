export interface ApiObject {
  apiVersion: string
  kind: string
  metadata: {
    name: string
    namespace?: string
    uid?: string
    resourceVersion?: string
    generation?: number
    creationTimestamp?: string
    deletionTimestamp?: string
    finalizers?: string[]
    labels?: Record<string, string>
    annotations?: Record<string, string>
    managedFields?: unknown[]
  }
  [key: string]: unknown
}

export interface ApiChange {
  type: 'ADDED' | 'MODIFIED' | 'DELETED'
  /** Path of the collection in all namespaces, e.g. `/api/v1/pods`. */
  collection: string
  object: ApiObject
}

/** The objects of a small API server: versions, finalizers and a history for watches. */
export class ApiObjects {
  readonly #objects = new Map<string, ApiObject>()
  readonly #listeners = new Set<(change: ApiChange) => void>()
  readonly history: ApiChange[] = []
  #version = 100

  get resourceVersion(): string {
    return String(this.#version)
  }

  list(collection: string, namespace?: string): ApiObject[] {
    return [...this.#objects]
      .filter(
        ([key, object]) =>
          key.startsWith(`${collection} `) && (namespace === undefined || object.metadata.namespace === namespace),
      )
      .map(([, object]) => object)
  }

  get(collection: string, namespace: string | undefined, name: string): ApiObject | undefined {
    return this.#objects.get(`${collection} ${namespace ?? ''}/${name}`)
  }

  /** Stores an object under a new version; without finalizers, one that is going is gone. */
  put(collection: string, object: ApiObject): ApiObject {
    const key = `${collection} ${object.metadata.namespace ?? ''}/${object.metadata.name}`
    const known = this.#objects.get(key)
    const stored = structuredClone(object)
    stored.metadata = {
      uid: crypto.randomUUID(),
      creationTimestamp: new Date().toISOString(),
      ...stored.metadata,
      ...(known && { uid: known.metadata.uid }),
      resourceVersion: String(++this.#version),
      managedFields: [{ manager: 'test', operation: 'Update' }],
    }
    if (stored.metadata.deletionTimestamp !== undefined && !stored.metadata.finalizers?.length) {
      this.#objects.delete(key)
      return this.#tell({ type: 'DELETED', collection, object: stored })
    }
    this.#objects.set(key, stored)
    return this.#tell({ type: known === undefined ? 'ADDED' : 'MODIFIED', collection, object: stored })
  }

  onChange(listener: (change: ApiChange) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #tell(change: ApiChange): ApiObject {
    this.history.push(change)
    for (const listener of this.#listeners) listener(change)
    return change.object
  }
}
