import type { FieldError } from '../objects/FieldError.ts'
import type { Schema } from '../objects/Schema.ts'
import { invalidValue } from './fieldErrors.ts'
import { validateListTypes } from './validateListTypes.ts'
import { validateRules } from './validateRules.ts'
import { validateStructure } from './validateStructure.ts'

export interface ValidateOptions {
  /** What an update replaces: rules of transition look at it, and what stays as it was is not held against the update. */
  oldValue?: unknown
}

/** Errors after which rules can not be relied on. */
const blocking = new Set([
  'FieldValueNotSupported',
  'FieldValueRequired',
  'FieldValueTooLong',
  'FieldValueTooMany',
  'FieldValueTypeInvalid',
])

/** Everything that is wrong with an object by its schema, in the order and the words of kube-apiserver. */
export function validate(schema: Schema, value: unknown, { oldValue }: ValidateOptions = {}): FieldError[] {
  const place = { value, old: oldValue, path: '' }
  const errors = [...validateStructure(schema, place), ...validateListTypes(schema, place)]
  if (!errors.some(({ type }) => blocking.has(type))) return [...errors, ...validateRules(schema, place)]
  const unchecked =
    'some validation rules were not checked because the object was invalid; correct the existing errors to complete' +
    ' validation'
  return [...errors, invalidValue('<nil>', undefined, unchecked)]
}
