/** What every object that passes through has. */
export interface StoredObject {
  metadata: {
    name: string
    namespace?: string | undefined
    uid?: string | undefined
    resourceVersion?: string | undefined
    labels?: Record<string, string> | undefined
    annotations?: Record<string, string> | undefined
    managedFields?: unknown
  }
}

/** Drops the bookkeeping of server-side apply: as long as the object itself, and of no use to a reader. */
export function withoutManagedFields<TObject extends StoredObject>(object: TObject): TObject {
  const { managedFields: _dropped, ...metadata } = object.metadata
  return { ...object, metadata }
}
