import type { ObjectInput } from '../objects/KubernetesObject.ts'
import { jsonEqual } from '../objects/jsonEqual.ts'
import type { ResourceType } from '../objects/ResourceType.ts'
import { forbidden, notFound } from '../objects/StatusError.ts'
import type { UserInfo } from '../objects/UserInfo.ts'
import type { Authorizer } from './Authorizer.ts'
import type { AuthorizationReader } from './createAuthorizer.ts'
import { createRoleReader } from './createRoleReader.ts'
import { formatRule } from './formatRule.ts'
import { missingRules } from './missingRules.ts'
import type { PolicyRule, RoleRef } from './Rule.ts'

/** A role or binding that somebody creates or changes. */
export interface EscalationRequest {
  readonly type: ResourceType
  readonly object: ObjectInput
  readonly oldObject?: ObjectInput | undefined
  readonly user: UserInfo
}

const group = 'rbac.authorization.k8s.io'

/**
 * Refuses roles and bindings that would give more than their writer has, unless he may `escalate` or `bind`.
 * https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping
 *
 * @throws StatusError 403
 */
export function checkEscalation(
  { type, object, oldObject, user }: EscalationRequest,
  authorizer: Authorizer,
  read: AuthorizationReader,
): void {
  if (type.group !== group || user.groups.includes('system:masters')) return
  const { namespace, name = '' } = object.metadata
  const isBinding = type.kind.endsWith('Binding')
  if (
    oldObject !== undefined &&
    ['rules', 'aggregationRule', 'roleRef', 'subjects'].every((field) => jsonEqual(object[field], oldObject[field]))
  )
    return
  const may = (verb: string, resource: string, role: string) =>
    authorizer.authorize({ user, verb, group, resource, name: role, namespace }).allowed
  let wanted = (object['rules'] ?? []) as readonly PolicyRule[]
  if (isBinding) {
    const ref = object['roleRef'] as RoleRef
    if (may('bind', ref.kind === 'ClusterRole' ? 'clusterroles' : 'roles', ref.name)) return
    const rules = createRoleReader(read).rulesOf(ref, namespace)
    if (rules === undefined) throw notFound(type, ref.name)
    wanted = rules
  } else if (may('escalate', type.plural, name)) return
  const missing = missingRules(authorizer.rulesFor(user, namespace), wanted)
  if (missing.length === 0) return
  const lines = missing.map(formatRule).sort()
  const groups = user.groups.map((one) => JSON.stringify(one)).join(' ')
  const who = `user ${JSON.stringify(user.name)} (groups=[${groups}])`
  throw forbidden(type, name, `${who} is attempting to grant RBAC permissions not currently held:\n${lines.join('\n')}`)
}
