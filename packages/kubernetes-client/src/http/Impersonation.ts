/**
 * On whose behalf a request is made; the owner of the credential needs the right to `impersonate`.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/authentication/#user-impersonation
 */
export interface Impersonation {
  user: string
  groups?: readonly string[] | undefined
  uid?: string | undefined
  extra?: Readonly<Record<string, readonly string[]>> | undefined
}
