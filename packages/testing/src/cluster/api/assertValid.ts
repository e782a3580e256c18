import type { FieldError } from '../objects/FieldError.ts'
import type { ResourceType } from '../objects/ResourceType.ts'
import { badRequest, invalid } from '../objects/StatusError.ts'

/** @throws StatusError 422 with every error; 400 when a built-in kind can't even be read */
export function assertValid(type: ResourceType, name: string, errors: readonly FieldError[]): void {
  const unreadable = errors.find((error) => error.type === 'FieldValueTypeInvalid')
  if (!type.isCustom && unreadable !== undefined) {
    const text = `json: cannot unmarshal into Go struct field ${type.kind}.${unreadable.field}: ${unreadable.message}`
    throw badRequest(`${type.kind} in version "${type.version}" cannot be handled as a ${type.kind}: ${text}`)
  }
  if (errors.length > 0) throw invalid(type, name, errors)
}
