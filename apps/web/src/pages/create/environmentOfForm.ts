import type { EnvironmentWrite } from '@catalyst/sdk'

/** What the form asks for. */
export interface EnvironmentFields {
  team: string
  project: string
  name: string
  type: string
  /** By name of the source: a branch or a full commit id; empty for none. */
  refs: Readonly<Record<string, string>>
}

const commitSha = /^[0-9a-f]{40}$/

/** The environment that the form describes. Its namespace follows from team and project; the proxy derives it. */
export function environmentOfForm({ team, project, name, type, refs }: EnvironmentFields): EnvironmentWrite {
  const sources = Object.entries(refs)
    .map(([source, ref]) => [source, ref.trim()] as const)
    .filter(([, ref]) => ref !== '')
    .map(([source, ref]) => (commitSha.test(ref) ? { name: source, commitSha: ref } : { name: source, branch: ref }))
  return {
    metadata: { name: name.trim() },
    spec: {
      projectRef: { name: project.trim(), namespace: team.trim() },
      type: type.trim() || 'development',
      ...(sources.length > 0 ? { sources } : {}),
    },
  }
}
