import type { FieldError } from '../../objects/FieldError.ts'
import type { ObjectInput } from '../../objects/KubernetesObject.ts'
import type { ResourceType } from '../../objects/ResourceType.ts'
import { invalidValue, tooLong } from '../fieldErrors.ts'
import { entryPath } from '../fieldPath.ts'
import {
  label1035Error,
  labelError,
  labelValueError,
  pathSegmentError,
  qualifiedNameErrors,
  subdomainError,
} from '../names.ts'

const annotationBytes = 256 * 1024

/** What is wrong with the metadata of an object of any kind. */
export function validateMetadata(type: ResourceType, { metadata }: ObjectInput): FieldError[] {
  const { name = '', labels = {}, annotations = {}, finalizers = [], ownerReferences = [] } = metadata
  const errors: FieldError[] = []
  const nameError = name === '' ? undefined : nameRuleOf(type)(name)
  if (nameError !== undefined) errors.push(invalidValue('metadata.name', name, nameError))
  errors.push(...validateLabels(labels, 'metadata.labels'))
  for (const key of Object.keys(annotations)) {
    for (const error of qualifiedNameErrors(key.toLowerCase()))
      errors.push(invalidValue('metadata.annotations', key, error))
  }
  const size = Object.entries(annotations).reduce((sum, [key, value]) => sum + Buffer.byteLength(key + value), 0)
  if (size > annotationBytes) errors.push(tooLong('metadata.annotations', annotationBytes))
  for (const reference of ownerReferences) errors.push(...validateOwner(reference))
  for (const [index, finalizer] of finalizers.entries()) {
    const path = type.isCustom ? 'metadata.finalizers' : entryPath('metadata.finalizers', index)
    for (const error of qualifiedNameErrors(finalizer)) errors.push(invalidValue(path, finalizer, error))
    if (type.isCustom || type.group !== '' || finalizer.includes('/') || standardFinalizers.has(finalizer)) continue
    const rule = 'name is neither a standard finalizer name nor is it fully qualified'
    errors.push(invalidValue(path, finalizer, rule))
  }
  return errors
}

const standardFinalizers = new Set(['kubernetes', 'orphan', 'foregroundDeletion'])

/** What is wrong with labels. */
export function validateLabels(labels: Readonly<Record<string, string>>, path: string): FieldError[] {
  return Object.entries(labels).flatMap(([key, value]) => {
    const valueError = labelValueError(value)
    return [
      ...qualifiedNameErrors(key).map((error) => invalidValue(path, key, error)),
      ...(valueError === undefined ? [] : [invalidValue(path, value, valueError)]),
    ]
  })
}

function validateOwner(reference: { apiVersion?: string; kind?: string; name?: string; uid?: string }): FieldError[] {
  const rules = [
    ['apiVersion', 'version must not be empty'],
    ['kind', 'must not be empty'],
    ['name', 'must not be empty'],
    ['uid', 'must not be empty'],
  ] as const
  return rules
    .filter(([field]) => !reference[field])
    .map(([field, rule]) => invalidValue(`metadata.ownerReferences.${field}`, '', rule))
}

function nameRuleOf({ group, kind }: ResourceType): (name: string) => string | undefined {
  if (group === '' && kind === 'Namespace')
    return (name) => (name.includes('.') ? 'must not contain dots' : labelError(name))
  if (group === '' && kind === 'Service') return label1035Error
  return group === 'rbac.authorization.k8s.io' ? pathSegmentError : subdomainError
}
