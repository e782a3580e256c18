import type { FieldError } from '../objects/FieldError.ts'

/** Errors of fields in the words of `k8s.io/apimachinery/pkg/util/validation/field`. */

export function required(field: string, detail = ''): FieldError {
  return { type: 'FieldValueRequired', field, message: withDetail('Required value', detail) }
}

export function invalidValue(field: string, value: unknown, detail: string): FieldError {
  return { type: 'FieldValueInvalid', field, message: withDetail(`Invalid value: ${show(value)}`, detail) }
}

export function typeInvalid(field: string, value: unknown, detail: string): FieldError {
  return { type: 'FieldValueTypeInvalid', field, message: withDetail(`Invalid value: ${show(value)}`, detail) }
}

export function notSupported(field: string, value: unknown, supported: readonly string[]): FieldError {
  const values = supported.map((entry) => JSON.stringify(entry)).join(', ')
  const detail = supported.length === 0 ? '' : `supported values: ${values}`
  return { type: 'FieldValueNotSupported', field, message: withDetail(`Unsupported value: ${show(value)}`, detail) }
}

export function duplicate(field: string, value: unknown): FieldError {
  return { type: 'FieldValueDuplicate', field, message: `Duplicate value: ${show(value)}` }
}

export function forbiddenField(field: string, detail: string): FieldError {
  return { type: 'FieldValueForbidden', field, message: withDetail('Forbidden', detail) }
}

export function tooLong(field: string, max: number): FieldError {
  const detail = max < 0 ? 'value is too long' : `may not be more than ${max} bytes`
  return { type: 'FieldValueTooLong', field, message: `Too long: ${detail}` }
}

export function tooMany(field: string, actual: number, max: number): FieldError {
  const items = max === 1 ? 'item' : 'items'
  return { type: 'FieldValueTooMany', field, message: `Too many: ${actual}: must have at most ${max} ${items}` }
}

function withDetail(text: string, detail: string): string {
  return detail === '' ? text : `${text}: ${detail}`
}

/** A value as Go prints it in an error. */
function show(value: unknown): string {
  return value === undefined ? 'null' : JSON.stringify(value)
}

export function notFoundField(field: string, value: unknown): FieldError {
  return { type: 'FieldValueNotFound', field, message: `Not found: ${show(value)}` }
}
