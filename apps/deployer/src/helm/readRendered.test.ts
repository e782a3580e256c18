import { parse } from 'yaml'
import { expect, test } from 'vitest'
import { DeployError } from '../DeployError.ts'
import { readRendered } from './readRendered.ts'
import { writeManifest } from './writeManifest.ts'

const rendered = `---
# Source: shop/templates/a.yaml
apiVersion: v1
kind: ConfigMap
metadata: { name: a }
data: { mode: 0644, on: yes, twice: 1, twice: 2, at: 10:30, day: 2026-01-02, commit: 123e4 }
---
# Source: shop/templates/empty.yaml
---
# Source: shop/templates/list.yaml
apiVersion: v1
kind: List
items:
  - { apiVersion: v1, kind: Secret, metadata: { name: b } }
  - apiVersion: v1
    kind: ServiceList
    items: [{ metadata: { name: c } }]
`

test('objects are read as Helm reads them, each with its template', () => {
  expect(readRendered(rendered).map(({ object, where }) => [where, object.kind, object.metadata.name])).toEqual([
    ['shop/templates/a.yaml', 'ConfigMap', 'a'],
    ['shop/templates/list.yaml', 'Secret', 'b'],
    ['shop/templates/list.yaml', 'Service', 'c'],
  ])
  expect(readRendered(rendered)[0]?.object['data']).toEqual({
    mode: 420,
    true: true,
    twice: 2,
    at: '10:30',
    day: '2026-01-02',
    commit: 1_230_000,
  })
})

test('what is written is read as the same, by any version of YAML', () => {
  const text = 'a: yes\n#\u2028\u0085\ufeff"\t\\ \u{1f600}\n---\n...'
  const object = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'on' },
    data: { text, yes: '0o17', n: '1_0' },
  }
  const written = writeManifest([{ object, where: 'shop/templates/a.yaml' }])
  expect(readRendered(written)).toEqual([{ object, where: 'shop/templates/a.yaml' }])
  expect(parse(written, { version: '1.2' })).toEqual(object)
  expect(written).toMatch(/^---\n# Source: shop\/templates\/a\.yaml\n\{\n/)
})

test.each([
  ['text that is no YAML', '# Source: a.yaml\nkind: [', 'a.yaml can not be read'],
  ['a text', '# Source: a.yaml\nhello', 'a.yaml can not be read as it is rendered: something in it has no apiVersion'],
])('%s is refused with the name of its template', (_what, text, words) => {
  expect(() => readRendered(text)).toThrow(DeployError)
  expect(() => readRendered(text)).toThrow(words)
})
