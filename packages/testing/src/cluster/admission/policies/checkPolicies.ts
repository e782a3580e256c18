import { statusError, type StatusError } from '../../objects/StatusError.ts'
import { forbidden } from '../../objects/StatusError.ts'
import type { AdmissionContext, AdmissionRequest } from '../AdmissionRequest.ts'
import { evaluatePolicy } from './evaluatePolicy.ts'
import { matchesResources } from './matchesResources.ts'
import { bindingSpecOf, policySpecOf } from './ValidatingPolicy.ts'

const group = 'admissionregistration.k8s.io'
const codes: Readonly<Record<string, number>> = { Invalid: 422, Forbidden: 403, RequestEntityTooLarge: 413 }

/** `ValidatingAdmissionPolicy`. @throws StatusError when a policy that is bound denies the request */
export function checkPolicies(request: AdmissionRequest, context: AdmissionContext): void {
  const { store } = context
  const bindings = store.list(`validatingadmissionpolicybindings.${group}`)
  // A policy must not keep anybody from mending policies.
  if (bindings.length === 0 || request.type.group === group) return
  for (const binding of bindings) {
    const { policyName = '', validationActions = [], matchResources } = bindingSpecOf(binding)
    const policy = store.get(`validatingadmissionpolicies.${group}`, { name: policyName })
    if (policy === undefined) continue
    const { matchConstraints = {} } = policySpecOf(policy)
    if (!matchesResources(matchConstraints, request, context)) continue
    if (matchResources !== undefined && !matchesResources(matchResources, request, context)) continue
    const denials = evaluatePolicy(policySpecOf(policy), request, context)
    const names = `ValidatingAdmissionPolicy '${policyName}' with binding '${binding.metadata.name}'`
    if (validationActions.includes('Warn')) {
      for (const { message } of denials) request.warn?.(`Validation failed for ${names}: ${message}`)
    }
    const [first] = denials
    if (first === undefined || !validationActions.includes('Deny')) continue
    throw denied(request, { ...first, message: `${names} denied request: ${first.message}` })
  }
}

function denied(
  { type, name = '' }: AdmissionRequest,
  { message, reason }: { message: string; reason: string },
): StatusError {
  const { message: text = message, details } = forbidden(type, name, message).status
  return statusError(text, { code: codes[reason] ?? 422, reason, details: { ...details, causes: [{ message }] } })
}
