import { compileCel } from '../../cel/compileCel.ts'
import type { FieldError } from '../../objects/FieldError.ts'
import { invalidValue } from '../fieldErrors.ts'
import { entryPath } from '../fieldPath.ts'
import { type BuiltInValidator, type Fields, fieldsOf, listOf } from './BuiltInValidator.ts'

/** A policy whose expressions are none would deny everything that it is about. */
export const validatePolicy: BuiltInValidator = (policy) => {
  const spec = fieldsOf(policy, 'spec')
  return ['matchConditions', 'variables', 'validations'].flatMap((field) =>
    listOf(spec, field).flatMap((entry, index) => [
      ...validateExpression(entry, 'expression', entryPath(`spec.${field}`, index)),
      ...validateExpression(entry, 'messageExpression', entryPath(`spec.${field}`, index)),
    ]),
  )
}

function validateExpression(entry: Fields, field: string, path: string): FieldError[] {
  const expression = entry[field]
  if (typeof expression !== 'string') return []
  try {
    compileCel(expression)
    return []
  } catch (error) {
    const [why = ''] = (error as Error).message.split('\n')
    return [invalidValue(`${path}.${field}`, expression, `compilation failed: ERROR: ${why}`)]
  }
}

export const validatePolicyBinding: BuiltInValidator = (binding) => {
  const actions = fieldsOf(binding, 'spec')['validationActions']
  if (!Array.isArray(actions) || !actions.includes('Deny') || !actions.includes('Warn')) return []
  const rule =
    'must not contain both Deny and Warn (repeating the same validation failure information in the API response and' +
    ' headers serves no purpose)'
  return [invalidValue('spec.validationActions', actions, rule)]
}
