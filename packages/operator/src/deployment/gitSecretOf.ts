import type { Project } from '@catalyst/api'
import type { GitSettings } from '../settings/OperatorSettings.ts'
import type { Template } from '../strategies/Strategy.ts'
import { projectSourceOf } from './sourceOf.ts'

/** A Secret with which a repository is fetched. */
export interface GitSecret {
  from: { namespace: string; name: string }
  /** Whose it is: the project's, or that of the operator's settings. */
  owner: 'project' | 'settings'
  /** The key with the token, where it is not the usual one. */
  key?: string | undefined
  /** Where the credentials would be sent. */
  host: string
}

/** Which Secret a template's repository is fetched with: the one that the project names, else the default one for its host. */
export function gitSecretOf(
  project: Project,
  template: Template,
  { git }: { git: GitSettings },
): GitSecret | undefined {
  if (template.type !== 'manifest' && template.type !== 'helm') return undefined
  const source = projectSourceOf(project, template)
  if (source === undefined || !URL.canParse(source.repositoryUrl)) return undefined
  const { protocol, host, pathname } = new URL(source.repositoryUrl)
  const named = source.credentialsSecretRef
  if (named !== undefined) {
    const from = { namespace: project.metadata.namespace ?? '', name: named.name }
    return { from, owner: 'project', key: named.key, host }
  }
  const isMeant = git.hosts.some((place) => `${host}${pathname}/`.startsWith(`${place.replace(/\/+$/, '')}/`))
  if (git.credentialsSecret === undefined || protocol !== 'https:' || !isMeant) return undefined
  return { from: git.credentialsSecret, owner: 'settings', host }
}
