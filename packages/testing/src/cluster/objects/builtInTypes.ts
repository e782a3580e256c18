import { builtInColumns } from './columns/builtInColumns.ts'
import type { ResourceType, ScalePaths, Verb } from './ResourceType.ts'
import type { Schema } from './Schema.ts'

const allVerbs: readonly Verb[] = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch']
const replicas: ScalePaths = {
  specReplicas: '.spec.replicas',
  statusReplicas: '.status.replicas',
  labelSelector: '.spec.selector',
}

interface Row {
  kind: string
  /** @default the kind in lower case and an `s` */
  plural?: string
  cluster?: true
  short?: readonly string[]
  categories?: readonly string[]
  verbs?: readonly Verb[]
  status?: true
  scale?: ScalePaths
  /** Beyond name and namespace. */
  fields?: readonly string[]
}

const workload = { categories: ['all'], status: true } as const
const extension = { cluster: true, categories: ['api-extensions'] } as const
const eventFields = [
  ...['kind', 'namespace', 'name', 'uid', 'apiVersion', 'resourceVersion', 'fieldPath'].map(
    (field) => `involvedObject.${field}`,
  ),
  ...['reason', 'reportingComponent', 'source', 'type'],
]
const podFields = [
  ...['spec.nodeName', 'spec.restartPolicy', 'spec.schedulerName', 'spec.serviceAccountName', 'spec.hostNetwork'],
  ...['status.phase', 'status.podIP', 'status.nominatedNodeName'],
]

/** By `group/version`, as a kube-apiserver 1.34 serves them; what it has beyond that is not here. */
const groups: Readonly<Record<string, readonly Row[]>> = {
  '/v1': [
    { kind: 'ConfigMap', short: ['cm'] },
    { kind: 'Endpoints', plural: 'endpoints', short: ['ep'] },
    { kind: 'Event', short: ['ev'], fields: eventFields },
    { kind: 'LimitRange', short: ['limits'] },
    {
      kind: 'Namespace',
      ...{ cluster: true, short: ['ns'], status: true, fields: ['status.phase'] },
      verbs: allVerbs.filter((verb) => verb !== 'deletecollection'),
    },
    { kind: 'Node', cluster: true, short: ['no'], status: true, fields: ['spec.unschedulable'] },
    { kind: 'PersistentVolumeClaim', short: ['pvc'], status: true },
    { kind: 'PersistentVolume', cluster: true, short: ['pv'], status: true },
    { kind: 'Pod', short: ['po'], ...workload, fields: podFields },
    { kind: 'ResourceQuota', short: ['quota'], status: true },
    { kind: 'Secret', fields: ['type'] },
    { kind: 'ServiceAccount', short: ['sa'] },
    { kind: 'Service', short: ['svc'], ...workload, fields: ['spec.clusterIP', 'spec.type'] },
  ],
  'apiregistration.k8s.io/v1': [{ kind: 'APIService', ...extension, status: true }],
  'apps/v1': [
    { kind: 'ControllerRevision' },
    { kind: 'DaemonSet', short: ['ds'], ...workload },
    { kind: 'Deployment', short: ['deploy'], ...workload, scale: replicas },
    { kind: 'ReplicaSet', short: ['rs'], ...workload, scale: replicas, fields: ['status.replicas'] },
    { kind: 'StatefulSet', short: ['sts'], ...workload, scale: replicas },
  ],
  'batch/v1': [
    { kind: 'CronJob', short: ['cj'], ...workload },
    { kind: 'Job', ...workload, fields: ['status.successful'] },
  ],
  'networking.k8s.io/v1': [
    { kind: 'IngressClass', plural: 'ingressclasses', cluster: true },
    { kind: 'Ingress', plural: 'ingresses', short: ['ing'], status: true },
    { kind: 'NetworkPolicy', plural: 'networkpolicies', short: ['netpol'] },
  ],
  'policy/v1': [{ kind: 'PodDisruptionBudget', short: ['pdb'], status: true }],
  'rbac.authorization.k8s.io/v1': [
    { kind: 'ClusterRoleBinding', cluster: true },
    { kind: 'ClusterRole', cluster: true },
    { kind: 'RoleBinding' },
    { kind: 'Role' },
  ],
  'storage.k8s.io/v1': [{ kind: 'StorageClass', plural: 'storageclasses', cluster: true, short: ['sc'] }],
  'admissionregistration.k8s.io/v1': [
    { kind: 'ValidatingAdmissionPolicy', plural: 'validatingadmissionpolicies', ...extension, status: true },
    { kind: 'ValidatingAdmissionPolicyBinding', ...extension },
  ],
  'apiextensions.k8s.io/v1': [{ kind: 'CustomResourceDefinition', short: ['crd', 'crds'], ...extension, status: true }],
  'scheduling.k8s.io/v1': [{ kind: 'PriorityClass', plural: 'priorityclasses', cluster: true, short: ['pc'] }],
  'coordination.k8s.io/v1': [{ kind: 'Lease' }],
  'discovery.k8s.io/v1': [{ kind: 'EndpointSlice' }],
}

/** Where a kind's schema comes from. */
export type SchemaSource = (group: string, version: string, kind: string) => Schema

/** The kinds of Kubernetes itself that a cluster serves and keeps. */
export function builtInTypes(schemaOf: SchemaSource): ResourceType[] {
  return Object.entries(groups).flatMap(([groupVersion, rows]) => {
    const slash = groupVersion.indexOf('/')
    const group = groupVersion.slice(0, slash)
    const version = groupVersion.slice(slash + 1)
    return rows.map((row) => toType(row, { group, version }, schemaOf))
  })
}

function toType(
  row: Row,
  { group, version }: { group: string; version: string },
  schemaOf: SchemaSource,
): ResourceType {
  const singular = row.kind.toLowerCase()
  const plural = row.plural ?? `${singular}s`
  // Read when it is needed first: most tests touch few kinds, and schemas are large.
  let schema: Schema | undefined
  return {
    ...{ group, version, plural, singular, kind: row.kind, listKind: `${row.kind}List` },
    namespaced: row.cluster !== true,
    shortNames: row.short ?? [],
    categories: row.categories ?? [],
    verbs: row.verbs ?? allVerbs,
    hasStatus: row.status === true,
    scale: row.scale,
    get schema() {
      return (schema ??= schemaOf(group, version, row.kind))
    },
    columns: builtInColumns(row.kind),
    selectableFields: row.fields ?? [],
    isCustom: false,
  }
}
