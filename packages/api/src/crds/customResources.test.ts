import { describe, expect, test } from 'vitest'
import { customResources } from './customResources.ts'
import type { StructuralSchema } from './structuralSchema.ts'
import { toCustomResourceDefinition } from './toCustomResourceDefinition.ts'

const definitions = customResources.map((resource) => ({
  kind: resource.kind,
  resource: toCustomResourceDefinition(resource),
}))

describe.each(definitions)('$kind', ({ resource }) => {
  const version = resource.spec.versions[0]!
  const root = version.schema.openAPIV3Schema

  test('everything has a maximum length, which the cost estimates of CEL rules need', () => {
    expect(placesWithoutLimit({ spec: root.properties!['spec']!, status: root.properties!['status']! })).toEqual([])
  })

  test('has a status subresource, a phase or readiness column and an age', () => {
    expect(version.subresources).toEqual({ status: {} })
    expect(version.additionalPrinterColumns.map((column) => column.name)).toContain('Age')
    for (const column of version.additionalPrinterColumns) expect(column.name).toMatch(/^[A-Za-z]+$/)
  })

  test('columns and selectable fields are about fields that there are', () => {
    const paths = [
      ...version.additionalPrinterColumns.map((column) => column.jsonPath),
      ...version.selectableFields.map((field) => field.jsonPath),
    ]
    for (const path of paths.filter((one) => !one.startsWith('.metadata'))) {
      expect(fieldAt(root, path), path).toBeDefined()
    }
  })
})

test('Environments and Projects are named as the contract says', () => {
  expect(definitions.map(({ resource }) => resource.metadata.name)).toEqual([
    'environments.catalyst.catalyst.dev',
    'projects.catalyst.catalyst.dev',
  ])
})

function placesWithoutLimit(fields: Record<string, StructuralSchema>, path = ''): string[] {
  return Object.entries(fields).flatMap(([name, schema]) => {
    const here = `${path}.${name}`
    const isBounded =
      (schema.type !== 'string' || schema.maxLength !== undefined || schema.enum !== undefined) &&
      (schema.type !== 'array' || schema.maxItems !== undefined) &&
      (schema.type !== 'object' || schema.properties !== undefined || schema.maxProperties !== undefined)
    return [
      ...(isBounded ? [] : [here]),
      ...placesWithoutLimit(schema.properties ?? {}, here),
      ...placesWithoutLimit(schema.items === undefined ? {} : { '[]': schema.items }, here),
      ...placesWithoutLimit(
        schema.additionalProperties === undefined ? {} : { '*': schema.additionalProperties },
        here,
      ),
    ]
  })
}

function fieldAt(root: StructuralSchema, jsonPath: string): StructuralSchema | undefined {
  const steps = jsonPath
    .replaceAll(/\[[^\]]*\]/g, '.[]')
    .split('.')
    .filter(Boolean)
  return steps.reduce<StructuralSchema | undefined>(
    (schema, step) => (step === '[]' ? schema?.items : schema?.properties?.[step]),
    root,
  )
}
