interface Named {
  metadata: { namespace?: string | undefined; name: string }
}

/** The question whether the caller may do something to an environment, as an access review asks it. */
export function environmentReview(verb: 'get' | 'create' | 'patch' | 'delete' | 'deploy', { metadata }: Named) {
  const { namespace = '', name } = metadata
  return { verb, group: 'catalyst.catalyst.dev', resource: 'environments', namespace, name }
}
