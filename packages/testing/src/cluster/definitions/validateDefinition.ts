import type { FieldError } from '../objects/FieldError.ts'
import type { ObjectInput } from '../objects/KubernetesObject.ts'
import { duplicate, invalidValue, notSupported, required } from '../schema/fieldErrors.ts'
import { childPath, entryPath } from '../schema/fieldPath.ts'
import {
  type DefinitionNames,
  type DefinitionSpec,
  type DefinitionVersion,
  specOf,
} from './CustomResourceDefinition.ts'
import { validateSchemaDefinition } from './validateSchemaDefinition.ts'
import { label1035Error, subdomainError } from '../schema/names.ts'

/** What is wrong with a definition of a kind, in the words of kube-apiserver. */
export function validateDefinition(definition: ObjectInput): FieldError[] {
  const spec = specOf(definition)
  const { name = '' } = definition.metadata
  const expected = `${spec.names?.plural ?? ''}.${spec.group ?? ''}`
  const nameError =
    name === expected ? [] : [invalidValue('metadata.name', name, 'must be spec.names.plural+"."+spec.group')]
  return [...nameError, ...validateSpec(spec)]
}

function validateSpec(spec: DefinitionSpec): FieldError[] {
  const { group = '', scope = '', versions = [], names = {} } = spec
  const errors: FieldError[] = []
  if (group === '') errors.push(required('spec.group'))
  else if (!group.includes('.'))
    errors.push(invalidValue('spec.group', group, 'should be a domain with at least one dot'))
  else if (subdomainError(group) !== undefined)
    errors.push(invalidValue('spec.group', group, subdomainError(group) ?? ''))
  if (scope === '') errors.push(required('spec.scope'))
  else if (scope !== 'Cluster' && scope !== 'Namespaced') {
    errors.push(notSupported('spec.scope', scope, ['Cluster', 'Namespaced']))
  }
  errors.push(...validateVersions(versions), ...validateNames(names))
  return errors
}

function validateVersions(versions: readonly DefinitionVersion[]): FieldError[] {
  const errors: FieldError[] = []
  if (versions.length === 0)
    errors.push(required('spec.versions', 'must have exactly one version marked as storage version'))
  const names = new Set<string>()
  for (const [index, version] of versions.entries()) {
    const path = entryPath('spec.versions', index)
    const { name = '' } = version
    if (names.has(name)) errors.push(duplicate(childPath(path, 'name'), name))
    names.add(name)
    const nameError = label1035Error(name)
    if (nameError !== undefined) errors.push(invalidValue(childPath(path, 'name'), name, nameError))
    errors.push(...validateVersion(version, path))
  }
  const stored = versions.filter(({ storage }) => storage === true)
  if (versions.length > 0 && stored.length !== 1) {
    errors.push(invalidValue('spec.versions', versions, 'must have exactly one version marked as storage version'))
  }
  return errors
}

function validateVersion(version: DefinitionVersion, path: string): FieldError[] {
  const errors: FieldError[] = []
  const schema = version.schema?.openAPIV3Schema
  const at = `${path}.schema.openAPIV3Schema`
  if (schema === undefined) errors.push(required(at, 'schemas are required'))
  else errors.push(...validateSchemaDefinition(schema, at))
  for (const [index, { name, type, jsonPath }] of (version.additionalPrinterColumns ?? []).entries()) {
    const column = entryPath(`${path}.additionalPrinterColumns`, index)
    if (!name) errors.push(required(childPath(column, 'name')))
    if (!type) errors.push(required(childPath(column, 'type'), `must be one of ${columnTypes.join(',')}`))
    else if (!columnTypes.includes(type)) {
      errors.push(invalidValue(childPath(column, 'type'), type, `must be one of ${columnTypes.join(',')}`))
    }
    if (!jsonPath) errors.push(required(childPath(column, 'jsonPath')))
    else if (!/^[.{]/.test(jsonPath)) {
      const rule = 'must be a simple json path starting with .'
      errors.push(invalidValue(childPath(column, 'jsonPath'), jsonPath, rule))
    }
  }
  return errors
}

const columnTypes = ['boolean', 'date', 'integer', 'number', 'string']

function validateNames({
  plural = '',
  singular = '',
  kind = '',
  listKind = '',
  shortNames = [],
}: DefinitionNames): FieldError[] {
  const errors: FieldError[] = []
  for (const [field, value] of Object.entries({ plural, singular, kind, listKind })) {
    const path = `spec.names.${field}`
    if (value === '') {
      if (field === 'plural' || field === 'kind') errors.push(required(path))
      continue
    }
    const error = label1035Error(value.toLowerCase())
    const isLower = field === 'kind' || field === 'listKind' || value === value.toLowerCase()
    if (error !== undefined || !isLower) errors.push(invalidValue(path, value, error ?? label1035Error('A') ?? ''))
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
