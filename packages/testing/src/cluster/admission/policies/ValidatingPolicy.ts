import type { KubernetesObject } from '../../objects/KubernetesObject.ts'
import type { LabelSelector } from '../../objects/labelSelector.ts'

/** https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/ */
export interface PolicySpec {
  readonly failurePolicy?: 'Fail' | 'Ignore' | undefined
  readonly matchConstraints?: MatchResources | undefined
  readonly matchConditions?: readonly NamedExpression[] | undefined
  readonly variables?: readonly NamedExpression[] | undefined
  readonly validations?: readonly PolicyValidation[] | undefined
  readonly paramKind?: { readonly apiVersion: string; readonly kind: string } | undefined
}

export interface BindingSpec {
  readonly policyName?: string | undefined
  readonly validationActions?: readonly string[] | undefined
  readonly matchResources?: MatchResources | undefined
}

export interface MatchResources {
  readonly resourceRules?: readonly ResourceRule[] | undefined
  readonly excludeResourceRules?: readonly ResourceRule[] | undefined
  readonly namespaceSelector?: LabelSelector | undefined
  readonly objectSelector?: LabelSelector | undefined
}

export interface ResourceRule {
  readonly apiGroups?: readonly string[] | undefined
  readonly apiVersions?: readonly string[] | undefined
  readonly operations?: readonly string[] | undefined
  readonly resources?: readonly string[] | undefined
  readonly resourceNames?: readonly string[] | undefined
  readonly scope?: string | undefined
}

export interface NamedExpression {
  readonly name: string
  readonly expression: string
}

export interface PolicyValidation {
  readonly expression: string
  readonly message?: string | undefined
  readonly messageExpression?: string | undefined
  readonly reason?: string | undefined
}

export function policySpecOf(policy: KubernetesObject): PolicySpec {
  return policy['spec'] ?? {}
}

export function bindingSpecOf(binding: KubernetesObject): BindingSpec {
  return binding['spec'] ?? {}
}
