import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { startTestCluster, type TestCluster } from '../cluster/startTestCluster.ts'
import { createTestNamespace } from '../conformance/support/createTestNamespace.ts'
import { leastValues, oidcValues, renderText } from './render.ts'

const everything = {
  ...oidcValues,
  replicas: 3,
  operator: {
    admins: { groups: ['platform'] },
    config: {
      ...oidcValues.operator.config,
      deployer: { timeoutSeconds: 900 },
      git: { credentialsSecret: { name: 'git' }, hosts: ['github.com'] },
    },
  },
  image: { digest: `sha256:${'0'.repeat(64)}`, pullSecrets: ['registry'] },
  config: {
    ...oidcValues.config,
    publicUrl: 'https://tools.example.com/catalyst',
    impersonation: { usernamePrefix: 'oidc:', groupsPrefix: 'oidc:', groups: ['developers'] },
    limits: { shellsPerIdentity: 3 },
  },
  secrets: { clientSecret: { existingSecret: 'client' }, certificates: { existingSecret: 'ca' } },
  kubeconfig: { existingSecret: 'clusters' },
  serviceAccount: { annotations: { 'example.com/role': 'catalyst' } },
  service: { type: 'LoadBalancer', annotations: { 'example.com/internal': 'true' } },
  ingress: { enabled: true, className: 'nginx', tlsSecret: 'tls', annotations: { 'example.com/buffering': 'off' } },
  networkPolicy: { from: [{ namespaceSelector: {} }], metricsFrom: [{ podSelector: {} }] },
  podDisruptionBudget: { maxUnavailable: '50%' },
  podLabels: { team: 'platform' },
  podAnnotations: { 'example.com/scrape': 'false' },
  nodeSelector: { 'kubernetes.io/os': 'linux' },
  tolerations: [{ operator: 'Exists' }],
  affinity: { nodeAffinity: {} },
  priorityClassName: 'system-cluster-critical',
  extraEnv: [{ name: 'HTTPS_PROXY', value: 'http://proxy.example.com:3128' }],
}

let cluster: TestCluster

beforeAll(async () => {
  cluster = await startTestCluster({ node: false })
})

afterAll(() => cluster[Symbol.asyncDispose]())

test.each([
  ['the least', leastValues],
  ['people who sign in', oidcValues],
  ['everything that can be set', everything],
])('the API server takes every object that is rendered: %s', async (_name, values) => {
  await using namespace = await createTestNamespace(cluster, 'chart')
  const text = await renderText(values, ['--namespace', namespace.name, '--include-crds'])
  const rendered = parseAllDocuments(text).filter((document) => document.toJS() !== null)
  const options = ['--dry-run=server', '--server-side', '--force-conflicts', '--validate=strict']
  const taken = await cluster.kubectl(['apply', ...options, '--filename', '-', '--output', 'name'], { input: text })
  expect(taken.trim().split('\n')).toHaveLength(rendered.length)
})
