import { expect, test } from 'vitest'
import { namesCluster } from './namesCluster.ts'

test.each([
  [{ KUBECONFIG: '/home/ada/.kube/config' }, true],
  [{ KUBECONFIG_STAGING: '/etc/staging.kubeconfig' }, true],
  [{ KUBECONFIG: '' }, false],
  [{ MY_KUBECONFIG: '/home/ada/.kube/config' }, false],
  [{}, false],
])('%o names a cluster: %s', (env, expected) => {
  expect(namesCluster(env)).toBe(expected)
})
