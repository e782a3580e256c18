import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { KubernetesObject, ObjectInput } from '../objects/KubernetesObject.ts'
import type { Schema } from '../objects/Schema.ts'
import { toResourceTypes } from './toResourceTypes.ts'
import { validateDefinition } from './validateDefinition.ts'

const deploy = join(import.meta.dirname, '../../../../../deploy/crds')

function shipped(name: string): KubernetesObject {
  return parse(readFileSync(join(deploy, `${name}.yaml`), 'utf8')) as KubernetesObject
}

const fine = schemaOf({ type: 'object', properties: { a: { type: 'string' } } })

function schemaOf(spec: Schema): object {
  return { schema: { openAPIV3Schema: { type: 'object', properties: { spec } } } }
}

function definition(version: object, more: object = {}, name = 'foos.ex.dev'): ObjectInput {
  const versions = [{ name: 'v1', served: true, storage: true, ...version }]
  const spec = { group: 'ex.dev', scope: 'Namespaced', names: { plural: 'foos', kind: 'Foo' }, versions, ...more }
  return { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name }, spec }
}

const ruled = (rule: string) =>
  schemaOf({
    type: 'object',
    properties: { a: { type: 'string', maxLength: 3 } },
    'x-kubernetes-validations': [{ rule }],
  })
const list = (fields: Schema) =>
  schemaOf({
    type: 'array',
    'x-kubernetes-list-type': 'map',
    items: { type: 'object', properties: { a: { type: 'string' } } },
    ...fields,
  })
const inSpec = 'spec.validation.openAPIV3Schema.properties[spec]'
const label1035 =
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end" +
  " with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is" +
  " '[a-z]([-a-z0-9]*[a-z0-9])?')"
const simplePath = 'must be a simple json path starting with .'

