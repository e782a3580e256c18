import type { Environment, Project } from '@catalyst/api'
import type { Secret } from '@catalyst/kubernetes-client'

/** A Secret that an environment needs a copy of. */
export interface CopiedSecret {
  /** What for: variables of containers, or pulling images. */
  use: 'variables' | 'pull'
  /** Where it is. */
  from: { namespace: string; name: string }
  /** What the copy is called in the environment's namespace. */
  name: string
}

/** A Secret with its copy, as they are in the cluster. */
export interface ObservedSecret extends CopiedSecret {
  source: Secret | undefined
  copy: Secret | undefined
}

/** A name of its own for copies that pull images: a Secret for variables may have the same one. */
export const pullPrefix = 'catalyst-registry-'

/**
 * The Secrets that an environment needs: those of its own namespace that `config.envFrom` names, and those of the
 * project's namespace by which images are pulled.
 */
export function copiedSecrets(environment: Environment, project: Project): CopiedSecret[] {
  const { namespace: own = '' } = environment.metadata
  const { namespace: team = '' } = project.metadata
  const variables = (environment.spec.config?.envFrom ?? []).map(({ secretRef: { name } }): CopiedSecret => {
    return { use: 'variables', from: { namespace: own, name }, name }
  })
  const pulls = (project.spec.registryCredentials ?? [])
    .filter(({ usage }) => usage !== 'push')
    .map(({ secretRef: { name } }): CopiedSecret => {
      return { use: 'pull', from: { namespace: team, name }, name: `${pullPrefix}${name}`.slice(0, 253) }
    })
  const seen = new Set<string>()
  return [...variables, ...pulls].filter(({ name }) => !seen.has(name) && seen.add(name))
}
