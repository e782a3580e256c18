import type { Authorizer } from '../authorization/Authorizer.ts'
import type { KubernetesObject, ObjectInput } from '../objects/KubernetesObject.ts'
import type { ResourceType } from '../objects/ResourceType.ts'
import type { UserInfo } from '../objects/UserInfo.ts'
import type { ObjectStore } from '../store/ObjectStore.ts'

/** A write that is about to happen. */
export interface AdmissionRequest {
  readonly operation: 'CREATE' | 'UPDATE' | 'DELETE'
  readonly type: ResourceType
  readonly subresource?: string | undefined
  readonly namespace?: string | undefined
  readonly name?: string | undefined
  /** Absent for a deletion. */
  readonly object?: ObjectInput | undefined
  /** Absent for a creation. */
  readonly oldObject?: KubernetesObject | undefined
  readonly user: UserInfo
  readonly dryRun: boolean
  /** Takes what is no reason to refuse but should be known. */
  warn?(message: string): void
}

/** What admission looks at beside the request. */
export interface AdmissionContext {
  readonly store: Pick<ObjectStore, 'get' | 'list'>
  readonly authorizer: Authorizer
}
