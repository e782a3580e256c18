export { applyPatch } from '../apply/applyPatch.ts'
export { trackUpdate } from '../apply/trackUpdate.ts'
export { toResourceTypes } from '../definitions/toResourceTypes.ts'
export { validateDefinition } from '../definitions/validateDefinition.ts'
export { validate } from '../schema/validate.ts'
export { applyDefaults } from '../schema/applyDefaults.ts'
export { builtInSchema } from '../schema/builtInSchemas.ts'
export { pruneUnknown } from '../schema/pruneUnknown.ts'
import type { FieldError } from '../objects/FieldError.ts'
import type { KubernetesObject, ObjectInput } from '../objects/KubernetesObject.ts'
import type { ResourceType } from '../objects/ResourceType.ts'
import type { UserInfo } from '../objects/UserInfo.ts'

export const validateBuiltIn = (_type: ResourceType, _object: unknown, _old?: unknown): FieldError[] => []
export interface AdmissionRequest {
  operation: 'CREATE' | 'UPDATE' | 'DELETE'
  type: ResourceType
  subresource?: string | undefined
  namespace?: string | undefined
  name?: string | undefined
  object?: ObjectInput | undefined
  oldObject?: KubernetesObject | undefined
  user: UserInfo
  dryRun: boolean
}
export const admit = (request: AdmissionRequest, _context: unknown): ObjectInput | undefined => request.object

export type { AuthorizationAttributes, Authorizer } from '../authorization/Authorizer.ts'
export { createAuthorizer } from '../authorization/createAuthorizer.ts'
