import { notImplemented, type StatusError } from '../objects/StatusError.ts'
import { resourceNameOf } from '../objects/names.ts'
import type { ResourcePath } from './RequestInfo.ts'

/** Groups of Kubernetes itself of which nothing, or not everything, is here. */
const groups = new Set([
  ...['', 'admissionregistration.k8s.io', 'apps', 'autoscaling', 'batch', 'certificates.k8s.io', 'events.k8s.io'],
  ...['flowcontrol.apiserver.k8s.io', 'internal.apiserver.k8s.io', 'networking.k8s.io', 'node.k8s.io'],
  ...['resource.k8s.io', 'storage.k8s.io'],
])

const kinds = new Set([
  ...['bindings', 'componentstatuses', 'podtemplates', 'replicationcontrollers', 'horizontalpodautoscalers'],
  ...['mutatingwebhookconfigurations', 'validatingwebhookconfigurations', 'certificatesigningrequests', 'events'],
  ...['flowschemas', 'prioritylevelconfigurations', 'ipaddresses', 'servicecidrs', 'runtimeclasses', 'csidrivers'],
  ...['csinodes', 'csistoragecapacities', 'volumeattachments', 'volumeattributesclasses', 'deviceclasses'],
  ...['resourceclaims', 'resourceclaimtemplates', 'resourceslices'],
])

/** What a kube-apiserver has and this cluster does not, said as it is; undefined for what Kubernetes has not either. */
export function missingPart(path: ResourcePath): StatusError | undefined {
  if (!groups.has(path.group) || !kinds.has(path.plural)) return undefined
  return notImplemented(`${resourceNameOf(path)} is a part of Kubernetes that the embedded cluster does not have`)
}
