import { KubernetesError } from '@catalyst/kubernetes-client'
import { expect, test } from 'vitest'
import { DeployError } from '../DeployError.ts'
import { explainRefusal, isImmutable } from './explainRefusal.ts'

const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'shop' } }
const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'key', namespace: 'shop' } }

const refusal = (status: number, message: string, fields: string[] = []) =>
  new KubernetesError(message, {
    status,
    reason: 'x',
    details: { name: 'web', kind: 'x', causes: fields.map((field) => ({ field, message })) },
  })

test.each<[number, string, string, boolean, string]>([
  [403, 'exceeded quota: catalyst, requested: pods=1', 'QuotaExceeded', false, 'raise "resources" of the project'],
  [403, 'maximum cpu usage per Container is 1, but limit is 2', 'QuotaExceeded', false, 'limits of the namespace'],
  [403, 'violates PodSecurity "baseline:latest": host namespaces', 'ApplyRefused', false, 'Take out of the pod'],
  [403, "ValidatingAdmissionPolicy 'x' denied request", 'ApplyRefused', false, 'policy of the cluster'],
  [403, 'User "deployer" cannot patch resource "roles"', 'Forbidden', false, 'catalyst-deployer'],
  [401, 'Unauthorized', 'Forbidden', false, 'is gone'],
  [409, 'the object has been modified', 'ApplyRefused', true, 'Somebody else'],
  [429, 'too many requests', 'ClusterUnreachable', true, 'may recover'],
  [503, 'etcd is down', 'ClusterUnreachable', true, 'may recover'],
  [
    422,
    'Deployment.apps "web" is invalid: spec.x: Required value',
    'ApplyRefused',
    false,
    'refused: spec.x: Required value.',
  ],
  [422, 'spec.selector: Invalid value: field is immutable', 'ApplyRefused', false, 'kubectl delete deployment web'],
  [
    422,
    'Service "web" is invalid: spec.clusterIPs[0]: Invalid value: ["None"]: may not change once set',
    'ApplyRefused',
    false,
    "That can't be changed",
  ],
  [
    422,
    'spec.clusterIPs[0]: Invalid value: null: primary clusterIP can not be unset',
    'ApplyRefused',
    false,
    'kubectl',
  ],
  [500, 'etcdserver: request is too large', 'ApplyRefused', false, 'Make it smaller'],
  [
    500,
    'failed to create typed patch object (shop/web; apps/v1, Kind=Deployment): .a.value: expected string, got &value.valueUnstructured{Value:5}',
    'ManifestInvalid',
    false,
    'refused: .a.value: expected string, got 5.',
  ],
])('%i %s is %s', (...[status, message, reason, retry, part]) => {
  const error = explainRefusal(refusal(status, message), deployment)
  expect(error).toBeInstanceOf(DeployError)
  expect(error).toMatchObject({ reason, retry, message: expect.stringContaining(part) as string })
})

test('of a Secret only the fields are named', () => {
  const typed =
    'failed to create typed patch object (shop/key; /v1, Kind=Secret): .stringData.pin: expected string, got 4711'
  for (const error of [refusal(422, 'Invalid value: "4711"', ['data[pin]']), refusal(500, typed)]) {
    const { message } = explainRefusal(error, secret) as DeployError
    expect(message).toMatch(/Secret\/key was refused: it is wrong in (data\[pin\]|\.stringData\.pin)\./)
    expect(message).not.toContain('4711')
  }
})

test('only what is nothing but unchangeable is made anew', () => {
  expect(isImmutable(refusal(422, 'spec.template: Invalid value: x: field is immutable', ['spec.template']))).toBe(true)
  const mixed = new KubernetesError('x', {
    status: 422,
    reason: 'Invalid',
    details: { causes: [{ message: 'field is immutable' }, { message: 'Required value' }] },
  })
  expect(isImmutable(mixed)).toBe(false)
  expect(isImmutable(refusal(403, 'field is immutable'))).toBe(false)
})

test('what is no refusal stays what it is', () => {
  const error = new TypeError('x')
  expect(explainRefusal(error, deployment)).toBe(error)
})
