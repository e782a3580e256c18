const probe = { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 }
const rollingUpdate = { maxUnavailable: '25%', maxSurge: '25%' }

const container = {
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
  resources: {},
}

function under(definition: string, defaults: Record<string, unknown>): [string, unknown][] {
  return Object.entries(defaults).map(([field, value]) => [`${definition}#${field}`, value])
}

/**
 * What kube-apiserver fills in, as the `defaults.go` of its groups say; OpenAPI doesn't have it. By definition and field.
 * What depends on other fields, or on where a spec stands, is in `api/builtIn`.
 */
export const builtInDefaults: Readonly<Record<string, unknown>> = Object.fromEntries([
  ...under('core.v1.PodSpec', {
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    securityContext: {},
    schedulerName: 'default-scheduler',
  }),
  ...under('core.v1.Container', container),
  ...under('core.v1.EphemeralContainer', container),
  ...under('core.v1.ContainerPort', { protocol: 'TCP' }),
  ...under('core.v1.ObjectFieldSelector', { apiVersion: 'v1' }),
  ...under('core.v1.HTTPGetAction', { path: '/', scheme: 'HTTP' }),
  ...under('core.v1.GRPCAction', { service: '' }),
  ...under('core.v1.Probe', probe),
  ...under('core.v1.SecretVolumeSource', { defaultMode: 0o644 }),
  ...under('core.v1.ConfigMapVolumeSource', { defaultMode: 0o644 }),
  ...under('core.v1.DownwardAPIVolumeSource', { defaultMode: 0o644 }),
  ...under('core.v1.ProjectedVolumeSource', { defaultMode: 0o644 }),
  ...under('core.v1.ServiceAccountTokenProjection', { expirationSeconds: 3600 }),
  ...under('core.v1.HostPathVolumeSource', { type: '' }),
  ...under('core.v1.ServicePort', { protocol: 'TCP' }),
  ...under('core.v1.ServiceSpec', { sessionAffinity: 'None', type: 'ClusterIP' }),
  ...under('core.v1.EndpointPort', { protocol: 'TCP' }),
  ...under('core.v1.Secret', { type: 'Opaque' }),
  ...under('core.v1.PersistentVolumeClaimSpec', { volumeMode: 'Filesystem' }),
  ...under('core.v1.PersistentVolumeClaim', { status: { phase: 'Pending' } }),
  ...under('core.v1.PersistentVolumeSpec', { volumeMode: 'Filesystem', persistentVolumeReclaimPolicy: 'Retain' }),
  ...under('apps.v1.DeploymentSpec', {
    replicas: 1,
    revisionHistoryLimit: 10,
    progressDeadlineSeconds: 600,
    strategy: { type: 'RollingUpdate', rollingUpdate },
  }),
  ...under('apps.v1.DeploymentStrategy', { type: 'RollingUpdate' }),
  ...under('apps.v1.RollingUpdateDeployment', rollingUpdate),
  ...under('apps.v1.ReplicaSetSpec', { replicas: 1 }),
  ...under('apps.v1.StatefulSetSpec', {
    replicas: 1,
    revisionHistoryLimit: 10,
    podManagementPolicy: 'OrderedReady',
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
    persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
  }),
  ...under('apps.v1.DaemonSetSpec', {
    revisionHistoryLimit: 10,
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } },
  }),
  ...under('batch.v1.CronJobSpec', {
    concurrencyPolicy: 'Allow',
    suspend: false,
    successfulJobsHistoryLimit: 3,
    failedJobsHistoryLimit: 1,
  }),
  ...under('networking.v1.NetworkPolicyPort', { protocol: 'TCP' }),
  ...under('storage.v1.StorageClass', { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' }),
  ...under('discovery.v1.EndpointPort', { name: '', protocol: 'TCP' }),
  ...under('apiextensions.v1.CustomResourceDefinitionSpec', { conversion: { strategy: 'None' } }),
  ...under('admissionregistration.v1.ValidatingAdmissionPolicySpec', { failurePolicy: 'Fail' }),
  ...under('admissionregistration.v1.MatchResources', {
    matchPolicy: 'Equivalent',
    namespaceSelector: {},
    objectSelector: {},
  }),
  ...under('admissionregistration.v1.NamedRuleWithOperations', { scope: '*' }),
])
