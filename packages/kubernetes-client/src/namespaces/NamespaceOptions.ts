import type { Impersonation } from '../http/Impersonation.ts'
import type { NetworkPolicy } from '../resources/builtinResources.ts'
import type { CallOptions } from '../resources/ResourceClient.ts'

/** What a namespace is to have around it. */
export interface NamespacePolicies {
  /** Limits of a ResourceQuota, such as `{ 'limits.cpu': '4', 'limits.memory': '8Gi' }`. @default no quota */
  quota?: Readonly<Record<string, string>> | undefined
  /** NetworkPolicies by name. @default none */
  networkPolicies?: Readonly<Record<string, NonNullable<NetworkPolicy['spec']>>> | undefined
}

export interface NamespaceCallOptions extends CallOptions {
  impersonate?: Impersonation | undefined
}

export interface NamespaceOptions extends NamespaceCallOptions, NamespacePolicies {
  name: string
  /** Those of `environmentLabels`, by which a namespace is known to be whose. */
  labels: Readonly<Record<string, string>>
  annotations?: Readonly<Record<string, string>> | undefined
}
