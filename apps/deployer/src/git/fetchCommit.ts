import { DeployError } from '../DeployError.ts'
import type { Git } from './Git.ts'
import { GitFailure } from './GitFailure.ts'

export interface Wanted {
  url: string
  commitSha?: string | undefined
  /** @default the default branch of the repository */
  branch?: string | undefined
}

const taken = 'refs/catalyst/taken'
/** How far back a commit is looked for that the server does not give by its name; the last is everything. */
const depths = [50, 1000, 2_147_483_647]

/** Fetches one commit, with as little of what was before it as the server allows. @returns its SHA. */
export async function fetchCommit(git: Git, wanted: Wanted, { signal }: { signal: AbortSignal }): Promise<string> {
  const { commitSha, branch } = wanted
  if (commitSha === undefined) {
    await fetch(branch === undefined ? 'HEAD' : `refs/heads/${branch}`, taken)
    return (await git.run(['rev-parse', '--verify', `${taken}^{commit}`])).toString().trim()
  }
  try {
    await fetch(commitSha, taken)
  } catch (error) {
    if (!(error instanceof GitFailure) || !/unadvertised object|does not allow request/i.test(error.stderr)) throw error
    await deepen(commitSha)
  }
  return commitSha

  async function fetch(from: string, to: string, depth = 1): Promise<void> {
    const options = ['--quiet', '--no-tags', '--no-recurse-submodules', `--depth=${depth}`]
    await git.run(['fetch', ...options, '--', wanted.url, `+${from}:${to}`], { signal })
  }

  /** Old servers give what a branch leads to, and nothing by its name. */
  async function deepen(sha: string): Promise<void> {
    for (const depth of depths) {
      await fetch('refs/heads/*', 'refs/catalyst/heads/*', depth)
      if (await has(sha)) return
    }
    throw new DeployError(`No branch leads to commit ${sha}.`, { reason: 'CommitNotFound' })
  }

  async function has(sha: string): Promise<boolean> {
    return git.run(['cat-file', '-e', `${sha}^{commit}`]).then(
      () => true,
      (error: unknown) => {
        if (error instanceof GitFailure) return false
        throw error
      },
    )
  }
}
