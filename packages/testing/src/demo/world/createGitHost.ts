import type { Commit } from './Commit.ts'
import { createRepository } from './createRepository.ts'
import { knownRepositories } from './knownRepositories.ts'
import type { Repository } from './Repository.ts'

export type FindCommit = (sha: string) => Commit | undefined

/** Where the demo's repositories are. */
export interface GitHost {
  /** Any address leads to a repository: one that nobody knew is a plain Node application. */
  repository(url: string): Repository
  /** The commit that a source of an environment means. */
  resolve(url: string, revision: { branch?: string | undefined; commitSha?: string | undefined }): Commit
  /** In which of the repositories a commit is. */
  readonly find: FindCommit
}

export function createGitHost(seed: string): GitHost {
  const repositories = new Map<string, Repository>()
  for (const known of knownRepositories) repositories.set(known.url, createRepository({ ...known, seed }))

  function repository(url: string): Repository {
    let found = repositories.get(url)
    if (found === undefined) {
      const name = /([^/:]+?)(\.git)?$/.exec(url)?.[1] ?? 'app'
      const detected = { type: 'node', command: 'npm run dev' }
      found = createRepository({ url, name, port: 3000, detected, branches: { main: {} }, seed })
      repositories.set(url, found)
    }
    return found
  }

  return {
    repository,
    resolve(url, { branch = 'main', commitSha }) {
      const home = repository(url)
      if (commitSha === undefined) return home.branches.get(branch)?.at(-1) ?? home.push(branch)
      const known = home.find(commitSha)
      return known ?? { sha: commitSha, message: 'A commit', author: 'Ada Novak', buildSeconds: 12 }
    },
    find(sha) {
      for (const one of repositories.values()) {
        const commit = one.find(sha)
        if (commit !== undefined) return commit
      }
      return undefined
    },
  }
}
