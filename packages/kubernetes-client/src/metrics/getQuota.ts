import { parseQuantity } from '@catalyst/api/quantities'
import type { Impersonation } from '../http/Impersonation.ts'
import type { ClusterAccess } from '../config/ClusterAccess.ts'
import { resourceQuotas, type ResourceQuota } from '../resources/builtinResources.ts'
import { createResourceClient } from '../resources/createResourceClient.ts'
import type { CallOptions } from '../resources/ResourceClient.ts'

export interface GetQuotaOptions extends CallOptions {
  namespace: string
  impersonate?: Impersonation | undefined
}

/** How much of something a namespace may have, and how much of it is promised to what is there; cores or bytes. */
export interface QuotaUse {
  hard: number
  /** What the containers ask for, which is not what they use. */
  used: number
}

/** What the quotas of a namespace come to; a member is absent where nothing limits it. */
export interface NamespaceQuota {
  cpu?: QuotaUse | undefined
  memory?: QuotaUse | undefined
  storage?: QuotaUse | undefined
  pods?: QuotaUse | undefined
}

/** Names of one limit, the one that bounds real usage first. `cpu` is Kubernetes' short form of `requests.cpu`. */
const limitNames = {
  cpu: ['limits.cpu', 'requests.cpu', 'cpu'],
  memory: ['limits.memory', 'requests.memory', 'memory'],
  storage: ['requests.storage'],
  pods: ['pods', 'count/pods'],
} as const

/** Reads the quota of a namespace. @throws KubernetesError, ConnectionError. */
export async function getQuota(kubeConfig: ClusterAccess, options: GetQuotaOptions): Promise<NamespaceQuota> {
  const { impersonate, ...listOptions } = options
  const { items } = await createResourceClient(resourceQuotas, { kubeConfig, impersonate }).list(listOptions)
  return summarizeQuotas(items)
}

/**
 * Several quotas hold at once, so the smallest limit counts. Quotas with scopes are about some pods only and are left out.
 * @see https://kubernetes.io/docs/concepts/policy/resource-quotas/
 */
export function summarizeQuotas(quotas: readonly ResourceQuota[]): NamespaceQuota {
  const whole = quotas.filter(({ spec }) => !spec?.scopes?.length && !spec?.scopeSelector)
  const entries = Object.entries(limitNames).flatMap(([resource, names]) => {
    const smallest = whole.flatMap((quota) => limitOf(quota, names) ?? []).sort((a, b) => a.hard - b.hard)[0]
    return smallest === undefined ? [] : [[resource, smallest]]
  })
  return Object.fromEntries(entries) as NamespaceQuota
}

function limitOf({ spec, status }: ResourceQuota, names: readonly string[]): QuotaUse | undefined {
  const hard: Record<string, string> = { ...spec?.hard, ...status?.hard }
  const name = names.find((candidate) => hard[candidate] !== undefined)
  if (name === undefined) return undefined
  return { hard: parseQuantity(hard[name] ?? '0'), used: parseQuantity(status?.used?.[name] ?? '0') }
}
