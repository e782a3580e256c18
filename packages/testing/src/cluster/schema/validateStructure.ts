import type { FieldError } from '../objects/FieldError.ts'
import { isRecord } from '../objects/isRecord.ts'
import { jsonEqual } from '../objects/jsonEqual.ts'
import type { Schema } from '../objects/Schema.ts'
import { invalidValue, notSupported, required, tooLong, tooMany, typeInvalid } from './fieldErrors.ts'
import { childPath, entryPath } from './fieldPath.ts'
import { hasFormat } from './formats.ts'
import { correlate } from './correlate.ts'
import { resolveSchema } from './resolveSchema.ts'
import { toRegExp } from './toRegExp.ts'
import { typeName } from './typeName.ts'

/** A value at its place, and what stood there before if anything did. */
export interface Place {
  readonly value: unknown
  readonly old?: unknown
  readonly path: string
}

/**
 * Checks types, formats and bounds. What an update leaves as it was may be wrong: "validation ratcheting",
 * https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation-ratcheting
 */
export function validateStructure(reference: Schema, place: Place): FieldError[] {
  const errors: FieldError[] = []
  check(reference, place, errors)
  return errors
}

function check(reference: Schema, place: Place, errors: FieldError[]): void {
  const schema = resolveSchema(reference)
  const { value, old, path } = place
  if (old !== undefined && jsonEqual(value, old)) return
  if (value === null) {
    if (schema.nullable !== true && schema.type !== undefined) errors.push(wrongType(schema, place))
    return
  }
  if (!hasType(schema, value)) errors.push(wrongType(schema, place))
  checkChoices(schema, place, errors)
  if (typeof value === 'string') checkString(schema, value, { path, errors })
  else if (typeof value === 'number') checkNumber(schema, value, { path, errors })
  else if (Array.isArray(value)) checkArray(schema, place, errors)
  if (schema.enum !== undefined && !schema.enum.some((entry) => jsonEqual(entry, value))) {
    const supported = schema.enum.map((entry) => (typeof entry === 'string' ? entry : JSON.stringify(entry)))
    errors.push(notSupported(path, value, supported))
  }
  if (isRecord(value)) checkObject(schema, place, errors)
}

function hasType(schema: Schema, value: unknown): boolean {
  if (schema['x-kubernetes-int-or-string'] === true)
    return typeof value === 'string' || Number.isInteger(value) || schema.format === 'quantity'
  if (schema.type === undefined) return true
  const type = typeName(value)
  return type === schema.type || (type === 'integer' && schema.type === 'number')
}

function wrongType(schema: Schema, { value, path }: Place): FieldError {
  const wanted = schema['x-kubernetes-int-or-string'] === true ? 'integer,string' : schema.type
  const type = typeName(value)
  return typeInvalid(path, type, `${path} in body must be of type ${wanted}: "${type}"`)
}

interface Output {
  readonly path: string
  readonly errors: FieldError[]
}

function checkString(schema: Schema, value: string, { path, errors }: Output): void {
  const error = lengthError(schema, value, path)
  if (error !== undefined) errors.push(error)
  else if (schema.pattern !== undefined && toRegExp(schema.pattern)?.test(value) === false) {
    errors.push(invalidValue(path, value, `${path} in body should match '${schema.pattern}'`))
  }
  if (schema.format !== undefined && schema.type === 'string' && !hasFormat(schema.format, value)) {
    errors.push(typeInvalid(path, value, `${path} in body must be of type ${schema.format}: ${JSON.stringify(value)}`))
  }
}

function lengthError({ maxLength, minLength }: Schema, value: string, path: string): FieldError | undefined {
  if (maxLength === undefined && minLength === undefined) return undefined
  const length = [...value].length
  if (maxLength !== undefined && length > maxLength) return tooLong(path, maxLength)
  if (minLength === undefined || length >= minLength) return undefined
  return invalidValue(path, value, `${path} in body should be at least ${minLength} chars long`)
}

