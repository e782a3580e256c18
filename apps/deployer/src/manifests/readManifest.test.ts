import { expect, test } from 'vitest'
import { readManifest } from './readManifest.ts'

const one = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n'

function read(text: string, file = 'k8s/a.yaml') {
  const { manifests, faults } = readManifest(text, file)
  return {
    objects: manifests.map(({ object, where }) => `${where}: ${object.kind}/${object.metadata.name}`),
    faults: faults.map(({ message }) => message),
  }
}

test('each document is an object, empty ones are passed over', () => {
  expect(read(`---\n# nothing\n---\n${one}---\n${one.replace('a }', 'b }')}---\n`)).toEqual({
    objects: ['k8s/a.yaml, document 2: ConfigMap/a', 'k8s/a.yaml, document 3: ConfigMap/b'],
    faults: [],
  })
})

test('JSON is taken too', () => {
  expect(read('{"apiVersion":"v1","kind":"Secret","metadata":{"name":"s"}}', 's.json').objects).toEqual([
    's.json: Secret/s',
  ])
})

test.each([
  ['List', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } }, 'ConfigMap/a'],
  ['ConfigMapList', { metadata: { name: 'a' } }, 'ConfigMap/a'],
  [
    'List',
    { apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' } }] },
    'Pod/p',
  ],
])('the items of a %s are objects', (kind, item, name) => {
  const { objects, faults } = read(JSON.stringify({ apiVersion: 'v1', kind, items: [item] }))
  expect(faults).toEqual([])
  expect(objects).toEqual([`k8s/a.yaml: ${name}`])
})

test.each([
  ['name: value', 'a.yaml', 'a.yaml: it has no apiVersion and kind'],
  ['text', 'a.yaml', 'a.yaml: it has no apiVersion and kind'],
  ['resources: []', 'k8s/kustomization.yaml', 'k8s/kustomization.yaml: Kustomize is not run'],
  ['apiVersion: v2\nname: shop', 'Chart.yaml', 'Chart.yaml: a chart is deployed by a template of type helm'],
  ['a: [1', 'a.yaml', 'a.yaml: it can not be read: '],
  ['a: 1\na: 2', 'a.yaml', 'a.yaml: it can not be read: Map keys must be unique at line 2, column 1.'],
  [`${one}---\na: {`, 'a.yaml', 'a.yaml, document 2: it can not be read: '],
  [
    `a: &a [x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b]\nd: [*c, *c, *c, *c]`,
    'a.yaml',
    'it refers to its own parts too often',
  ],
  ['apiVersion: v1\nkind: ConfigMap\nmetadata: &m { name: a, labels: *m }', 'a.yaml', 'or to itself'],
])('%j in %s is told: %s', (text, file, message) => {
  const { faults } = read(text, file)
  expect(faults).toHaveLength(1)
  expect(faults[0]).toContain(message)
})

test('values mean what they mean to kubectl', () => {
  const { manifests } = readManifest(
    `${one}data: { mode: 0644, on: yes, day: 2026-01-02, time: 12:30:45, base: &b { x: 1 }, more: { <<: *b } }`,
    'a',
  )
  expect(manifests[0]?.object['data']).toEqual({
    mode: 420,
    true: true,
    day: '2026-01-02',
    time: '12:30:45',
    base: { x: 1 },
    more: { x: 1 },
  })
})

test('a fault does not show the text around it', () => {
  expect(read('password: hunter2\npassword: hunter3').faults.join()).not.toContain('hunter')
})
