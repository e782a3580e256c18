import { expect, test } from 'vitest'
import { generateNamespace } from './generateNamespace.ts'
import { isSystemNamespace } from './isSystemNamespace.ts'

test.each(['default', 'kube-system', 'kube-public', 'kube-node-lease', 'catalyst-system', 'ingress-nginx'])(
  '%s is a system namespace',
  (namespace) => {
    expect(isSystemNamespace(namespace)).toBe(true)
  },
)

test('names that are put together can be a system namespace, too', () => {
  expect(isSystemNamespace(generateNamespace('kube', 'system'))).toBe(true)
})

test.each(['acme', 'acme-kube-system', 'defaults', 'kubernetes'])('%s is none', (namespace) => {
  expect(isSystemNamespace(namespace)).toBe(false)
})
