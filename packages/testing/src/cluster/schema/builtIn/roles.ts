import type { FieldError } from '../../objects/FieldError.ts'
import { jsonEqual } from '../../objects/jsonEqual.ts'
import { invalidValue, notSupported, required } from '../fieldErrors.ts'
import { entryPath } from '../fieldPath.ts'
import { type BuiltInValidator, type Fields, fieldsOf, isEmpty, listOf } from './BuiltInValidator.ts'

export const validateRole: BuiltInValidator = (role) =>
  listOf(role, 'rules').flatMap((rule, index) => {
    return validateRule(rule, entryPath('rules', index), role.metadata.namespace !== undefined)
  })

function validateRule(rule: Fields, path: string, isNamespaced: boolean): FieldError[] {
  const has = (field: string) => Array.isArray(rule[field]) && rule[field].length > 0
  const errors = has('verbs') ? [] : [required(`${path}.verbs`, 'verbs must contain at least one value')]
  if (has('nonResourceURLs')) {
    const namespaced = 'namespaced rules cannot apply to non-resource URLs'
    const mixed = 'rules cannot apply to both regular resources and non-resource URLs'
    if (isNamespaced) errors.push(invalidValue(`${path}.nonResourceURLs`, rule['nonResourceURLs'], namespaced))
    if (has('apiGroups') || has('resources') || has('resourceNames')) {
      errors.push(invalidValue(`${path}.nonResourceURLs`, rule['nonResourceURLs'], mixed))
    }
    return errors
  }
  if (!has('apiGroups')) errors.push(required(`${path}.apiGroups`, 'resource rules must supply at least one api group'))
  if (!has('resources')) errors.push(required(`${path}.resources`, 'resource rules must supply at least one resource'))
  return errors
}

const roleKinds = ['Role', 'ClusterRole']
const subjectKinds = ['ServiceAccount', 'User', 'Group']

export const validateRoleBinding: BuiltInValidator = (binding, old) => {
  const roleRef = fieldsOf(binding, 'roleRef')
  const kinds = binding.metadata.namespace === undefined ? ['ClusterRole'] : roleKinds
  const errors: FieldError[] = []
  if (!kinds.includes(String(roleRef['kind']))) errors.push(notSupported('roleRef.kind', roleRef['kind'], kinds))
  if (isEmpty(roleRef['name'])) errors.push(required('roleRef.name'))
  for (const [index, { kind, name, namespace }] of listOf(binding, 'subjects').entries()) {
    const path = entryPath('subjects', index)
    if (isEmpty(name)) errors.push(required(`${path}.name`))
    if (!subjectKinds.includes(String(kind))) errors.push(notSupported(`${path}.kind`, kind, subjectKinds))
    if (kind === 'ServiceAccount' && isEmpty(namespace) && binding.metadata.namespace === undefined) {
      errors.push(required(`${path}.namespace`))
    }
  }
  if (old !== undefined && !jsonEqual(roleRef, old['roleRef'])) {
    const sent = { APIGroup: roleRef['apiGroup'], Kind: roleRef['kind'], Name: roleRef['name'] }
    errors.push(invalidValue('roleRef', sent, 'cannot change roleRef'))
  }
  return errors
}
