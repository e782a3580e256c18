import type { FieldError } from '../objects/FieldError.ts'
import type { Schema } from '../objects/Schema.ts'
import { duplicate, invalidValue, required } from '../schema/fieldErrors.ts'
import { entryPath } from '../schema/fieldPath.ts'
import type { DefinitionVersion } from './CustomResourceDefinition.ts'

const selectable = new Set(['string', 'boolean', 'integer'])

/** What is wrong with the fields that field selectors may name. */
export function validateSelectableFields(
  { schema, selectableFields = [] }: DefinitionVersion,
  path: string,
): FieldError[] {
  const seen = new Set<string>()
  return selectableFields.flatMap(({ jsonPath = '' }, index) => {
    const at = `${entryPath(`${path}.selectableFields`, index)}.jsonPath`
    if (jsonPath === '') return [required(at)]
    const field = find(schema?.openAPIV3Schema, jsonPath)
    if (field === undefined) return [invalidValue(at, jsonPath, 'is an invalid path: does not refer to a valid field')]
    const rule =
      'must point to a field of type string, boolean or integer. Enum string fields and strings with formats are allowed.'
    if (field.type === undefined || !selectable.has(field.type)) return [invalidValue(at, jsonPath, rule)]
    if (seen.has(jsonPath)) return [duplicate(at, jsonPath)]
    seen.add(jsonPath)
    return []
  })
}

function find(schema: Schema | undefined, path: string): Schema | undefined {
  const names = path.replace(/^\./, '').split('.')
  return names.reduce<Schema | undefined>((at, name) => at?.properties?.[name], schema)
}
