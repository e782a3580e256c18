export { admit } from '../admission/admit.ts'
export type { AdmissionRequest } from '../admission/AdmissionRequest.ts'
export { applyPatch } from '../apply/applyPatch.ts'
export { trackUpdate } from '../apply/trackUpdate.ts'
export { toResourceTypes } from '../definitions/toResourceTypes.ts'
export { validateDefinition } from '../definitions/validateDefinition.ts'
export { validate } from '../schema/validate.ts'
export { applyDefaults } from '../schema/applyDefaults.ts'
export { builtInSchema } from '../schema/builtInSchemas.ts'
export { pruneUnknown } from '../schema/pruneUnknown.ts'
import type { FieldError } from '../objects/FieldError.ts'
import type { ResourceType } from '../objects/ResourceType.ts'

export const validateBuiltIn = (_type: ResourceType, _object: unknown, _old?: unknown): FieldError[] => []

export type { AuthorizationAttributes, Authorizer } from '../authorization/Authorizer.ts'
export { createAuthorizer } from '../authorization/createAuthorizer.ts'
