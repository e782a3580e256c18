import type { JWTPayload } from 'jose'
import { ProblemError } from '../../problems/ProblemError.ts'
import type { OidcOptions } from './OidcOptions.ts'

/** Reads name and groups as kube-apiserver does (`--oidc-username-claim`, `--oidc-groups-claim`). @throws ProblemError UNAUTHORIZED. */
export function callerFromClaims(
  claims: JWTPayload,
  { subjectClaim = 'sub', groupsClaim = 'groups' }: Pick<OidcOptions, 'subjectClaim' | 'groupsClaim'>,
): { subject: string; groups: string[] } {
  const subject = claims[subjectClaim]
  if (typeof subject !== 'string' || subject === '')
    throw new ProblemError('UNAUTHORIZED', `The sign-in has no claim "${subjectClaim}", which is to be the name.`)
  // An address that nobody has confirmed may be somebody else's.
  if (subjectClaim === 'email' && claims['email_verified'] !== undefined && claims['email_verified'] !== true)
    throw new ProblemError('UNAUTHORIZED', 'The provider has not confirmed the address of this sign-in.')
  const groups = claims[groupsClaim] ?? []
  const list: unknown[] = Array.isArray(groups) ? groups : [groups]
  if (!list.every((group) => typeof group === 'string'))
    throw new ProblemError('UNAUTHORIZED', `The claim "${groupsClaim}" of the sign-in is not a list of names.`)
  return { subject, groups: list }
}
