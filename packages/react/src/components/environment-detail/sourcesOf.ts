import type { Environment, Project } from '@catalyst/api'
import { repositoryLinks, type RepositoryLinks } from './repositoryLinks.ts'

/** A source of an environment: what was asked for, joined with what became of it. */
export interface SourceRow {
  name: string
  repository: RepositoryLinks | undefined
  branch: string | undefined
  /** The commit that runs or is being built; the wanted one while that is not known. */
  commitSha: string | undefined
  build: { phase: string | undefined; image: string | undefined; jobName: string | undefined } | undefined
}

/** The sources of an environment. Where the repositories are is the project's to say. */
export function sourcesOf({ spec, status }: Environment, project?: Project): SourceRow[] {
  return (spec.sources ?? []).map(({ name, branch, commitSha }) => {
    const isIt = (one: { name: string }) => one.name === name
    const resolved = status?.sources?.find(isIt)
    const home = project?.spec.sources.find(isIt)
    const build = status?.builds?.find(({ source }) => source === name)
    return {
      name,
      repository: home === undefined ? undefined : repositoryLinks(home.repositoryUrl),
      branch: branch ?? resolved?.branch,
      commitSha: resolved?.commitSha ?? commitSha,
      build: build && { phase: build.phase, image: build.image, jobName: build.jobName },
    }
  })
}
