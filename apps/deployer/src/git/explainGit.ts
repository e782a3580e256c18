import { DeployError, type DeployErrorOptions } from '../DeployError.ts'
import type { GitFailure } from './GitFailure.ts'

type Explanation = [pattern: RegExp, message: (where: string) => string, options: DeployErrorOptions]

/** In the words of git and curl, in the C locale; the first that fits counts. */
const explanations: readonly Explanation[] = [
  [
    /authentication failed|could not read (username|password)|terminal prompts disabled|returned error: (401|403)/i,
    (where) =>
      `${where} does not let this in. Name a Secret with a token that may read it in "credentialsSecretRef" of the source, or renew the token.`,
    { reason: 'GitUnauthorized' },
  ],
  [
    /returned error: 30[12378]/i,
    (where) =>
      `${where} answers with another address. Put the address where the repository is now into "repositoryUrl".`,
    { reason: 'RepositoryNotFound' },
  ],
  [
    /couldn't find remote ref|not our ref|unadvertised object|no such remote ref/i,
    (where) => `${where} does not have what was asked for.`,
    { reason: 'CommitNotFound' },
  ],
  [
    /repository '.*' not found|returned error: (404|410)|not valid: is this a git repository|does not appear to be a git repository/i,
    (where) =>
      `There is no repository at ${where}, or it is private. Correct "repositoryUrl", or name a Secret with a token that may read it in "credentialsSecretRef" of the source.`,
    { reason: 'RepositoryNotFound' },
  ],
  [
    /certificate|SSL|TLS|gnutls/i,
    (where) =>
      `The certificate of ${where} is not trusted. Have it signed by an authority that the deployer knows; it is never accepted unchecked.`,
    { reason: 'GitUnreachable' },
  ],
  [
    /transport '.*' not allowed/i,
    (where) => `${where} is not reached by http or https, the only ways that are open.`,
    { reason: 'GitUnreachable' },
  ],
  [
    /no space left on device|disk quota exceeded/i,
    (where) => `${where} is larger than the space that a deployment has.`,
    { reason: 'RepositoryTooLarge' },
  ],
  [
    /returned error: \d+/i,
    (where) => `${where} answered with an error. It may be over soon.`,
    { reason: 'GitUnreachable', retry: true },
  ],
  [
    /could not resolve (host|proxy)/i,
    (where) => `The name of ${where} is not known. Correct "repositoryUrl", or wait for the DNS of the cluster.`,
    { reason: 'GitUnreachable', retry: true },
  ],
]

/** What a failure of Git means for people. Nothing of what a server said is repeated. */
export function explainGit({ stderr, cause }: Pick<GitFailure, 'stderr' | 'cause'>, where: string): DeployError {
  const [, message, options] = explanations.find(([pattern]) => pattern.test(stderr)) ?? []
  if (message !== undefined && options !== undefined) return new DeployError(message(where), { ...options, cause })
  return new DeployError(`${where} can not be reached, or it ended the connection.`, {
    reason: 'GitUnreachable',
    retry: true,
    cause,
  })
}
