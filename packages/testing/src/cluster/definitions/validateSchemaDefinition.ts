import { compileCel } from '../cel/compileCel.ts'
import type { FieldError } from '../objects/FieldError.ts'
import type { Schema } from '../objects/Schema.ts'
import { forbiddenField, invalidValue, required } from '../schema/fieldErrors.ts'
import { entryPath } from '../schema/fieldPath.ts'
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
    errors.push(invalidValue(`${path}.pattern`, schema.pattern, 'must be a valid regular expression'))
  }
  if (schema.type === 'array' && schema.items === undefined) errors.push(required(`${path}.items`, 'must be specified'))
  checkListType(schema, path, errors)
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
  for (const [index, key] of keys.entries()) {
    const property = schema.items?.properties?.[key]
    if (property === undefined) {
      const detail = 'entries must all be names of item properties'
      errors.push(invalidValue(entryPath(at, index), key, detail))
    } else if (property.default === undefined && schema.items?.required?.includes(key) !== true) {
      const detail =
        'this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property'
      errors.push(required(`${path}.items.properties[${key}].default`, detail))
    }
  }
}

function checkRules(schema: Schema, path: string, errors: FieldError[]): void {
  for (const [index, { rule, messageExpression }] of (schema['x-kubernetes-validations'] ?? []).entries()) {
    const at = entryPath(`${path}.x-kubernetes-validations`, index)
    for (const [field, text] of Object.entries({ rule, messageExpression })) {
      if (text === undefined) continue
      try {
        compileCel(text)
      } catch (error) {
        errors.push(invalidValue(`${at}.${field}`, text, `compilation failed: ERROR: ${(error as Error).message}`))
      }
    }
  }
}
