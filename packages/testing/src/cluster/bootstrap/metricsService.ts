/** Says that usage is served, as metrics-server does; `kubectl top` looks for the group that it names. */
export const metricsService = {
  apiVersion: 'apiregistration.k8s.io/v1',
  kind: 'APIService',
  metadata: { name: 'v1beta1.metrics.k8s.io' },
  spec: {
    group: 'metrics.k8s.io',
    groupPriorityMinimum: 100,
    insecureSkipTLSVerify: true,
    service: { name: 'metrics-server', namespace: 'kube-system', port: 443 },
    version: 'v1beta1',
    versionPriority: 100,
  },
}
