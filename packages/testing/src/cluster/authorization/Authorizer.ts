import type { UserInfo } from '../objects/UserInfo.ts'
import type { PolicyRule } from './Rule.ts'

/** What somebody wants to do. https://kubernetes.io/docs/reference/access-authn-authz/authorization/#review-your-request-attributes */
export interface AuthorizationAttributes {
  readonly user: UserInfo
  readonly verb: string
  readonly group: string
  readonly version?: string | undefined
  readonly resource: string
  readonly subresource?: string | undefined
  readonly namespace?: string | undefined
  readonly name?: string | undefined
  /** Of a request for no resource, such as `/healthz`; the fields of resources are not looked at then. */
  readonly path?: string | undefined
}

export interface Decision {
  readonly allowed: boolean
  readonly reason?: string | undefined
}

/** Decides by the RBAC objects of the cluster, as they are at that moment. */
export interface Authorizer {
  authorize(attributes: AuthorizationAttributes): Decision
  /** What a user may do in a namespace; without one, what cluster role bindings give. */
  rulesFor(user: UserInfo, namespace?: string): readonly PolicyRule[]
}
