import { createHash } from 'node:crypto'
import type { Commit } from './Commit.ts'
import { authors, messages } from './commitTexts.ts'
import { createRandom } from '../createRandom.ts'
import type { Repository } from './Repository.ts'

export interface RepositoryOptions extends Pick<Repository, 'url' | 'name' | 'port' | 'detected'> {
  /** What the last commit of each branch is like. */
  branches: Readonly<Record<string, Partial<Commit>>>
  seed: string
}

/** How many commits a branch begins with. */
const historyLength = 6

export function createRepository({ branches: drafts, seed, ...facts }: RepositoryOptions): Repository {
  const branches = new Map<string, Commit[]>()
  const commits = new Map<string, Commit>()

  function push(branch: string, draft: Partial<Commit> = {}): Commit {
    const history = branches.get(branch) ?? []
    const random = createRandom(`${seed}/${facts.url}/${branch}/${history.length}`)
    const sha = createHash('sha1').update(`${facts.url}\n${branch}\n${history.length}\n${seed}`).digest('hex')
    const commit: Commit = {
      sha,
      message: random.pick(messages),
      author: random.pick(authors),
      buildSeconds: random.between(9, 15),
      ...draft,
    }
    branches.set(branch, [...history, commit])
    commits.set(sha, commit)
    return commit
  }

  for (const [branch, draft] of Object.entries(drafts)) {
    for (let index = 1; index < historyLength; index++) push(branch)
    push(branch, draft)
  }
  return { ...facts, branches, push, find: (sha) => commits.get(sha) }
}
