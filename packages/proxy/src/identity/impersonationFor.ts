import type { Impersonation } from '@catalyst/kubernetes-client'
import { ProblemError } from '../problems/ProblemError.ts'
import type { Identity } from './Identity.ts'

/** How callers are named towards Kubernetes: as its API server names those who come with the same tokens directly. */
export interface ImpersonationOptions {
  /** Stands before a caller's name, as the API server's `--oidc-username-prefix` does. @default '' */
  usernamePrefix?: string | undefined
  /** Stands before the name of each group, as the API server's `--oidc-groups-prefix` does. @default '' */
  groupsPrefix?: string | undefined
  /**
   * The only groups that are told to Kubernetes, without the prefix: those that the proxy's role lets it impersonate. A
   * caller's other groups give no rights through the proxy. @default all
   */
  groups?: readonly string[] | undefined
}

/**
 * As whom Kubernetes is asked for a caller; `undefined` means with the cluster's own credential.
 *
 * @throws ProblemError FORBIDDEN for a name that Kubernetes reserves for its own parts, with the prefix or without it:
 * whoever could be `system:masters` would be above all rights.
 */
export function impersonationFor(identity: Identity, options: ImpersonationOptions = {}): Impersonation | undefined {
  if (!identity.impersonate) return undefined
  const { usernamePrefix = '', groupsPrefix = '', groups: passed } = options
  const { subject, groups } = identity
  for (const name of [subject, ...groups]) assertOrdinary(name)
  const user = usernamePrefix + subject
  const told = passed === undefined ? groups : groups.filter((group) => passed.includes(group))
  const named = told.map((group) => groupsPrefix + group)
  for (const name of [user, ...named]) assertOrdinary(name)
  return { user, groups: named }
}

/** @throws Error for a prefix that would make callers parts of Kubernetes. */
export function assertPrefixes({ usernamePrefix = '', groupsPrefix = '' }: ImpersonationOptions = {}): void {
  for (const [option, prefix] of Object.entries({ usernamePrefix, groupsPrefix })) {
    if (!isReserved(prefix) && isPlain(prefix)) continue
    throw new Error(
      `impersonation.${option} is "${prefix}", which ${isReserved(prefix) ? 'begins with "system:": Kubernetes keeps such names for itself' : 'has blanks around it or control characters in it'}. ` +
        'Set it to the same prefix as in the API server, such as "oidc:".',
    )
  }
}

function assertOrdinary(name: string): void {
  if (isReserved(name)) {
    throw new ProblemError(
      'FORBIDDEN',
      'A name or group of this sign-in begins with "system:", which Kubernetes keeps for itself.',
    )
  }
  if (name === '' || !isPlain(name)) {
    throw new ProblemError(
      'FORBIDDEN',
      'A name or group of this sign-in is empty, or has blanks around it or control characters in it, so Kubernetes would read another name.',
    )
  }
}

/** Names in other letters are other names to Kubernetes, but nobody has such a one with good intent. */
function isReserved(name: string): boolean {
  return name.trim().toLowerCase().startsWith('system:')
}

/** Servers drop blanks around the value of a header, so that " system:masters" would arrive as what it must not be. */
function isPlain(name: string): boolean {
  // eslint-disable-next-line no-control-regex -- they are what must not be there
  return name === name.trim() && !/[\u0000-\u001f\u007f]/.test(name)
}
