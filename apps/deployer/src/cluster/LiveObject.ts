import type { ManifestObject } from '../objects/ManifestObject.ts'

/** An object as the API server has it. */
export interface LiveObject extends ManifestObject {
  metadata: {
    name: string
    namespace?: string | undefined
    uid: string
    resourceVersion?: string | undefined
    generation?: number | undefined
    deletionTimestamp?: string | undefined
    labels?: Record<string, string> | undefined
    annotations?: Record<string, string> | undefined
    ownerReferences?: unknown[] | undefined
    managedFields?: { manager?: string; operation?: string; subresource?: string }[] | undefined
    [field: string]: unknown
  }
}
