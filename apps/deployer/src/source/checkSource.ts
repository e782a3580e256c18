import { DeployError } from '../DeployError.ts'
import type { Source } from './checkout.ts'

/** As Git names commits, in SHA-1 or SHA-256. */
const sha = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/
/** https://git-scm.com/docs/git-check-ref-format */
const branchName = /^(?![-/])(?!.*(?:\.\.|\/\/|@\{|\/\.|\.lock(?:\/|$)|[/.]$))[^\s~^:?*[\\\p{Cc}]{1,255}$/u

/** Whether a source is one that may be handed to Git. @returns its address. @throws DeployError. */
export function checkSource({ repositoryUrl, commitSha, branch }: Source): { origin: string; pathname: string } {
  const url = URL.canParse(repositoryUrl) ? new URL(repositoryUrl) : undefined
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
    throw new DeployError(
      'Deployments fetch repositories by https and http alone. Name the repository by its https address, and a token for it in "credentialsSecretRef" of the source.',
      { reason: 'GitUnreachable' },
    )
  }
  if (url.username !== '' || url.password !== '') {
    throw invalid('The address of the repository has a user or a password in it. They belong in a Secret.')
  }
  if (url.search !== '' || url.hash !== '') {
    throw invalid('The address of the repository has a query or a fragment. Leave it out.')
  }
  if (commitSha !== undefined && !sha.test(commitSha)) throw invalid('The commit is not named by its full SHA.')
  if (branch !== undefined && !branchName.test(branch)) throw invalid('The branch has a name that Git does not allow.')
  return { origin: url.origin, pathname: url.pathname }
}

function invalid(message: string): DeployError {
  return new DeployError(message, { reason: 'OrderInvalid' })
}
