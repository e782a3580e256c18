/** An object of a built-in kind, with what is wrong with it. */
export interface BuiltInCase {
  title: string
  kind: string
  fields: Readonly<Record<string, unknown>>
}

const container = { name: 'app', image: 'nginx' }
const labelled = { metadata: { labels: { app: 'shop' } }, spec: { containers: [container] } }
const selector = { matchLabels: { app: 'shop' } }

const pod = (title: string, spec: object): BuiltInCase => ({ title: `pod: ${title}`, kind: 'Pod', fields: { spec } })
const app = (title: string, fields: object): BuiltInCase => pod(title, { containers: [{ ...container, ...fields }] })
const deployment = (title: string, spec: object): BuiltInCase => ({
  title: `deployment: ${title}`,
  kind: 'Deployment',
  fields: { spec: { selector, template: labelled, ...spec } },
})
const service = (title: string, spec: object): BuiltInCase => ({
  title: `service: ${title}`,
  kind: 'Service',
  fields: { spec },
})

export const builtInCases: BuiltInCase[] = [
  { title: 'pod: no spec', kind: 'Pod', fields: {} },
  pod('no containers', { containers: [] }),
  pod('a container without name', { containers: [{ image: 'nginx' }] }),
  pod('a container without image', { containers: [{ name: 'app' }] }),
  pod('two containers of one name', { containers: [container, container] }),
  pod('an init container of the same name', { containers: [container], initContainers: [container] }),
  pod('an unknown restart policy', { containers: [container], restartPolicy: 'Sometimes' }),
  pod('two sources in a volume', {
    containers: [container],
    volumes: [{ name: 'v', emptyDir: {}, hostPath: { path: '/' } }],
  }),
  pod('two volumes of one name', {
    containers: [container],
    volumes: [
      { name: 'v', emptyDir: {} },
      { name: 'v', emptyDir: {} },
    ],
  }),
  pod('a text for a list', { containers: 'nginx' }),
  pod('a text for a number', { containers: [container], terminationGracePeriodSeconds: 'x' }),
  app('a name in capitals', { name: 'App_' }),
  app('a number for an image', { image: 3 }),
  app('a port of zero', { ports: [{ containerPort: 0 }] }),
  app('a port that is too high', { ports: [{ containerPort: 70_000 }] }),
  app('a port with a bad name', { ports: [{ containerPort: 80, name: 'Web' }] }),
  app('a mount of no volume', { volumeMounts: [{ name: 'x', mountPath: '/a' }] }),
  app('variables without a good name', { env: [{ name: '=' }, { name: '', value: 'x' }] }),
  app('an unknown pull policy', { imagePullPolicy: 'Now' }),
  app('requests over limits', { resources: { requests: { cpu: '2' }, limits: { cpu: '1' } } }),
  app('an amount that is none', { resources: { requests: { cpu: 'lots' } } }),
  app('an amount below zero', { resources: { requests: { cpu: '-1' } } }),
  app('a probe of port zero', { livenessProbe: { httpGet: { port: 0 } } }),
  app('a probe that does nothing', { readinessProbe: {} }),
  deployment('a selector that misses', { selector: { matchLabels: { app: 'other' } } }),
  deployment('no selector', { selector: undefined }),
  deployment('nothing', { selector: undefined, template: undefined }),
  deployment('pods that end', { template: { ...labelled, spec: { ...labelled.spec, restartPolicy: 'Never' } } }),
  deployment('fewer than no replicas', { replicas: -1 }),
  deployment('replicas as text', { replicas: '3' }),
  { title: 'config map: a bad key', kind: 'ConfigMap', fields: { data: { 'a b': 'c' } } },
  { title: 'config map: a number', kind: 'ConfigMap', fields: { data: { a: 1 } } },
  { title: 'config map: a text for a map', kind: 'ConfigMap', fields: { data: 'x' } },
  { title: 'config map: bad labels', kind: 'ConfigMap', fields: { metadata: { labels: { 'a b': 'c d', '/x': 'y' } } } },
  { title: 'config map: a label that is a number', kind: 'ConfigMap', fields: { metadata: { labels: { a: 1 } } } },
  {
    title: 'config map: a bad name, annotation, finalizer and owner',
    kind: 'ConfigMap',
    fields: { metadata: { name: 'A b', annotations: { 'x y': 'z' }, finalizers: ['a'], ownerReferences: [{}] } },
  },
  { title: 'secret: no base64', kind: 'Secret', fields: { data: { a: 'not base64!' } } },
  service('no ports', { selector: { a: 'b' } }),
  service('bad ports', {
    ports: [
      { port: 0, targetPort: 80 },
      { port: 70_000, targetPort: 80, name: 'a' },
    ],
  }),
  service('an unknown type', { type: 'X', ports: [{ port: 80 }] }),
  {
    title: 'service: a name with a digit first',
    kind: 'Service',
    fields: { metadata: { name: '1a' }, spec: { ports: [{ port: 80 }] } },
  },
  { title: 'namespace: a name with dots', kind: 'Namespace', fields: { metadata: { name: 'a.b' } } },
  { title: 'quota: an amount that is none', kind: 'ResourceQuota', fields: { spec: { hard: { cpu: 'x' } } } },
  { title: 'quota: an unknown name', kind: 'ResourceQuota', fields: { spec: { hard: { foo: '1', pods: '-1' } } } },
  {
    title: 'role: incomplete rules',
    kind: 'Role',
    fields: { rules: [{ verbs: [] }, { verbs: ['get'], nonResourceURLs: ['/x'] }] },
  },
  {
    title: 'role binding: nobody and nothing',
    kind: 'RoleBinding',
    fields: {
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'X', name: '' },
      subjects: [{ kind: 'Y', name: '' }],
    },
  },
  {
    title: 'job: pods that are restarted',
    kind: 'Job',
    fields: { spec: { template: { spec: { containers: [container], restartPolicy: 'Always' } } } },
  },
  {
    title: 'network policy: an unknown type',
    kind: 'NetworkPolicy',
    fields: { spec: { podSelector: {}, policyTypes: ['X'] } },
  },
  {
    title: 'policy binding: denies and warns',
    kind: 'ValidatingAdmissionPolicyBinding',
    fields: { spec: { policyName: 'p', validationActions: ['Deny', 'Warn'] } },
  },
]
