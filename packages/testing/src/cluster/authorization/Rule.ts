/** A rule of a Role or ClusterRole, https://kubernetes.io/docs/reference/access-authn-authz/rbac/ */
export interface PolicyRule {
  readonly verbs: readonly string[]
  readonly apiGroups?: readonly string[] | undefined
  readonly resources?: readonly string[] | undefined
  readonly resourceNames?: readonly string[] | undefined
  readonly nonResourceURLs?: readonly string[] | undefined
}

export interface Subject {
  readonly kind: string
  readonly name: string
  readonly namespace?: string | undefined
}

export interface RoleRef {
  readonly kind: string
  readonly name: string
}
