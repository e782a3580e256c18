import type { OwnerReference } from '@catalyst/api'

/** An object as it is to be: what is sent by server-side apply, and nothing that is not the operator's. */
export interface DesiredObject {
  apiVersion: string
  kind: string
  metadata: {
    name: string
    /** Absent for objects of the cluster. */
    namespace?: string | undefined
    labels?: Readonly<Record<string, string>> | undefined
    annotations?: Readonly<Record<string, string>> | undefined
    ownerReferences?: readonly OwnerReference[] | undefined
  }
  [field: string]: unknown
}