function checkNumber(schema: Schema, value: number, { path, errors }: Output): void {
  const { multipleOf, maximum, minimum } = schema
  const fail = (rule: string) => errors.push(invalidValue(path, value, `${path} in body should be ${rule}`))
  if (multipleOf !== undefined && !Number.isInteger(value / multipleOf)) fail(`a multiple of ${multipleOf}`)
  if (maximum !== undefined) {
    if (schema.exclusiveMaximum === true && value >= maximum) fail(`less than ${maximum}`)
    else if (value > maximum) fail(`less than or equal to ${maximum}`)
  }
  if (minimum !== undefined) {
    if (schema.exclusiveMinimum === true && value <= minimum) fail(`greater than ${minimum}`)
    else if (value < minimum) fail(`greater than or equal to ${minimum}`)
  }
}

function checkArray(schema: Schema, { value, old, path }: Place, errors: FieldError[]): void {
  const values = value as readonly unknown[]
  if (schema.minItems !== undefined && values.length < schema.minItems) {
    errors.push(invalidValue(path, values.length, `${path} in body should have at least ${schema.minItems} items`))
  }
  if (schema.maxItems !== undefined && values.length > schema.maxItems) {
    errors.push(tooMany(path, values.length, schema.maxItems))
  }
  if (
    schema.uniqueItems === true &&
    values.some((entry, index) => values.slice(0, index).some((one) => jsonEqual(one, entry)))
  ) {
    errors.push(invalidValue(path, value, `${path} in body shouldn't contain duplicates`))
  }
  if (schema.items === undefined) return
  const items = resolveSchema(schema.items)
  for (const [index, entry] of values.entries()) {
    check(items, { value: entry, old: correlate(schema, old, entry), path: entryPath(path, index) }, errors)
  }
}

function checkObject(schema: Schema, { value, old, path }: Place, errors: FieldError[]): void {
  const fields = value as Readonly<Record<string, unknown>>
  const before = isRecord(old) ? old : undefined
  const count =
    schema.minProperties === undefined && schema.maxProperties === undefined ? 0 : Object.keys(fields).length
  if (schema.minProperties !== undefined && count < schema.minProperties) {
    const rule = `${path} in body should have at least ${schema.minProperties} properties`
    errors.push(invalidValue(path, count, rule))
  }
  if (schema.maxProperties !== undefined && count > schema.maxProperties) {
    errors.push(tooMany(path, count, schema.maxProperties))
  }
  for (const name of schema.required ?? []) {
    if (fields[name] === undefined) errors.push(required(childPath(path, name)))
  }
  for (const [name, entry] of Object.entries(fields)) {
    if (entry === undefined) continue
    const own =
      schema.properties !== undefined && Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined
    const next = own ?? (typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined)
    if (next !== undefined) check(next, { value: entry, old: before?.[name], path: childPath(path, name) }, errors)
  }
}

/** `allOf`, `anyOf`, `oneOf` and `not`. */
function checkChoices(schema: Schema, { value, path }: Place, errors: FieldError[]): void {
  if (schema['x-kubernetes-int-or-string'] === true && schema.allOf === undefined) return
  const holds = (one: Schema) => validateStructure(one, { value, path }).length === 0
  const fail = (rule: string) => errors.push(invalidValue('<nil>', '', `"${path}" ${rule}`))
  if (schema.anyOf !== undefined && !schema.anyOf.some(holds)) {
    fail('must validate at least one schema (anyOf)')
    errors.push(...closest(schema.anyOf, { value, path }))
  }
  if (schema.oneOf !== undefined) {
    const count = schema.oneOf.filter(holds).length
    if (count !== 1)
      fail(
        `must validate one and only one schema (oneOf). Found ${count === 0 ? 'none valid' : `${count} valid alternatives`}`,
      )
    if (count === 0) errors.push(...closest(schema.oneOf, { value, path }))
  }
  if (schema.allOf !== undefined) {
    const all = schema.allOf.flatMap((one) => validateStructure(one, { value, path }))
    if (all.length > 0) fail('must validate all the schemas (allOf)')
    errors.push(...all)
  }
  if (schema.not !== undefined && holds(schema.not)) fail('must not validate the schema (not)')
}

function closest(schemas: readonly Schema[], place: Place): FieldError[] {
  const failures = schemas.map((one) => validateStructure(one, place))
  return failures.reduce((best, next) => (next.length < best.length ? next : best))
}
