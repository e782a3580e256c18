import { expect, test } from 'vitest'
import type { KubernetesObject } from '../../objects/KubernetesObject.ts'
import type { PrinterColumn, ResourceType } from '../../objects/ResourceType.ts'
import { toTable } from './toTable.ts'

const spec = {
  num: 3.5,
  float: 7.9,
  bool: true,
  str: 'word',
  map: { 'a.b': 'c', z: 1 },
  nul: null,
  list: [
    { a: 'x', b: 1 },
    { a: 'y', b: 2 },
  ],
}
const metadata = { name: 'a', uid: '1', resourceVersion: '7', creationTimestamp: '2026-01-01T00:00:00Z' }
const thing: KubernetesObject = { apiVersion: 'x.dev/v1', kind: 'Thing', metadata, spec }

function typeWith(...columns: PrinterColumn[]): ResourceType {
  const names = { plural: 'things', singular: 'thing', kind: 'Thing', listKind: 'ThingList' }
  const nothing = { shortNames: [], categories: [], verbs: [], selectableFields: [] }
  return {
    group: 'x.dev',
    version: 'v1',
    ...names,
    ...nothing,
    namespaced: true,
    hasStatus: false,
    schema: {},
    columns,
    isCustom: true,
  }
}

// What kube-apiserver 1.34 answers for the same object and columns.
test.each<[PrinterColumn['type'], string, unknown]>([
  ['string', '.spec.missing', null],
  ['string', '.spec.num', '3.5'],
  ['string', '.spec.map', '{"a.b":"c","z":1}'],
  ['string', '.spec.list[*].a', 'x'],
  ['string', '.spec.list[?(@.a=="y")].b', '2'],
  ['string', '.spec.list[1].a', 'y'],
  ['integer', '.spec.str', null],
  ['integer', '.spec.float', 7],
  ['boolean', '.spec.bool', true],
  ['date', '.spec.missing', null],
  ['date', '.spec.str', '<invalid>'],
  ['date', '.metadata.creationTimestamp', '60s'],
  ['string', String.raw`.spec.map.a\.b`, 'c'],
  ['string', ".spec.map['a.b']", 'c'],
  ['string', '.spec.bool', 'true'],
  ['string', '.spec.nul', null],
])('a column of type %s at %s shows %j', (type, value, cell) => {
  const table = toTable(typeWith({ name: 'Cell', type, value }), [thing], { now: Date.parse('2026-01-01T00:01:00Z') })
  expect(table).toMatchObject({ rows: [{ cells: [cell] }] })
})

test('a row carries metadata, the object or nothing, as was asked', () => {
  const rowWith = (includeObject?: 'None' | 'Metadata' | 'Object') => {
    const { rows } = toTable(typeWith(), [thing], { now: 0, includeObject }) as { rows: { object?: unknown }[] }
    return rows[0]?.object
  }
  expect(rowWith()).toEqual({ kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata })
  expect(rowWith('Object')).toBe(thing)
  expect(rowWith('None')).toBeUndefined()
})
