import { describe, expect, test } from 'vitest'
import type { Manifest, ManifestObject } from '../objects/ManifestObject.ts'
import { checkObjects } from './checkObjects.ts'

const boundaries = {
  namespace: 'acme-shop-pr-1',
  host: 'pr-1.preview.example.com',
  labels: { 'catalyst.dev/team': 'acme', 'catalyst.dev/environment': 'pr-1' },
}

function object(apiVersion: string, kind: string, rest: Record<string, unknown> = {}): ManifestObject {
  return { apiVersion, kind, ...rest, metadata: { name: 'x', ...(rest['metadata'] as object | undefined) } }
}

const pod = (spec: object) => object('v1', 'Pod', { spec })
const container = (fields: object) => pod({ containers: [{ name: 'web', image: 'web:1', ...fields }] })
const service = (spec: object) => object('v1', 'Service', { spec })
const ingress = (spec: object, annotations?: object) =>
  object('networking.k8s.io/v1', 'Ingress', { spec, metadata: { annotations } })
const configMap = (metadata: object) => object('v1', 'ConfigMap', { metadata })
const rules = [{ host: boundaries.host, http: {} }]

function faultsOf(...objects: ManifestObject[]) {
  const manifests = objects.map((one, index): Manifest => ({ object: one, where: `${index}.yaml` }))
  return checkObjects(manifests, boundaries)
}

test.each([
  ['v1', 'ConfigMap'],
  ['v1', 'Secret'],
  ['v1', 'Service'],
  ['v1', 'ServiceAccount'],
  ['v1', 'PersistentVolumeClaim'],
  ['v1', 'Pod'],
  ['apps/v1', 'Deployment'],
  ['apps/v1', 'StatefulSet'],
  ['batch/v1', 'Job'],
  ['batch/v1', 'CronJob'],
  ['networking.k8s.io/v1', 'Ingress'],
  ['autoscaling/v2', 'HorizontalPodAutoscaler'],
  ['policy/v1', 'PodDisruptionBudget'],
])('%s %s is allowed', (apiVersion, kind) => {
  expect(faultsOf(object(apiVersion, kind))).toEqual([])
})

