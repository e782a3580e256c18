import type { FieldError } from '../objects/FieldError.ts'
import type { ObjectInput } from '../objects/KubernetesObject.ts'
import { duplicate, invalidValue, notSupported, required } from '../schema/fieldErrors.ts'
import { entryPath } from '../schema/fieldPath.ts'
import { label1035Error, subdomainError } from '../schema/names.ts'
import {
  type DefinitionNames,
  type DefinitionSpec,
  type DefinitionVersion,
  specOf,
} from './CustomResourceDefinition.ts'
import { validateVersions } from './validateVersions.ts'

/** What is wrong with a definition of a kind, in the words of kube-apiserver. */
export function validateDefinition(definition: ObjectInput): FieldError[] {
  const spec = specOf(definition)
  const { name = '' } = definition.metadata
  const expected = `${spec.names?.plural ?? ''}.${spec.group ?? ''}`
  const rule = 'must be spec.names.plural+"."+spec.group'
  const nameError = name === expected ? [] : [invalidValue('metadata.name', name, rule)]
  return [...nameError, ...validateSpec(spec)]
}

function validateSpec({ group = '', scope = '', versions = [], names = {} }: DefinitionSpec): FieldError[] {
  const errors: FieldError[] = []
  const groupError = group.includes('.') ? subdomainError(group) : 'should be a domain with at least one dot'
  if (group === '') errors.push(required('spec.group'))
  else if (groupError !== undefined) errors.push(invalidValue('spec.group', group, groupError))
  if (scope === '') errors.push(required('spec.scope'))
  else if (scope !== 'Cluster' && scope !== 'Namespaced') {
    errors.push(notSupported('spec.scope', scope, ['Cluster', 'Namespaced']))
  }
  return [...errors, ...validateVersionNames(versions), ...validateVersions(versions), ...validateNames(names)]
}

function validateVersionNames(versions: readonly DefinitionVersion[]): FieldError[] {
  const errors: FieldError[] = []
  const names = new Set<string>()
  for (const [index, { name = '' }] of versions.entries()) {
    const path = `${entryPath('spec.versions', index)}.name`
    const error = label1035Error(name)
    if (error !== undefined) errors.push(invalidValue(path, name, error))
    if (names.has(name)) errors.push(duplicate(path, name))
    names.add(name)
  }
  if (versions.filter(({ storage }) => storage === true).length !== 1) {
    errors.push(invalidValue('spec.versions', versions, 'must have exactly one version marked as storage version'))
  }
  return errors
}

function validateNames({ plural = '', kind = '', ...names }: DefinitionNames): FieldError[] {
  const { singular = kind.toLowerCase(), listKind = kind === '' ? '' : `${kind}List`, shortNames = [] } = names
  const errors: FieldError[] = []
  for (const [field, value] of Object.entries({ plural, singular, kind, listKind })) {
    const path = `spec.names.${field}`
    const mayBeUpper = field === 'kind' || field === 'listKind'
    const error = label1035Error(mayBeUpper ? value.toLowerCase() : value)
    if (value === '') errors.push(required(path))
    else if (error !== undefined) errors.push(invalidValue(path, value, error))
  }
  for (const [index, name] of shortNames.entries()) {
    const error = label1035Error(name)
    if (error !== undefined) errors.push(invalidValue(entryPath('spec.names.shortNames', index), name, error))
  }
  if (kind !== '' && kind === listKind) {
    errors.push(invalidValue('spec.names.listKind', listKind, 'kind and listKind may not be the same'))
  }
  return errors
}
