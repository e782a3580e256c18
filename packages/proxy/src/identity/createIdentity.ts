import { ProblemError } from '../problems/ProblemError.ts'
import type { Identity } from './Identity.ts'

export const defaultTeamGroupPrefix = 'team:'

export interface Caller {
  subject: string
  groups: readonly string[]
  expiresAt?: Date | undefined
  credential: Identity['credential']
}

/**
 * Somebody who has shown a credential, as whom Kubernetes is asked.
 *
 * @throws ProblemError FORBIDDEN for names that Kubernetes keeps for its own parts: with them, whoever writes groups at
 * the provider would be above every right of the cluster.
 */
export function createIdentity(caller: Caller, { teamGroupPrefix }: { teamGroupPrefix: string }): Identity {
  const groups = caller.groups.filter((group) => group !== '')
  const reserved = [caller.subject, ...groups].find((name) => name.startsWith('system:'))
  if (reserved !== undefined) {
    throw new ProblemError(
      'FORBIDDEN',
      `This sign-in carries the name "${reserved.slice(0, 100)}". Names that begin with "system:" belong to Kubernetes itself, so nobody can act under them here. Whoever runs the identity provider can rename it.`,
    )
  }
  return {
    ...caller,
    groups,
    teams: groups
      .filter((group) => group.startsWith(teamGroupPrefix) && group.length > teamGroupPrefix.length)
      .map((group) => group.slice(teamGroupPrefix.length)),
    impersonate: true,
  }
}
