import { compileCel } from '../cel/compileCel.ts'
import { escapeName } from '../cel/toCelValue.ts'
import type { FieldError } from '../objects/FieldError.ts'
import type { Schema, ValidationRule } from '../objects/Schema.ts'
import { forbiddenField, invalidValue, required } from '../schema/fieldErrors.ts'
import { childPath, entryPath } from '../schema/fieldPath.ts'
import { validateStructure } from '../schema/validateStructure.ts'
import { toRegExp } from '../schema/toRegExp.ts'

/** What keeps a schema from being structural, and rules that are no expressions. */
export function validateSchemaDefinition(schema: Schema, path: string): FieldError[] {
  const errors: FieldError[] = []
  if (schema.type !== undefined && schema.type !== 'object') {
    errors.push(invalidValue(`${path}.type`, schema.type, 'must be object at the root'))
  }
  check(schema, path, errors)
  return errors
}

function check(schema: Schema, path: string, errors: FieldError[]): void {
  const isOpen =
    schema['x-kubernetes-int-or-string'] === true || schema['x-kubernetes-preserve-unknown-fields'] === true
  if (schema.type === undefined && !isOpen) {
    const detail = path.endsWith('.openAPIV3Schema')
      ? 'must not be empty at the root'
      : 'must not be empty for specified object fields'
    errors.push(required(`${path}.type`, detail))
  }
  if (schema.properties !== undefined && schema.additionalProperties !== undefined) {
    const detail = 'additionalProperties and properties are mutual exclusive'
    errors.push(forbiddenField(`${path}.additionalProperties`, detail))
  }
  if (schema.pattern !== undefined && toRegExp(schema.pattern) === undefined) {
    const rule = "must be a valid regular expression, but isn't: error parsing regexp"
    errors.push(invalidValue(`${path}.pattern`, schema.pattern, rule))
  }
  if (schema.type === 'array' && schema.items === undefined) errors.push(required(`${path}.items`, 'must be specified'))
  checkListType(schema, path, errors)
  checkDefault(schema, path, errors)
  checkRules(schema, path, errors)
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    check(property, entryPath(`${path}.properties`, name), errors)
  }
  if (schema.items !== undefined) check(schema.items, `${path}.items`, errors)
  if (typeof schema.additionalProperties === 'object') {
    check(schema.additionalProperties, `${path}.additionalProperties`, errors)
  }
}

function checkListType(schema: Schema, path: string, errors: FieldError[]): void {
  if (schema['x-kubernetes-list-type'] !== 'map') return
  const keys = schema['x-kubernetes-list-map-keys'] ?? []
  const at = `${path}.x-kubernetes-list-map-keys`
  if (keys.length === 0) errors.push(required(at, 'must not be empty if x-kubernetes-list-type is map'))
  for (const key of keys) {
    const property = schema.items?.properties?.[key]
    if (property === undefined) {
      errors.push(invalidValue(at, keys, 'entries must all be names of item properties'))
    } else if (property.default === undefined && schema.items?.required?.includes(key) !== true) {
      const detail =
        'this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property'
      errors.push(required(`${path}.items.properties[${key}].default`, detail))
    }
  }
}

function checkDefault(schema: Schema, path: string, errors: FieldError[]): void {
  if (schema.default === undefined) return
  const found = validateStructure(schema, { value: schema.default, path: '' })
  errors.push(...found.map((error) => ({ ...error, field: childPath(`${path}.default`, error.field) })))
}

function checkRules(schema: Schema, path: string, errors: FieldError[]): void {
  for (const [index, validation] of (schema['x-kubernetes-validations'] ?? []).entries()) {
    const at = entryPath(`${path}.x-kubernetes-validations`, index)
    const { rule, messageExpression } = validation
    const error = compileError(rule, schema)
    if (error !== undefined) errors.push(invalidValue(`${at}.rule`, goRule(validation), `compilation failed: ${error}`))
    const messageError = messageExpression === undefined ? undefined : compileError(messageExpression, schema)
    if (messageError !== undefined) {
      errors.push(invalidValue(`${at}.messageExpression`, goRule(validation), `compilation failed: ${messageError}`))
    }
  }
}

/** A rule as Go prints its struct. */
function goRule({ rule, message = '', messageExpression = '', ...rest }: ValidationRule): object {
  const { reason = null, fieldPath = '', optionalOldSelf = null } = rest
  return {
    ...{ Rule: rule, Message: message, MessageExpression: messageExpression },
    ...{ Reason: reason, FieldPath: fieldPath, OptionalOldSelf: optionalOldSelf },
  }
}

function compileError(expression: string, schema: Schema): string | undefined {
  try {
    compileCel(expression)
  } catch (error) {
    return `ERROR: ${(error as Error).message.split('\n')[0]}`
  }
  return undefinedField(expression, schema)
}

/** Names a field of `self` that the schema doesn't have: with a typing error a rule would fail for every object. */
function undefinedField(expression: string, schema: Schema): string | undefined {
  const { type, properties } = schema
  if (type !== 'object' || properties === undefined || schema['x-kubernetes-embedded-resource'] === true)
    return undefined
  const code = expression.replaceAll(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g, (text) => ' '.repeat(text.length))
  const known = new Set([...Object.keys(properties), 'apiVersion', 'kind', 'metadata'].map(escapeName))
  for (const match of code.matchAll(/(?<![\w.])(?:self|oldSelf)\.([A-Za-z_]\w*)(?!\w|\s*\()/g)) {
    const [whole, name = ''] = match
    if (known.has(name)) continue
    const column = match.index + whole.length - name.length
    const place = `\n | ${expression}\n | ${'.'.repeat(column - 1)}^`
    return `ERROR: <input>:1:${column}: undefined field '${name}'${expression.includes('\n') ? '' : place}`
  }
  return undefined
}
