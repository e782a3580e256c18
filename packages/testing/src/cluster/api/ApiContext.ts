import type { Clock } from '../clock/Clock.ts'
import type { FieldValidation } from './conform.ts'
import type { ResourceType } from '../objects/ResourceType.ts'
import type { UserInfo } from '../objects/UserInfo.ts'
import type { ObjectStore } from '../store/ObjectStore.ts'
import type { Authorizer } from './rules.ts'
import type { TypeRegistry } from './TypeRegistry.ts'

/** What the verbs work on. */
export interface ApiContext {
  readonly store: ObjectStore
  readonly types: TypeRegistry
  readonly clock: Clock
  readonly authorizer: Authorizer
}

/** Who writes what, and how. Shapes and rights of the request have been checked. */
export interface WriteRequest {
  readonly type: ResourceType
  readonly namespace?: string | undefined
  readonly subresource?: string | undefined
  readonly user: UserInfo
  readonly fieldManager: string
  /** Answers as if, and changes nothing. */
  readonly dryRun: boolean
  readonly fieldValidation: FieldValidation
  /** Takes what is no reason to refuse but should be known. */
  warn(message: string): void
}
