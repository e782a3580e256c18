import { forbidden } from '../../objects/StatusError.ts'
import type { AdmissionContext, AdmissionRequest } from '../AdmissionRequest.ts'
import { podSpecOf } from '../PodSpec.ts'
import { baselineViolations } from './baseline.ts'
import { restrictedViolations } from './restricted.ts'

/**
 * `PodSecurity`: what the label `pod-security.kubernetes.io/enforce` of a namespace lets its pods do.
 * https://kubernetes.io/docs/concepts/security/pod-security-standards/
 *
 * @throws StatusError 403
 */
export function checkPodSecurity(request: AdmissionRequest, { store }: AdmissionContext): void {
  const { type, namespace = '', object } = request
  const labels = store.get('namespaces', { name: namespace })?.metadata.labels
  const level = labels?.['pod-security.kubernetes.io/enforce']
  if (object === undefined || (level !== 'baseline' && level !== 'restricted')) return
  const spec = podSpecOf(object)
  const violations = level === 'baseline' ? baselineViolations(spec) : restrictedViolations(spec)
  if (violations.length === 0) return
  const version = labels?.['pod-security.kubernetes.io/enforce-version'] ?? 'latest'
  const why = violations.map(({ reason, detail }) => `${reason} (${detail})`).join(', ')
  throw forbidden(type, object.metadata.name ?? '', `violates PodSecurity "${level}:${version}": ${why}`)
}
