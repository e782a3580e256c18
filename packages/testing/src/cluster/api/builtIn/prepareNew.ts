import { randomInt } from 'node:crypto'
import { isRecord } from '../../objects/isRecord.ts'
import type { ObjectInput } from '../../objects/KubernetesObject.ts'
import type { ResourceType } from '../../objects/ResourceType.ts'
import { qosClass } from './qosClass.ts'

/** A new object as its kind begins: without the status that was sent along, with what the server adds. */
export function prepareNew(type: ResourceType, object: ObjectInput): ObjectInput {
  const { status: sent, ...rest } = object
  if (type.isCustom) return type.hasStatus ? rest : object
  const fresh: ObjectInput = rest
  const spec = isRecord(fresh['spec']) ? fresh['spec'] : {}
  switch (type.kind) {
    case 'Pod':
      return { ...fresh, status: { phase: 'Pending', qosClass: qosClass(spec) } }
    case 'Namespace':
      return { ...fresh, spec: { finalizers: ['kubernetes'] }, status: { phase: 'Active' } }
    case 'Service':
      return { ...fresh, spec: giveAddress(spec), status: emptyStatuses['Service'] }
    case 'Job':
      return selectOwnPods(fresh, spec)
    case 'Node':
      // The kubelet sends it along.
      return { ...fresh, ...(isRecord(sent) && { status: sent }) }
    case 'PersistentVolumeClaim': {
      const finalizers = [...(fresh.metadata.finalizers ?? []), 'kubernetes.io/pvc-protection']
      const metadata = { ...fresh.metadata, finalizers: [...new Set(finalizers)] }
      return { ...fresh, metadata, status: { phase: 'Pending' } }
    }
    case 'PersistentVolume':
      return { ...fresh, status: { phase: 'Pending' } }
    default:
      return type.hasStatus
        ? { ...fresh, status: emptyStatuses[type.kind] ?? {} }
        : { ...fresh, ...(sent !== undefined && { status: sent }) }
  }
}

/** Go writes zeros where JSON could have nothing. */
const emptyStatuses: Readonly<Record<string, object>> = {
  DaemonSet: { currentNumberScheduled: 0, desiredNumberScheduled: 0, numberMisscheduled: 0, numberReady: 0 },
  Ingress: { loadBalancer: {} },
  PodDisruptionBudget: { currentHealthy: 0, desiredHealthy: 0, disruptionsAllowed: 0, expectedPods: 0 },
  ReplicaSet: { replicas: 0 },
  Service: { loadBalancer: {} },
  StatefulSet: { availableReplicas: 0, replicas: 0 },
}

function giveAddress(spec: Record<string, unknown>): Record<string, unknown> {
  if (spec['type'] === 'ExternalName') return spec
  const clusterIP = spec['clusterIP'] || `10.96.${randomInt(1, 255)}.${randomInt(1, 255)}`
  return { ...spec, clusterIP, clusterIPs: [clusterIP], ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' }
}

/** A job selects its pods by its own uid, so that no two jobs meet. */
function selectOwnPods(job: ObjectInput, spec: Record<string, unknown>): ObjectInput {
  if (spec['manualSelector'] === true) return { ...job, status: {} }
  const { uid = '', name = '' } = job.metadata
  const template = isRecord(spec['template']) ? spec['template'] : {}
  const metadata = isRecord(template['metadata']) ? template['metadata'] : {}
  const labels = {
    ...(metadata['labels'] as Record<string, string> | undefined),
    'batch.kubernetes.io/controller-uid': uid,
    'batch.kubernetes.io/job-name': name,
    'controller-uid': uid,
    'job-name': name,
  }
  const selector = { matchLabels: { 'batch.kubernetes.io/controller-uid': uid } }
  const hasLabels = Object.keys(job.metadata.labels ?? {}).length > 0
  return {
    ...job,
    metadata: { ...job.metadata, ...(!hasLabels && { labels }) },
    spec: { ...spec, selector, template: { ...template, metadata: { ...metadata, labels } } },
    status: {},
  }
}