describe('a definition', () => {
  test.each([['environments'], ['projects']])('of %s as shipped is fine', (name) => {
    expect(validateDefinition(shipped(name))).toEqual([])
  })

  // As a real kube-apiserver writes them.
  test.each<[string, ObjectInput, string[]]>([
    ['is fine', definition(fine), []],
    ['has no schema', definition({}), ['spec.versions[0].schema.openAPIV3Schema: Required value']],
    [
      'has another name',
      definition(fine, {}, 'x'),
      ['metadata.name: Invalid value: "x": must be spec.names.plural+"."+spec.group'],
    ],
    [
      'has a group that is no domain',
      definition(fine, { group: 'ex' }, 'foos.ex'),
      ['spec.group: Invalid value: "ex": should be a domain with at least one dot'],
    ],
    [
      'has an unknown scope',
      definition(fine, { scope: 'X' }),
      ['spec.scope: Unsupported value: "X": supported values: "Cluster", "Namespaced"'],
    ],
    ['has no scope', definition(fine, { scope: undefined }), ['spec.scope: Required value']],
    [
      'has a plural in capitals',
      definition(fine, { names: { plural: 'Foos', kind: 'Foo' } }, 'Foos.ex.dev'),
      [`spec.names.plural: Invalid value: "Foos": ${label1035}`],
    ],
    [
      'has no type',
      definition(schemaOf({ properties: { a: { type: 'string' } } })),
      [`${inSpec}.type: Required value: must not be empty for specified object fields`],
    ],
    [
      'has a root that is no object',
      definition({ schema: { openAPIV3Schema: { type: 'string' } } }),
      ['spec.validation.openAPIV3Schema.type: Invalid value: "string": must be object at the root'],
    ],
    [
      'has a list of nothing',
      definition(schemaOf({ type: 'array' })),
      [`${inSpec}.items: Required value: must be specified`],
    ],
    [
      'has a list map without keys',
      definition(list({})),
      [`${inSpec}.x-kubernetes-list-map-keys: Required value: must not be empty if x-kubernetes-list-type is map`],
    ],
    [
      'has a list map with keys that are no fields',
      definition(list({ 'x-kubernetes-list-map-keys': ['b'] })),
      [`${inSpec}.x-kubernetes-list-map-keys: Invalid value: ["b"]: entries must all be names of item properties`],
    ],
    [
      'has a list map with optional keys',
      definition(list({ 'x-kubernetes-list-map-keys': ['a'] })),
      [
        `${inSpec}.items.properties[a].default: Required value: this property is in x-kubernetes-list-map-keys, so it must` +
          ' have a default or be a required property',
      ],
    ],
    [
      'has properties of both sorts',
      definition(
        schemaOf({ type: 'object', properties: { a: { type: 'string' } }, additionalProperties: { type: 'string' } }),
      ),
      [`${inSpec}.additionalProperties: Forbidden: additionalProperties and properties are mutual exclusive`],
    ],
    [
      'has a default of another type',
      definition(schemaOf({ type: 'object', properties: { a: { type: 'string', default: 3 } } })),
      [`${inSpec}.properties[a].default: Invalid value: "integer":  in body must be of type string: "integer"`],
    ],
    [
      'has a rule about a field that is not there',
      definition(ruled('self.b == 1')),
      [
        `${inSpec}.x-kubernetes-validations[0].rule: Invalid value: {"Rule":"self.b == 1","Message":"",` +
          '"MessageExpression":"","Reason":null,"FieldPath":"","OptionalOldSelf":null}: compilation failed: ERROR:' +
          " <input>:1:5: undefined field 'b'\n | self.b == 1\n | ....^",
      ],
    ],
    [
      'has a column of an unknown type and path',
      definition({ ...fine, additionalPrinterColumns: [{ name: 'X', type: 'foo', jsonPath: 'spec' }] }),
      [
        'spec.additionalPrinterColumns[0].type: Invalid value: "foo": must be one of boolean,date,integer,number,string',
        `spec.additionalPrinterColumns[0].JSONPath: Invalid value: "spec": ${simplePath}`,
      ],
    ],
    [
      'has selectable fields that are none',
      definition({ ...fine, selectableFields: [{ jsonPath: '.spec.b' }, { jsonPath: '.spec' }] }),
      [
        'spec.selectableFields[0].jsonPath: Invalid value: ".spec.b": is an invalid path: does not refer to a valid field',
        'spec.selectableFields[1].jsonPath: Invalid value: ".spec": must point to a field of type string, boolean or' +
          ' integer. Enum string fields and strings with formats are allowed.',
      ],
    ],
    [
      'scales by no path',
      definition({ ...fine, subresources: { scale: { specReplicasPath: 'x' } } }),
      [
        `spec.subresources.scale.specReplicasPath: Invalid value: "x": ${simplePath}`,
        'spec.subresources.scale.statusReplicasPath: Required value',
      ],
    ],
  ])('that %s', (_, object, errors) => {
    expect(validateDefinition(object).map(({ field, message }) => `${field}: ${message}`)).toEqual(errors)
  })

  test('whose rule is no expression is refused', () => {
    const [error] = validateDefinition(definition(ruled('self.a ==')))
    expect(error?.message).toContain('compilation failed: ERROR:')
  })
})

describe('the types of a definition', () => {
  test('are what a cluster serves', () => {
    const [type, ...more] = toResourceTypes(shipped('environments'))
    expect(more).toEqual([])
    expect(type).toMatchObject({
      ...{ group: 'catalyst.catalyst.dev', version: 'v1alpha1', plural: 'environments', singular: 'environment' },
      ...{ kind: 'Environment', listKind: 'EnvironmentList', namespaced: true, shortNames: ['env'] },
      ...{
        categories: ['catalyst'],
        hasStatus: true,
        isCustom: true,
        selectableFields: ['spec.type', 'spec.projectRef.name', 'status.phase'],
      },
    })
    const shown = type?.columns.filter(({ priority = 0 }) => priority === 0)
    expect(shown?.map(({ name }) => name)).toEqual(['Type', 'Phase', 'URL', 'Age'])
  })

  test('begin with the version that is preferred, and leave out those that are not served', () => {
    const names = ['v1alpha1', 'v2', 'v1', 'v3beta1', 'other', 'v10']
    const versions = [...names.map((name) => ({ name, served: true })), { name: 'v11', served: false }]
    const object = definition({}, { versions }) as KubernetesObject
    expect(toResourceTypes(object).map(({ version }) => version)).toEqual([
      'v10',
      'v2',
      'v1',
      'v3beta1',
      'v1alpha1',
      'other',
    ])
  })

  test('show their age when they have no columns', () => {
    const [type] = toResourceTypes(definition(fine) as KubernetesObject)
    expect(type?.columns).toMatchObject([{ name: 'Age', type: 'date', value: '.metadata.creationTimestamp' }])
  })
})
