import { isRecord } from '../../objects/isRecord.ts'
import type { ObjectInput } from '../../objects/KubernetesObject.ts'
import type { ResourceType } from '../../objects/ResourceType.ts'
import { toText } from '../../objects/toText.ts'
import { encodeSecret } from './encodeSecret.ts'
import { withPodDefaults } from './withPodDefaults.ts'

type Spec = Record<string, unknown>

/**
 * The defaults of built-in kinds, which stand in Go code and not in their schemas: `SetDefaults_…` in
 * https://github.com/kubernetes/kubernetes/tree/release-1.34/pkg/apis
 */
export function setDefaults(type: ResourceType, object: ObjectInput): ObjectInput {
  if (type.isCustom) return object
  const spec = isRecord(object['spec']) ? object['spec'] : undefined
  const defaults = defaultsOf[type.kind]
  if (type.kind === 'Secret') return { ...encodeSecret(object), type: object['type'] ?? 'Opaque' }
  if (type.kind === 'Namespace') {
    const { labels, name = '' } = object.metadata
    return { ...object, metadata: { ...object.metadata, labels: { ...labels, 'kubernetes.io/metadata.name': name } } }
  }
  if (type.kind === 'RoleBinding' || type.kind === 'ClusterRoleBinding') return withSubjectGroups(object)
  if (spec === undefined || defaults === undefined) return object
  return { ...object, spec: defaults(spec, object) }
}

const rollingUpdate = { maxUnavailable: '25%', maxSurge: '25%' }

const defaultsOf: Readonly<Record<string, (spec: Spec, object: ObjectInput) => Spec>> = {
  Pod: (spec) => ({ ...withPodDefaults(spec), enableServiceLinks: spec['enableServiceLinks'] ?? true }),
  Deployment: (spec) => ({
    replicas: 1,
    ...withTemplate(spec),
    strategy: withStrategy(spec['strategy'], rollingUpdate),
    revisionHistoryLimit: spec['revisionHistoryLimit'] ?? 10,
    progressDeadlineSeconds: spec['progressDeadlineSeconds'] ?? 600,
  }),
  ReplicaSet: (spec) => ({ replicas: 1, ...withTemplate(spec) }),
  StatefulSet: (spec) => ({
    replicas: 1,
    ...withTemplate(spec),
    serviceName: spec['serviceName'] ?? '',
    podManagementPolicy: spec['podManagementPolicy'] ?? 'OrderedReady',
    updateStrategy: withStrategy(spec['updateStrategy'], { partition: 0 }),
    revisionHistoryLimit: spec['revisionHistoryLimit'] ?? 10,
    persistentVolumeClaimRetentionPolicy: spec['persistentVolumeClaimRetentionPolicy'] ?? {
      whenDeleted: 'Retain',
      whenScaled: 'Retain',
    },
  }),
  DaemonSet: (spec) => ({
    ...withTemplate(spec),
    updateStrategy: withStrategy(spec['updateStrategy'], { maxUnavailable: 1, maxSurge: 0 }),
    revisionHistoryLimit: spec['revisionHistoryLimit'] ?? 10,
  }),
  Job: (spec) => ({
    parallelism: 1,
    ...(spec['parallelism'] === undefined && { completions: 1 }),
    backoffLimit: 6,
    completionMode: 'NonIndexed',
    suspend: false,
    podReplacementPolicy: 'TerminatingOrFailed',
    manualSelector: false,
    ...withTemplate(spec),
  }),
  CronJob: (spec) => ({
    concurrencyPolicy: 'Allow',
    suspend: false,
    successfulJobsHistoryLimit: 3,
    failedJobsHistoryLimit: 1,
    ...spec,
    ...(isRecord(spec['jobTemplate']) && { jobTemplate: withJobTemplate(spec['jobTemplate']) }),
  }),
  LimitRange: (spec) => ({
    ...spec,
    ...(Array.isArray(spec['limits']) && { limits: spec['limits'].filter(isRecord).map(withLimitDefaults) }),
  }),
  Service: (spec) => ({
    type: 'ClusterIP',
    sessionAffinity: 'None',
    ...(spec['type'] !== 'ExternalName' && { internalTrafficPolicy: 'Cluster' }),
    ...spec,
    ...(Array.isArray(spec['ports']) && {
      ports: spec['ports'].map((port: Spec) => ({ protocol: 'TCP', targetPort: port['port'], ...port })),
    }),
  }),
  NetworkPolicy: (spec) => ({
    policyTypes: ['Ingress', ...(spec['egress'] === undefined ? [] : ['Egress'])],
    ...spec,
  }),
  PersistentVolumeClaim: (spec) => ({ volumeMode: 'Filesystem', ...spec }),
  CustomResourceDefinition: (spec) => {
    const names = isRecord(spec['names']) ? spec['names'] : {}
    const kind = toText(names['kind'])
    return {
      conversion: { strategy: 'None' },
      ...spec,
      names: {
        ...names,
        singular: names['singular'] ?? kind.toLowerCase(),
        listKind: names['listKind'] ?? `${kind}List`,
      },
    }
  },
  ValidatingAdmissionPolicy: (spec) => ({ failurePolicy: 'Fail', ...spec }),
}

function withTemplate(spec: Spec): Spec {
  const template = isRecord(spec['template']) ? spec['template'] : undefined
  if (template === undefined || !isRecord(template['spec'])) return spec
  return { ...spec, template: { ...template, spec: withPodDefaults(template['spec']) } }
}

function withJobTemplate(template: Spec): Spec {
  return isRecord(template['spec']) ? { ...template, spec: withTemplate(template['spec']) } : template
}

/** What containers may use at most by default they ask for by default too. */
function withLimitDefaults(limit: Spec): Spec {
  if (limit['type'] !== 'Container') return limit
  const { max, min } = limit
  const limits = { ...(isRecord(max) ? max : {}), ...(isRecord(limit['default']) ? limit['default'] : {}) }
  const requests = {
    ...limits,
    ...(isRecord(min) ? min : {}),
    ...(isRecord(limit['defaultRequest']) ? limit['defaultRequest'] : {}),
  }
  return {
    ...limit,
    ...(Object.keys(limits).length > 0 && { default: limits }),
    ...(Object.keys(requests).length > 0 && { defaultRequest: requests }),
  }
}

function withStrategy(strategy: unknown, parameters: Spec): Spec {
  const given = isRecord(strategy) ? strategy : {}
  const type = given['type'] ?? 'RollingUpdate'
  if (type !== 'RollingUpdate') return { ...given, type }
  const chosen = isRecord(given['rollingUpdate']) ? given['rollingUpdate'] : {}
  return { ...given, type, rollingUpdate: { ...parameters, ...chosen } }
}

const rbac = 'rbac.authorization.k8s.io'

function withSubjectGroups(binding: ObjectInput): ObjectInput {
  const subjects = Array.isArray(binding['subjects']) ? binding['subjects'].filter(isRecord) : undefined
  const roleRef = isRecord(binding['roleRef'])
    ? { ...binding['roleRef'], apiGroup: binding['roleRef']['apiGroup'] || rbac }
    : undefined
  return {
    ...binding,
    ...(roleRef && { roleRef }),
    ...(subjects && {
      subjects: subjects.map((subject) =>
        subject['kind'] === 'ServiceAccount' || subject['apiGroup'] ? subject : { ...subject, apiGroup: rbac },
      ),
    }),
  }
}
