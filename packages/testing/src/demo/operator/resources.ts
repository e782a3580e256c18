/** The kinds that the operator reads and writes. */
export const resources = {
  environments: 'environments.catalyst.catalyst.dev',
  projects: 'projects.catalyst.catalyst.dev',
  namespaces: 'namespaces',
  quotas: 'resourcequotas',
  policies: 'networkpolicies.networking.k8s.io',
  jobs: 'jobs.batch',
  deployments: 'deployments.apps',
  replicaSets: 'replicasets.apps',
  services: 'services',
  secrets: 'secrets',
  ingresses: 'ingresses.networking.k8s.io',
  pods: 'pods',
  events: 'events',
} as const
