import type { Fault, GitCredentials, ObservedGitSecret } from '../strategies/Strategy.ts'

/** On a Secret with credentials: the hosts that may be sent them, with commas between. */
const gitHostsAnnotation = 'catalyst.dev/git-hosts'

/**
 * The credentials that a Job gets. Those that a project names go to no host that their Secret does not itself allow: whoever may
 * write a Project could else have any Secret of its namespace sent to a host of their own.
 */
export function gitCredentialsOf(
  { source, from, owner, key, host }: ObservedGitSecret,
  { protocol }: { protocol: string },
): { credentials: GitCredentials } | { fault: Fault } {
  const secret = `The Secret ${from.name} in the namespace ${from.namespace}`
  if (source === undefined) {
    const message =
      owner === 'project'
        ? `There is no Secret ${from.name} in the namespace ${from.namespace}, and the Project names it for its repository. Create it; it is looked for again.`
        : `There is no Secret ${from.name} in the namespace ${from.namespace}, which the operator's setting git.credentialsSecret names. Whoever runs the platform has to create it.`
    return { fault: { reason: 'SecretNotFound', message } }
  }
  if (protocol !== 'https:') {
    const message = `${secret} has credentials for a repository that is reached by http, over which everybody could read them. Give the https URL in the Project.`
    return { fault: { reason: 'CredentialsUnprotected', message } }
  }
  const hosts = (source.metadata?.annotations?.[gitHostsAnnotation] ?? '').split(',').map((one) => one.trim())
  if (owner === 'project' && !hosts.includes(host)) {
    const message = `${secret} does not say that it is meant for ${host}: kubectl annotate secret ${from.name} --namespace ${from.namespace} --overwrite ${gitHostsAnnotation}=${host}`
    return { fault: { reason: 'CredentialsNotForHost', message } }
  }
  const { [key ?? 'token']: token, username, password } = source.data ?? {}
  const user = username === undefined ? {} : { username }
  if (token !== undefined) return { credentials: { token, ...user } }
  if (key === undefined && username !== undefined && password !== undefined)
    return { credentials: { username, password } }
  const wanted = key === undefined ? 'neither the key token nor the keys username and password' : `no key ${key}`
  return { fault: { reason: 'CredentialsInvalid', message: `${secret} has ${wanted}.` } }
}
