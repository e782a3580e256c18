const namespace = (name: string, labels: Record<string, string> = {}) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels },
})

/** What the README of the client takes to be there. */
export const readmeObjects = {
  apiVersion: 'v1',
  kind: 'List',
  items: [
    namespace('acme-shop', { 'catalyst.dev/team': 'acme', 'catalyst.dev/project': 'shop' }),
    namespace('acme-shop-pr-123'),
    {
      apiVersion: 'catalyst.catalyst.dev/v1alpha1',
      kind: 'Environment',
      metadata: { name: 'pr-1', namespace: 'acme-shop', labels: { 'catalyst.dev/team': 'acme' } },
      spec: { projectRef: { name: 'shop' }, sources: [{ name: 'web', branch: 'main' }] },
    },
    {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'widgets.example.com' },
      spec: {
        group: 'example.com',
        scope: 'Namespaced',
        names: { plural: 'widgets', singular: 'widget', kind: 'Widget', listKind: 'WidgetList' },
        versions: [
          {
            name: 'v1',
            served: true,
            storage: true,
            schema: {
              openAPIV3Schema: {
                type: 'object',
                properties: { spec: { type: 'object', properties: { size: { type: 'integer' } } } },
              },
            },
          },
        ],
      },
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: 'ada' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'ada' }],
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'shop', namespace: 'acme-shop', labels: { app: 'shop' } },
      spec: {
        replicas: 0,
        selector: { matchLabels: { app: 'shop' } },
        template: { metadata: { labels: { app: 'shop' } }, spec: { containers: [{ name: 'main', image: 'shop' }] } },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'app-0', namespace: 'acme-shop-pr-123' },
      spec: {
        containers: [
          {
            name: 'main',
            image: 'shop',
            ports: [{ containerPort: 8080 }],
            command: ['sh', '-c', 'echo ready; sleep 3600'],
          },
        ],
      },
    },
  ],
}

/** Of a kind that is only served once its definition is there. */
export const readmeWidget = {
  apiVersion: 'example.com/v1',
  kind: 'Widget',
  metadata: { name: 'first', namespace: 'acme-shop' },
  spec: { size: 7 },
}
