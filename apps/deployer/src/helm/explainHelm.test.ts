import { expect, test } from 'vitest'
import { explainHelm } from './explainHelm.ts'

const forbidden =
  'Error: UPGRADE FAILED: failed to create resource: configmaps is forbidden: User "system:serviceaccount:acme-shop:deployer-pr-1" cannot create resource "configmaps" in API group "" in the namespace "kube-system"'

test.each<[what: string, said: string, reason: string, words: string]>([
  [
    'no cluster',
    'Error: Kubernetes cluster unreachable: Get "https://10.96.0.1:443/version": dial tcp 10.96.0.1:443: connect: connection refused',
    'ClusterUnreachable',
    'did not answer',
  ],
  [
    'a quota',
    'Error: UPGRADE FAILED: failed to create resource: configmaps "two" is forbidden: exceeded quota: small, requested: count/configmaps=1, used: count/configmaps=2, limited: count/configmaps=2',
    'QuotaExceeded',
    'count/configmaps',
  ],
  ['another namespace', forbidden, 'Forbidden', 'reaches outside its namespace'],
  [
    'a namespace of others, found while rendering',
    'Error: UPGRADE FAILED: template: shop/templates/look.yaml:1:3: executing "shop/templates/look.yaml" at <lookup "v1" "Secret" "kube-system" "">: error calling lookup: secrets is forbidden: User "x" cannot list resource "secrets" in API group "" in the namespace "kube-system"',
    'Forbidden',
    'shop/templates/look.yaml:1:3',
  ],
  [
    'Pod Security',
    'Error: UPGRADE FAILED: failed to create resource: pods "a" is forbidden: violates PodSecurity "baseline:latest": privileged',
    'ApplyRefused',
    'securityContext',
  ],
  [
    'a policy',
    `Error: UPGRADE FAILED: failed to create resource: services "a" is forbidden: ValidatingAdmissionPolicy 'p' with binding 'p' denied request: no`,
    'ApplyRefused',
    'policy of the cluster',
  ],
  [
    'a template that ends early',
    'Error: UPGRADE FAILED: parse error at (shop/templates/broken.yaml:3): unexpected EOF',
    'RenderFailed',
    'shop/templates/broken.yaml:3',
  ],
  [
    'YAML that is none',
    'Error: YAML parse error on shop/templates/x.yaml: error converting YAML to JSON: yaml: line 3: did not find\n\nUse --debug flag to render out invalid YAML',
    'RenderFailed',
    'line 3: did not find',
  ],
  [
    'values against the schema',
    "Error: values don't meet the specifications of the schema(s) in the following chart(s):\nshop:\n- at '/replicas': got string, want integer\n",
    'RenderFailed',
    "at '/replicas': got string, want integer",
  ],
  [
    'a chart without a version',
    'Error: validation: chart.metadata.version is required',
    'ChartInvalid',
    'chart.metadata.version is required',
  ],
  [
    'a version of Kubernetes',
    'Error: chart requires kubeVersion: >=1.99 which is incompatible with Kubernetes v1.34.4',
    'ChartInvalid',
    '>=1.99',
  ],
  [
    'a hook that failed',
    'Error: UPGRADE FAILED: pre-upgrade hooks failed: 1 error occurred:\n\t* job migrate failed: BackoffLimitExceeded\n\n',
    'ReleaseFailed',
    'job migrate failed',
  ],
  [
    'a hook that took too long',
    'Error: failed pre-install: 1 error occurred:\n\t* timed out waiting for the condition\n',
    'ReleaseFailed',
    'did not end in time',
  ],
  [
    'another run',
    'Error: UPGRADE FAILED: another operation (install/upgrade/rollback) is in progress',
    'ReleaseStuck',
    '',
  ],
  [
    'a field that can not be changed',
    'Error: UPGRADE FAILED: cannot patch "web" with kind Deployment: Deployment.apps "web" is invalid: spec.selector: Invalid value: {}: field is immutable',
    'ApplyRefused',
    'field is immutable',
  ],
  ['something else', 'Error: UPGRADE FAILED: the moon is full', 'ReleaseFailed', 'the moon is full'],
  ['nothing', '', 'ReleaseFailed', 'Helm could not bring'],
])('%s', (...[, said, reason, words]) => {
  const explained = explainHelm(said)
  expect(explained.reason).toBe(reason)
  expect(explained.message).toContain(words)
  expect(explained.message).not.toMatch(/\n|Error:|UPGRADE FAILED|--debug/)
})

test('only what another attempt may mend is tried again', () => {
  expect(explainHelm('Error: Kubernetes cluster unreachable: i/o timeout').retry).toBe(true)
  expect(explainHelm(forbidden).retry).toBeUndefined()
})

test('warnings before the error are left out', () => {
  const said =
    'W1121 23:00:00.1 1 warnings.go:70] unknown field\nwalk.go:74: found symbolic link\nError: the moon is full\n'
  expect(explainHelm(said).message).toBe('Helm could not bring the release about. Helm says: the moon is full')
})
