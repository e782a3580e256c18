import { describe, expect, test } from 'vitest'
import type { DeploymentOrder } from '@catalyst/operator/deployment'
import { prepareObject } from './prepareObject.ts'

const order: DeploymentOrder = {
  action: 'apply',
  type: 'manifest',
  namespace: 'acme-shop-pr-1',
  name: 'pr-1',
  labels: { 'catalyst.dev/team': 'acme' },
  host: 'pr-1.example.com',
  timeoutSeconds: 60,
}

function containersOf(spec: object, given: Partial<DeploymentOrder>): unknown {
  const object = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, spec }
  return prepareObject(object, { ...order, ...given })['spec']
}

test('what the API server sets is left out, and the namespace is that of the environment', () => {
  const metadata = { name: 'x', namespace: null as never, uid: 'u', resourceVersion: '1', creationTimestamp: null }
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { a: 'b' }, status: {} }
  expect(prepareObject(object, order)).toEqual({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: 'x',
      namespace: 'acme-shop-pr-1',
      labels: order.labels,
      annotations: { 'catalyst.dev/deployed-by': 'deployer' },
    },
    data: { a: 'b' },
  })
})

describe('variables', () => {
  const own = { name: 'MODE', value: 'manifest' }
  const fromSecret = { name: 'MODE', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }
  const other = { name: 'OTHER', value: 'kept' }
  const mode = { name: 'MODE', value: 'preview' }
  const shared = { secretRef: { name: 'shared' } }
  test.each([
    [{ envVars: { MODE: 'preview' } }, { env: [own, other] }, { env: [mode, other] }],
    [{ envVars: { MODE: 'preview' } }, { env: [fromSecret] }, { env: [mode] }],
    [{ envVars: { MODE: 'preview' } }, {}, { env: [mode] }],
    [{ envFrom: [shared] }, { env: [own] }, { env: [own], envFrom: [shared] }],
    [
      { envFrom: [shared] },
      { envFrom: [{ secretRef: { name: 'a' } }] },
      { envFrom: [{ secretRef: { name: 'a' } }, shared] },
    ],
    [{}, { env: [own] }, { env: [own] }],
    [
      { envVars: { A: 'b' } },
      { env: [{ name: 'toString' }] },
      { env: [{ name: 'A', value: 'b' }, { name: 'toString' }] },
    ],
  ])('%j make of %j: %j', (given, container, expected) => {
    const all = (fields: object) => ({
      containers: [{ name: 'a', ...fields }],
      initContainers: [{ name: 'b', ...fields }],
    })
    expect(containersOf(all(container), given)).toEqual(all(expected))
  })

  test.each([[{ containers: 'none' }], [{ containers: [null, 'x'] }], [{}]])('are nowhere in %j', (spec) => {
    expect(containersOf(spec, { envVars: { A: 'b' } })).toEqual(spec)
  })
})
