import type { FieldError } from '../objects/FieldError.ts'
import { isRecord } from '../objects/isRecord.ts'
import type { Schema } from '../objects/Schema.ts'
import { isBuiltInSchema } from './builtInSchemas.ts'
import { invalidValue } from './fieldErrors.ts'
import { childPath } from './fieldPath.ts'
import { validateListTypes } from './validateListTypes.ts'
import { validateRules } from './validateRules.ts'
import { type Place, validateStructure } from './validateStructure.ts'

export interface ValidateOptions {
  /** What an update replaces: rules of transition look at it, and what stays as it was is not held against the update. */
  oldValue?: unknown
  /** The subresource `status` alone is checked when it is written to. */
  subresource?: string | undefined
}

/** Errors after which rules can not be relied on. */
const blocking = new Set([
  'FieldValueNotSupported',
  'FieldValueRequired',
  'FieldValueTooLong',
  'FieldValueTooMany',
  'FieldValueTypeInvalid',
])

/**
 * Everything that is wrong with an object by the schema of its definition, in the order and the words of kube-apiserver.
 * Built-in kinds are checked by `validateBuiltIn`.
 */
export function validate(
  schema: Schema,
  value: unknown,
  { oldValue, subresource }: ValidateOptions = {},
): FieldError[] {
  if (isBuiltInSchema(schema)) return []
  const place = { value, old: oldValue, path: '' }
  const structure = subresource === 'status' ? validateStatus(schema, place) : validateStructure(schema, place)
  const errors = [...structure, ...validateListTypes(schema, place)]
  if (!errors.some(({ type }) => blocking.has(type))) return [...errors, ...validateRules(schema, place)]
  const unchecked =
    'some validation rules were not checked because the object was invalid; correct the existing errors to complete' +
    ' validation'
  return [...errors, invalidValue('<nil>', undefined, unchecked)]
}

/** A status is checked by itself, so that messages name its fields without the path to it. */
function validateStatus(schema: Schema, { value, old }: Place): FieldError[] {
  const status = schema.properties?.['status']
  if (status === undefined || !isRecord(value)) return []
  const before = isRecord(old) ? old['status'] : undefined
  return validateStructure(status, { value: value['status'], old: before, path: '' }).map((error) => ({
    ...error,
    field: childPath('status', error.field),
  }))
}
