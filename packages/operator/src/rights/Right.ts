/** A rule of RBAC, and why it is needed. */
export interface Right {
  why: string
  apiGroups: readonly string[]
  resources: readonly string[]
  verbs: readonly string[]
  resourceNames?: readonly string[] | undefined
}
