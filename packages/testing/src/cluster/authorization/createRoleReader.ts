import type { KubernetesObject } from '../objects/KubernetesObject.ts'
import type { AuthorizationReader } from './createAuthorizer.ts'
import type { PolicyRule, RoleRef, Subject } from './Rule.ts'

const group = 'rbac.authorization.k8s.io'

export interface RoleReader {
  subjectsOf(binding: KubernetesObject): readonly Subject[]
  refOf(binding: KubernetesObject): RoleRef
  /** Of a role of the namespace, or of a cluster role with what it aggregates; undefined where there is no such role. */
  rulesOf(ref: RoleRef, namespace?: string): readonly PolicyRule[] | undefined
}

export function createRoleReader(read: AuthorizationReader): RoleReader {
  function aggregated(selectors: readonly LabelSelector[]): readonly PolicyRule[] {
    const all = read.list(`clusterroles.${group}`)
    return all.filter((role) => selectors.some((selector) => selects(selector, role))).flatMap(ownRules)
  }

  return {
    subjectsOf: (binding) => (binding['subjects'] ?? []) as readonly Subject[],
    refOf: (binding) => binding['roleRef'] as RoleRef,
    rulesOf({ kind, name }, namespace) {
      const isCluster = kind === 'ClusterRole'
      const all = isCluster ? read.list(`clusterroles.${group}`) : read.list(`roles.${group}`, namespace)
      const role = all.find(({ metadata }) => metadata.name === name && (isCluster || metadata.namespace === namespace))
      if (role === undefined) return undefined
      const { clusterRoleSelectors } = (role['aggregationRule'] ?? {}) as { clusterRoleSelectors?: LabelSelector[] }
      return clusterRoleSelectors === undefined ? ownRules(role) : aggregated(clusterRoleSelectors)
    },
  }
}

function ownRules(role: KubernetesObject): readonly PolicyRule[] {
  return (role['rules'] ?? []) as readonly PolicyRule[]
}

interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>> | undefined
}

function selects({ matchLabels = {} }: LabelSelector, { metadata }: KubernetesObject): boolean {
  return Object.entries(matchLabels).every(([key, value]) => metadata.labels?.[key] === value)
}
