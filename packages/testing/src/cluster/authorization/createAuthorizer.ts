import type { KubernetesObject } from '../objects/KubernetesObject.ts'
import type { ResourceName } from '../objects/ResourceType.ts'
import type { UserInfo } from '../objects/UserInfo.ts'
import type { Authorizer, Decision } from './Authorizer.ts'
import { matchesRule } from './matchesRule.ts'
import type { PolicyRule } from './Rule.ts'
import { createRoleReader } from './createRoleReader.ts'
import { matchesSubject } from './matchesSubject.ts'

export interface AuthorizationReader {
  /** All of a resource; with a namespace at least those in it. */
  list(resource: ResourceName, namespace?: string): readonly KubernetesObject[]
}

const group = 'rbac.authorization.k8s.io'

/** Rules that somebody has, and the binding that gives them. */
interface Grant {
  readonly rules: readonly PolicyRule[]
  readonly reason: string
  /** What is wrong with a binding to a role that is not there. */
  readonly missingRole?: string | undefined
}

/** Decides by the roles and bindings that `read` lists now, as kube-apiserver does with `--authorization-mode=RBAC`. */
export function createAuthorizer(read: AuthorizationReader): Authorizer {
  const roles = createRoleReader(read)

  function* grantsOf(user: UserInfo, namespace?: string): Generator<Grant> {
    for (const binding of read.list(`clusterrolebindings.${group}`)) {
      const grant = grantOf(binding, user)
      if (grant !== undefined) yield grant
    }
    if (!namespace) return
    for (const binding of read.list(`rolebindings.${group}`, namespace)) {
      if (binding.metadata.namespace !== namespace) continue
      const grant = grantOf(binding, user)
      if (grant !== undefined) yield grant
    }
  }

  function grantOf(binding: KubernetesObject, user: UserInfo): Grant | undefined {
    const subject = roles.subjectsOf(binding).find((one) => matchesSubject(one, user, binding.metadata.namespace))
    if (subject === undefined) return undefined
    const { kind, name } = roles.refOf(binding)
    const { namespace } = binding.metadata
    const rules = roles.rulesOf({ kind, name }, namespace)
    const at = namespace === undefined ? binding.metadata.name : `${binding.metadata.name}/${namespace}`
    const who = subject.kind === 'ServiceAccount' ? `${subject.name}/${subject.namespace ?? namespace}` : subject.name
    const reason = `RBAC: allowed by ${binding.kind} "${at}" of ${kind} "${name}" to ${subject.kind} "${who}"`
    if (rules !== undefined) return { rules, reason }
    return { rules: [], reason, missingRole: `${kind.toLowerCase()}.${group} "${name}" not found` }
  }

  return {
    authorize(attributes): Decision {
      if (attributes.user.groups.includes('system:masters')) return { allowed: true }
      const missing: string[] = []
      for (const { rules, reason, missingRole } of grantsOf(attributes.user, attributes.namespace)) {
        if (rules.some((rule) => matchesRule(rule, attributes))) return { allowed: true, reason }
        if (missingRole !== undefined) missing.push(missingRole)
      }
      if (missing.length === 0) return { allowed: false }
      return { allowed: false, reason: `RBAC: ${missing.length === 1 ? missing[0] : `[${missing.join(', ')}]`}` }
    },
    rulesFor(user, namespace) {
      return [...grantsOf(user, namespace)].flatMap(({ rules }) => rules)
    },
  }
}