test.each([
  ['rbac.authorization.k8s.io/v1', 'Role', 'is not allowed'],
  ['rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', 'is not allowed'],
  ['networking.k8s.io/v1', 'NetworkPolicy', 'is not allowed'],
  ['apps/v1', 'DaemonSet', 'is not allowed'],
  ['v1', 'Namespace', 'is not allowed'],
  ['v1', 'ResourceQuota', 'is not allowed'],
  ['apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'is not allowed'],
  ['catalyst.catalyst.dev/v1alpha1', 'Environment', 'is not allowed'],
  ['extensions/v1beta1', 'Ingress', 'is taken as networking.k8s.io/v1 alone'],
  ['autoscaling/v1', 'HorizontalPodAutoscaler', 'is taken as autoscaling/v2 alone'],
  ['kustomize.config.k8s.io/v1beta1', 'Kustomization', 'Kustomize is not run'],
])('%s %s is not', (apiVersion, kind, message) => {
  const [fault, ...more] = faultsOf(object(apiVersion, kind))
  expect(fault).toEqual({ reason: 'KindForbidden', message: expect.stringContaining(message) as string })
  expect(more).toEqual([])
})

describe('metadata', () => {
  test.each([
    [configMap({ namespace: boundaries.namespace })],
    [configMap({ labels: { 'catalyst.dev/team': 'other', 'catalyst.dev/component': 'web', app: 'x' } })],
    [object('v1', 'ConfigMap', { metadata: { name: 'default' } })],
  ])('%j is taken', (one) => {
    expect(faultsOf(one)).toEqual([])
  })

  test.each([
    [configMap({ namespace: 'kube-system' }), 'NamespaceForbidden', 'it is for namespace "kube-system"'],
    [configMap({ namespace: '' }), 'NamespaceForbidden', 'it is for namespace ""'],
    [configMap({ name: undefined, generateName: 'x-' }), 'ManifestInvalid', 'metadata.generateName is not taken'],
    [configMap({ name: '../secrets/x' }), 'ManifestInvalid', 'metadata.name has to be'],
    [configMap({ name: 'catalyst-anything' }), 'ManifestInvalid', 'kept for the platform'],
    [configMap({ name: 'kube-root-ca.crt' }), 'ManifestInvalid', 'kept for the platform'],
    [object('v1', 'ServiceAccount', { metadata: { name: 'default' } }), 'ManifestInvalid', 'kept for the platform'],
    [object('v1', 'Secret', { metadata: { name: 'sh.helm.release.v1.x.v1' } }), 'ManifestInvalid', 'kept for'],
    [configMap({ finalizers: ['x/y'] }), 'ManifestInvalid', 'metadata.finalizers is not allowed'],
    [configMap({ ownerReferences: [] }), 'ManifestInvalid', 'metadata.ownerReferences is not allowed'],
    [configMap({ annotations: { 'catalyst.dev/applied': 'x' } }), 'ManifestInvalid', 'catalyst.dev/applied is for'],
    [configMap({ labels: { 'catalyst.dev/job': 'x' } }), 'ManifestInvalid', 'catalyst.dev/job is for the platform'],
    [
      object('batch/v1', 'Job', { spec: { template: { metadata: { labels: { 'catalyst.dev/job': 'x' } } } } }),
      'ManifestInvalid',
      'catalyst.dev/job is for the platform',
    ],
    [
      object('batch/v1', 'CronJob', { spec: { jobTemplate: { metadata: { annotations: { 'catalyst.dev/x': '' } } } } }),
      'ManifestInvalid',
      'catalyst.dev/x is for the platform',
    ],
    [
      object('apps/v1', 'StatefulSet', {
        spec: { volumeClaimTemplates: [{ metadata: { labels: { 'catalyst.dev/team': 'other' } } }] },
      }),
      'ManifestInvalid',
      'catalyst.dev/team is for the platform',
    ],
  ])('%j is refused', (...[one, reason, message]) => {
    expect(faultsOf(one)).toEqual([{ reason, message: expect.stringContaining(message) as string }])
  })
})

describe('pods', () => {
  test.each([
    container({ ports: [{ containerPort: 80 }], securityContext: { runAsUser: 0 } }),
    container({ securityContext: { capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] }, privileged: false } }),
    pod({
      hostNetwork: false,
      volumes: [
        { name: 'a', emptyDir: {} },
        { name: 'b', persistentVolumeClaim: {} },
      ],
    }),
    pod({ priorityClassName: 'previews', serviceAccountName: 'web' }),
  ])('%j may be', (one) => {
    expect(faultsOf(one)).toEqual([])
  })

  const hostPath = [{ name: 'node', hostPath: { path: '/' } }]
  test.each([
    [pod({ hostNetwork: true }), 'hostNetwork is not allowed'],
    [pod({ hostPID: true }), 'hostPID is not allowed'],
    [pod({ hostIPC: true }), 'hostIPC is not allowed'],
    [pod({ nodeName: 'node-1' }), 'nodeName is not allowed'],
    [pod({ priorityClassName: 'system-node-critical' }), 'priorityClassName is one of the cluster'],
    [pod({ serviceAccountName: 'catalyst-developer' }), 'serviceAccountName names an account of the platform'],
    [pod({ volumes: hostPath }), 'volume "node" is of type hostPath'],
    [pod({ volumes: [{ name: 'a', nfs: {} }] }), 'volume "a" is of type nfs'],
    [pod({ securityContext: { seccompProfile: { type: 'Unconfined' } } }), 'seccompProfile of the pod is Unconfined'],
    [container({ ports: [{ containerPort: 80, hostPort: 80 }] }), 'container "web" has a hostPort'],
    [container({ securityContext: { privileged: true } }), 'container "web" is privileged'],
    [container({ securityContext: { procMount: 'Unmasked' } }), 'container "web" has a procMount'],
    [
      container({ securityContext: { capabilities: { add: ['SYS_ADMIN', 'CHOWN', 'NET_RAW'] } } }),
      'adds the capabilities SYS_ADMIN, NET_RAW',
    ],
    [pod({ initContainers: [{ name: 'i', securityContext: { privileged: true } }] }), 'container "i" is privileged'],
    [object('apps/v1', 'Deployment', { spec: { template: { spec: { volumes: hostPath } } } }), 'hostPath'],
    [object('apps/v1', 'StatefulSet', { spec: { template: { spec: { volumes: hostPath } } } }), 'hostPath'],
    [object('batch/v1', 'Job', { spec: { template: { spec: { volumes: hostPath } } } }), 'hostPath'],
    [
      object('batch/v1', 'CronJob', { spec: { jobTemplate: { spec: { template: { spec: { volumes: hostPath } } } } } }),
      'hostPath',
    ],
  ])('%j may not be', (one, message) => {
    expect(faultsOf(one)).toEqual([{ reason: 'ManifestInvalid', message: expect.stringContaining(message) as string }])
  })
})

test.each([[{}], [{ type: 'ClusterIP' }], [{ clusterIP: 'None' }]])('a Service with %j is inside', (spec) => {
  expect(faultsOf(service(spec))).toEqual([])
})

test.each([
  [{ type: 'NodePort' }],
  [{ type: 'LoadBalancer' }],
  [{ type: 'ExternalName', externalName: 'example.com' }],
  [{ externalName: 'example.com' }],
  [{ externalIPs: ['10.0.0.1'] }],
])('a Service with %j is refused', (spec) => {
  expect(faultsOf(service(spec))).toHaveLength(1)
})

