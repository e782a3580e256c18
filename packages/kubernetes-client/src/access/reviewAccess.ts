import type { AccessReview } from '@catalyst/api'
import type { Impersonation } from '../http/Impersonation.ts'
import { request } from '../http/request.ts'
import type { ClusterAccess } from '../config/ClusterAccess.ts'
import type { CallOptions } from '../resources/ResourceClient.ts'

export interface ReviewAccessOptions extends CallOptions {
  /** Who is asked about. @default the owner of the credential */
  impersonate?: Impersonation | undefined
}

export interface AccessReviewResult {
  allowed: boolean
  /** Why, where the cluster says so; RBAC gives none for what it doesn't allow. */
  reason?: string | undefined
}

interface SelfSubjectAccessReview {
  status?: { allowed?: boolean; reason?: string; evaluationError?: string }
}

/**
 * Asks the API server whether the caller may do something; everybody who is known to it may ask that about themselves.
 * @throws KubernetesError, ConnectionError.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/authorization/#checking-api-access
 */
export async function reviewAccess(
  kubeConfig: ClusterAccess,
  review: AccessReview,
  options: ReviewAccessOptions = {},
): Promise<AccessReviewResult> {
  const { verb, group = '', resource, subresource, namespace, name } = review
  const body = {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    spec: { resourceAttributes: { verb, group, resource, subresource, namespace, name } },
  }
  const path = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews'
  const { status } = await request<SelfSubjectAccessReview>(kubeConfig, path, { ...options, method: 'POST', body })
  const reason = status?.reason || status?.evaluationError
  return { allowed: status?.allowed === true, ...(reason && { reason }) }
}
