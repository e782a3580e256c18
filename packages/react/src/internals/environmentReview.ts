import type { Environment } from '@catalyst/api'

/** The question whether the caller may do something to an environment, as an access review asks it. */
export function environmentReview(verb: 'get' | 'create' | 'patch' | 'delete' | 'deploy', { metadata }: Environment) {
  const { namespace = '', name } = metadata
  return { verb, group: 'catalyst.catalyst.dev', resource: 'environments', namespace, name }
}
