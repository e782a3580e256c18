import { expect, test } from 'vitest'
import { deployments, roles } from '../resources/builtinResources.ts'
import { environments } from '../resources/environments.ts'
import { namespaces } from '../resources/namespaces.ts'
import { pods } from '../resources/pods.ts'
import { resourcePath, type ResourcePathOptions } from './resourcePath.ts'
import type { ResourceDefinition } from '../resources/ResourceDefinition.ts'

const cases: [ResourceDefinition<unknown>, ResourcePathOptions, string][] = [
  [pods, {}, '/api/v1/pods'],
  [pods, { namespace: 'acme' }, '/api/v1/namespaces/acme/pods'],
  [pods, { namespace: 'acme', name: 'app-0' }, '/api/v1/namespaces/acme/pods/app-0'],
  [pods, { namespace: 'acme', name: 'app-0', subresource: 'log' }, '/api/v1/namespaces/acme/pods/app-0/log'],
  [namespaces, { name: 'acme' }, '/api/v1/namespaces/acme'],
  [deployments, { namespace: 'acme' }, '/apis/apps/v1/namespaces/acme/deployments'],
  [environments, {}, '/apis/catalyst.catalyst.dev/v1alpha1/environments'],
  [roles, { namespace: 'a', name: 'system:x' }, '/apis/rbac.authorization.k8s.io/v1/namespaces/a/roles/system%3Ax'],
]

test.each(cases)('%o with %o is %s', (resource, options, path) => {
  expect(resourcePath(resource, options)).toBe(path)
})

const refused: [string, ResourceDefinition<unknown>, ResourcePathOptions][] = [
  ['a slash in a name', pods, { namespace: 'acme', name: 'a/b' }],
  ['a name that climbs', pods, { namespace: 'acme', name: '..' }],
  ['an encoded slash in a name', pods, { namespace: 'acme', name: 'a%2Fb' }],
  ['an empty name', pods, { namespace: 'acme', name: '' }],
  ['a namespace that climbs', pods, { namespace: '../kube-system' }],
  ['an empty namespace', pods, { namespace: '' }],
  ['a namespace in upper case', pods, { namespace: 'Acme' }],
  ['a namespace too long', pods, { namespace: 'a'.repeat(64) }],
  ['a namespace for a kind that is in none', namespaces, { namespace: 'acme', name: 'acme' }],
  ['a name without its namespace', pods, { name: 'app-0' }],
  ['a subresource without a name', pods, { namespace: 'acme', subresource: 'log' }],
  ['a subresource that is a path', pods, { namespace: 'acme', name: 'app-0', subresource: 'proxy/x' }],
  ['a plural that is a path', { ...pods, plural: 'pods/../secrets' }, { namespace: 'acme' }],
]

test.each(refused)('%s is refused', (_, resource, options) => {
  expect(() => resourcePath(resource, options)).toThrow(RangeError)
})
