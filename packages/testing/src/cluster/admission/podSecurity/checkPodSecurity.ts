import { isRecord } from '../../objects/isRecord.ts'
import { forbidden } from '../../objects/StatusError.ts'
import type { AdmissionContext, AdmissionRequest } from '../AdmissionRequest.ts'
import { podSpecOf } from '../PodSpec.ts'
import { baselineViolations } from './baseline.ts'
import { restrictedViolations } from './restricted.ts'

type Labels = Readonly<Record<string, string>>

/**
 * `PodSecurity`: what the labels `pod-security.kubernetes.io/enforce` and `…/warn` of a namespace say of its pods. Workloads
 * are warned of what their pods would be refused for. https://kubernetes.io/docs/concepts/security/pod-security-standards/
 *
 * @throws StatusError 403
 */
export function checkPodSecurity(request: AdmissionRequest, { store }: AdmissionContext): void {
  const { type, namespace = '', object } = request
  const labels = store.get('namespaces', { name: namespace })?.metadata.labels
  if (object === undefined || labels === undefined) return
  const spec = podSpecOf(object)
  const isPod = type.kind === 'Pod'
  const refusal = isPod ? violationsOf(labels, 'enforce', spec) : undefined
  if (refusal !== undefined) throw forbidden(type, object.metadata.name ?? '', `violates ${refusal}`)
  const warning = violationsOf(labels, 'warn', isPod ? spec : templateOf(spec))
  if (warning !== undefined) request.warn?.(`would violate ${warning}`)
}

function templateOf({ template }: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return isRecord(template) && isRecord(template['spec']) ? template['spec'] : {}
}

function violationsOf(
  labels: Labels,
  mode: 'enforce' | 'warn',
  spec: Readonly<Record<string, unknown>>,
): string | undefined {
  const prefix = 'pod-security.kubernetes.io'
  // Whoever is not warned by a level of its own is warned by the one that is enforced.
  const chosen = labels[`${prefix}/${mode}`] === undefined ? 'enforce' : mode
  const level = labels[`${prefix}/${chosen}`]
  if (level !== 'baseline' && level !== 'restricted') return undefined
  const violations = level === 'baseline' ? baselineViolations(spec) : restrictedViolations(spec)
  if (violations.length === 0) return undefined
  const version = labels[`${prefix}/${chosen}-version`] ?? 'latest'
  const why = violations.map(({ reason, detail }) => `${reason} (${detail})`).join(', ')
  return `PodSecurity "${level}:${version}": ${why}`
}
