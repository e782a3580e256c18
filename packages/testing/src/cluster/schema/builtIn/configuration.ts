import type { FieldError } from '../../objects/FieldError.ts'
import type { ObjectInput } from '../../objects/KubernetesObject.ts'
import { jsonEqual } from '../../objects/jsonEqual.ts'
import { forbiddenField, invalidValue } from '../fieldErrors.ts'
import { entryPath } from '../fieldPath.ts'
import { type BuiltInValidator, fieldsOf } from './BuiltInValidator.ts'

const keyRule =
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or" +
  " 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')"

export const validateConfigMap: BuiltInValidator = (object, old) => [
  ...validateKeys(object, ['data', 'binaryData']),
  ...validateImmutable(object, old),
]

export const validateSecret: BuiltInValidator = (object, old) => {
  const errors = [...validateKeys(object, ['data']), ...validateImmutable(object, old)]
  if (old === undefined || object['type'] === old['type']) return errors
  return [...errors, invalidValue('type', object['type'], 'field is immutable')]
}

function validateKeys(object: ObjectInput, fields: readonly string[]): FieldError[] {
  return fields.flatMap((field) =>
    Object.keys(fieldsOf(object, field))
      .filter((key) => !/^[-._a-zA-Z0-9]{1,253}$/.test(key))
      .map((key) => invalidValue(entryPath(field, key), key, keyRule)),
  )
}

function validateImmutable(object: ObjectInput, old: ObjectInput | undefined): FieldError[] {
  if (old?.['immutable'] !== true) return []
  const rule = 'field is immutable when `immutable` is set'
  return ['immutable', 'data', 'binaryData']
    .filter((field) => !jsonEqual(object[field], old[field]))
    .map((field) => forbiddenField(field, rule))
}
