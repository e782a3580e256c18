import type { OperatorSettings } from './OperatorSettings.ts'

/** What holds where nothing is configured: a laptop. */
export const defaultSettings: OperatorSettings = {
  urlTemplate: 'http://{namespace}.localhost:8080/',
  ingress: undefined,
  quota: { cpu: '4', memory: '8Gi', storage: '20Gi', pods: 50 },
  containerDefaults: { requests: { cpu: '50m', memory: '64Mi' }, limits: { cpu: '1', memory: '1Gi' } },
  network: { ingressNamespaces: ['ingress-nginx'], dnsNamespaces: ['kube-system'], egress: [] },
  groupsPrefix: '',
  teamGroupPrefix: 'team:',
  deployTimeoutMs: 600_000,
  maxAttempts: 3,
  janitor: { delete: false, graceMs: 3_600_000 },
  deployer: {
    image: 'docker.io/catalyst/server:latest',
    pullPolicy: 'IfNotPresent',
    pullSecrets: [],
    timeoutMs: 600_000,
    resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { cpu: '1', memory: '512Mi' } },
    env: {},
  },
  git: { credentialsSecret: undefined, hosts: [] },
}
