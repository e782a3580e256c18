import { expect, test } from 'vitest'
import { decodeProtobuf } from './decodeProtobuf.ts'

type Part = readonly [number: number, value: string | number | Buffer]

/** A message of texts, messages and small whole numbers. */
function message(...parts: readonly Part[]): Buffer {
  return Buffer.concat(
    parts.map(([number, value]) => {
      if (typeof value === 'number') return Buffer.from([number << 3, value])
      const bytes = Buffer.from(value as string)
      return Buffer.concat([Buffer.from([(number << 3) | 2, bytes.length]), bytes])
    }),
  )
}

function envelope(apiVersion: string, kind: string, raw: Buffer): Buffer {
  const typeMeta = message([1, apiVersion], [2, kind])
  return Buffer.concat([Buffer.from('k8s\0'), message([1, typeMeta], [2, raw])])
}

test('an object has its fields by their names in JSON', () => {
  const metadata = message([1, 'settings'], [11, message([1, 'app'], [2, 'web'])], [8, message([1, 100])])
  const raw = message([1, metadata], [2, message([1, 'colour'], [2, 'green'])], [4, 0])
  expect(decodeProtobuf(envelope('v1', 'ConfigMap', raw))).toEqual({
    kind: 'ConfigMap',
    apiVersion: 'v1',
    metadata: { name: 'settings', labels: { app: 'web' }, creationTimestamp: '1970-01-01T00:01:40Z' },
    data: { colour: 'green' },
    immutable: false,
  })
})

test('zeros that JSON leaves out are left out', () => {
  const raw = message([1, message([1, 'reader'], [2, ''], [7, 0])])
  expect(decodeProtobuf(envelope('rbac.authorization.k8s.io/v1', 'Role', raw))).toMatchObject({
    metadata: { name: 'reader' },
  })
})

test('inlined fields stand where JSON has them, and special messages are what they mean', () => {
  const selector = message([1, message([1, 'settings'])], [2, 'colour'])
  const variable = message([1, 'COLOUR'], [3, message([3, selector])])
  const limits = message([1, 'cpu'], [2, message([1, '100m'])])
  const container = message([1, 'app'], [7, variable], [8, message([1, limits])])
  const raw = message([2, message([2, container])])
  expect(decodeProtobuf(envelope('v1', 'Pod', raw))).toMatchObject({
    spec: {
      containers: [
        {
          name: 'app',
          env: [{ name: 'COLOUR', valueFrom: { configMapKeyRef: { name: 'settings', key: 'colour' } } }],
          resources: { limits: { cpu: '100m' } },
        },
      ],
    },
  })
})

test.each([
  ['what is no protobuf', Buffer.from('{}'), 'does not begin'],
  ['what ends too early', Buffer.from('k8s\0\u000a\u0009'), 'ends too early'],
  ['a kind that is not known', envelope('example.com/v1', 'Thing', Buffer.alloc(0)), 'no kind "Thing" is registered'],
])('%s is a bad request', (_, body, why) => {
  expect(() => decodeProtobuf(body)).toThrow(why)
})
