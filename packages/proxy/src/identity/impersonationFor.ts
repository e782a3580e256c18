import type { Impersonation } from '@catalyst/kubernetes-client'
import { ProblemError } from '../problems/ProblemError.ts'
import type { Identity } from './Identity.ts'

/**
 * As whom Kubernetes is asked for a caller; `undefined` means with the cluster's own credential.
 *
 * @throws ProblemError FORBIDDEN for a name that Kubernetes reserves for its own parts: whoever could be
 * `system:masters` would be above all rights.
 */
export function impersonationFor(identity: Identity): Impersonation | undefined {
  if (!identity.impersonate) return undefined
  const { subject, groups } = identity
  if ([subject, ...groups].some((name) => name.startsWith('system:'))) {
    throw new ProblemError(
      'FORBIDDEN',
      'A name or group of this sign-in begins with "system:", which Kubernetes keeps for itself.',
    )
  }
  return { user: subject, groups: [...groups] }
}
