import type { FieldError } from '../objects/FieldError.ts'
import { jsonEqual } from '../objects/jsonEqual.ts'
import { invalidValue, required } from '../schema/fieldErrors.ts'
import { entryPath } from '../schema/fieldPath.ts'
import type { DefinitionColumn, DefinitionVersion } from './CustomResourceDefinition.ts'
import { validateSchemaDefinition } from './validateSchemaDefinition.ts'
import { validateSelectableFields } from './validateSelectableFields.ts'

/**
 * What is wrong with the versions of a definition. What all of them have alike, kube-apiserver keeps in one place, which is
 * the one that its errors name: `spec.validation` and so on.
 */
export function validateVersions(versions: readonly DefinitionVersion[]): FieldError[] {
  const [first] = versions
  if (first === undefined) return []
  const each = (
    field: keyof DefinitionVersion,
    validate: (version: DefinitionVersion, path: string) => FieldError[],
  ) => {
    const isShared = versions.every((version) => jsonEqual(version[field], first[field]))
    if (isShared && first[field] !== undefined) return validate(first, 'spec')
    return versions.flatMap((version, index) => validate(version, entryPath('spec.versions', index)))
  }
  return [
    ...each('schema', validateSchema),
    ...each('subresources', validateScale),
    ...each('additionalPrinterColumns', ({ additionalPrinterColumns = [] }, path) => {
      return additionalPrinterColumns.flatMap((column, index) => {
        return validateColumn(column, entryPath(`${path}.additionalPrinterColumns`, index))
      })
    }),
    ...each('selectableFields', validateSelectableFields),
  ]
}

function validateSchema({ schema }: DefinitionVersion, path: string): FieldError[] {
  const at = `${path}.${path === 'spec' ? 'validation' : 'schema'}.openAPIV3Schema`
  if (schema?.openAPIV3Schema === undefined) return [required(at)]
  return validateSchemaDefinition(schema.openAPIV3Schema, at)
}

function validateScale({ subresources }: DefinitionVersion, path: string): FieldError[] {
  if (subresources?.scale === undefined) return []
  const { specReplicasPath = '', statusReplicasPath = '', labelSelectorPath } = subresources.scale
  const at = `${path}.subresources.scale`
  return [
    ...validatePath(specReplicasPath, `${at}.specReplicasPath`),
    ...validatePath(statusReplicasPath, `${at}.statusReplicasPath`),
    ...(labelSelectorPath === undefined ? [] : validatePath(labelSelectorPath, `${at}.labelSelectorPath`)),
  ]
}

const columnTypes = ['boolean', 'date', 'integer', 'number', 'string']

function validateColumn({ name = '', type, jsonPath = '' }: DefinitionColumn, path: string): FieldError[] {
  const rule = `must be one of ${columnTypes.join(',')}`
  const errors: FieldError[] = []
  if (name === '') errors.push(required(`${path}.name`))
  if (type === undefined) errors.push(required(`${path}.type`, rule))
  else if (!columnTypes.includes(type)) errors.push(invalidValue(`${path}.type`, type, rule))
  return [...errors, ...validatePath(jsonPath, `${path}.JSONPath`)]
}

function validatePath(path: string, field: string): FieldError[] {
  if (path === '') return [required(field)]
  return path.startsWith('.') ? [] : [invalidValue(field, path, 'must be a simple json path starting with .')]
}
