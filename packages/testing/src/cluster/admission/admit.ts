import { isRecord } from '../objects/isRecord.ts'
import type { ObjectInput } from '../objects/KubernetesObject.ts'
import type { AdmissionContext, AdmissionRequest } from './AdmissionRequest.ts'
import { checkNamespace } from './checkNamespace.ts'
import { checkPolicies } from './policies/checkPolicies.ts'
import { checkQuota } from './quota/checkQuota.ts'
import { applyLimitRanges } from './limits/applyLimitRanges.ts'
import { checkLimitRanges } from './limits/checkLimitRanges.ts'
import { checkPodSecurity } from './podSecurity/checkPodSecurity.ts'
import { withPodIdentity } from './withPodIdentity.ts'

/**
 * Completes an object that is about to be written, or refuses the write: the admission plugins of kube-apiserver that people
 * meet. https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/
 *
 * @throws StatusError when one is against it
 */
export function admit(request: AdmissionRequest, context: AdmissionContext): ObjectInput | undefined {
  checkNamespace(request, context)
  const object = complete(request, context)
  const completed = object === request.object ? request : { ...request, object }
  if (isPod(request) && request.operation !== 'DELETE') {
    checkLimitRanges(completed, context)
  }
  if (makesPods(request) && request.operation !== 'DELETE') checkPodSecurity(completed, context)
  checkPolicies(completed, context)
  if (request.operation === 'CREATE') checkQuota(completed, context)
  return object
}

function complete(request: AdmissionRequest, context: AdmissionContext): ObjectInput | undefined {
  const { object, operation } = request
  if (object === undefined || operation !== 'CREATE' || !isPod(request) || !isRecord(object['spec'])) return object
  return withPodIdentity({ ...request, object: applyLimitRanges(request, object, context) }, context)
}

const workloads = new Set(['Pod', 'Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job'])

function makesPods({ type, subresource }: AdmissionRequest): boolean {
  return !type.isCustom && workloads.has(type.kind) && subresource === undefined
}

function isPod({ type, subresource }: AdmissionRequest): boolean {
  return type.kind === 'Pod' && type.group === '' && subresource === undefined
}