describe('an Ingress', () => {
  test.each([
    [{ rules }, {}],
    [{ rules, tls: [{ hosts: [boundaries.host], secretName: 'tls' }] }, {}],
    [{ rules }, { 'nginx.ingress.kubernetes.io/proxy-body-size': '20m', 'app.kubernetes.io/name': 'x' }],
    [{ rules }, { 'nginx.ingress.kubernetes.io/rewrite-target': '/api/$2' }],
  ])('with %j and annotations %j takes its own host', (spec, annotations) => {
    expect(faultsOf(ingress(spec, annotations))).toEqual([])
  })

  test.each([
    [{ rules: [{ host: 'shop.example.com' }] }, 'the host "shop.example.com"'],
    [{ rules: [{ host: '*.preview.example.com' }] }, 'the host "*.preview.example.com"'],
    [{ rules: [{ http: {} }] }, 'every host'],
    [{ rules, tls: [{ hosts: ['pr-2.preview.example.com'] }] }, 'the host "pr-2.preview.example.com"'],
    [{ rules, tls: [{ hosts: 'pr-2.preview.example.com' }] }, 'every host'],
    [{ defaultBackend: {} }, 'takes every host'],
  ])('with %j does not', (spec, message) => {
    const reason = 'HostForbidden'
    expect(faultsOf(ingress(spec))).toEqual([{ reason, message: expect.stringContaining(message) as string }])
  })

  const leading = (one: object) => ({ rules: [{ host: boundaries.host, http: { paths: [one] } }] })

  test.each([['/'], ['/api(/|$)(.*)'], ['/v1.2/a-b_c~d%20'], ['/(?!static).*'], [undefined]])(
    'may lead from the path %j',
    (path) => {
      expect(faultsOf(ingress(leading({ path, backend: { service: { name: 'web' } } })))).toEqual([])
    },
  )

  test.each([
    [{ path: '/x; } location / {' }],
    [{ path: '/x"' }],
    [{ path: '/a\nb' }],
    [{ path: 'api' }],
    [{ path: ['/'] }],
    [{ path: '/', backend: { resource: { kind: 'Secret' } } }],
  ])('may not lead from %j', (one) => {
    expect(faultsOf(ingress(leading(one)))).toHaveLength(1)
  })

  test.each([
    ['nginx.ingress.kubernetes.io/configuration-snippet', 'return 200;'],
    ['nginx.ingress.kubernetes.io/server-snippet', ''],
    ['nginx.ingress.kubernetes.io/auth-url', 'http://10.0.0.1'],
    ['nginx.ingress.kubernetes.io/server-alias', 'example.com'],
    ['nginx.ingress.kubernetes.io/rewrite-target', '/x; } location / {'],
    ['nginx.ingress.kubernetes.io/proxy-body-size', '1m; x'],
    ['external-dns.alpha.kubernetes.io/hostname', 'example.com'],
  ])('may not be annotated with %s: %j', (key, value) => {
    expect(faultsOf(ingress({ rules }, { [key]: value }))).toEqual([
      { reason: 'ManifestInvalid', message: expect.stringContaining(key) as string },
    ])
  })
})

test.each([
  [object('v1', 'Secret', { type: 'kubernetes.io/service-account-token' }), 'service-account-token'],
  [object('v1', 'PersistentVolumeClaim', { spec: { volumeName: 'pv-1' } }), 'volumeName'],
  [object('v1', 'PersistentVolumeClaim', { spec: { dataSourceRef: { namespace: 'b' } } }), 'another namespace'],
  [object('apps/v1', 'StatefulSet', { spec: { volumeClaimTemplates: [{ spec: { volumeName: 'a' } }] } }), 'volumeName'],
])('%j is refused', (one, message) => {
  expect(faultsOf(one)).toEqual([{ reason: 'ManifestInvalid', message: expect.stringContaining(message) as string }])
})

test('an object that is there twice is told with both places', () => {
  expect(faultsOf(configMap({}), object('v1', 'Secret'), configMap({}))).toEqual([
    { reason: 'ManifestInvalid', message: '2.yaml, ConfigMap/x: it is in 0.yaml already. Keep one of them.' },
  ])
})

test.each([
  [null],
  ['text'],
  [[1, 'a', null]],
  [{ spec: [] }],
  [{ containers: 'x', volumes: [null], rules: 1, tls: {} }],
])('a spec that is %j ends nothing', (spec) => {
  const kinds: [string, string][] = [
    ['v1', 'Pod'],
    ['v1', 'Service'],
    ['apps/v1', 'StatefulSet'],
    ['networking.k8s.io/v1', 'Ingress'],
  ]
  const objects = kinds.map(([apiVersion, kind]) => object(apiVersion, kind, { spec }))
  expect(() => faultsOf(...objects)).not.toThrow()
})
