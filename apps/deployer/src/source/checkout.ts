import { join } from 'node:path'
import type { DeploymentOrder } from '@catalyst/operator/deployment'
import { DeployError } from '../DeployError.ts'
import { readCredentials } from '../git/credentials.ts'
import { explainGit } from '../git/explainGit.ts'
import { fetchCommit } from '../git/fetchCommit.ts'
import { Git } from '../git/Git.ts'
import { gitEnvironment } from '../git/gitEnvironment.ts'
import { GitFailure } from '../git/GitFailure.ts'
import { listTree } from '../git/listTree.ts'
import { sizeOf, watchSize } from '../git/watchSize.ts'
import { writeTree } from '../git/writeTree.ts'
import { chooseEntries } from './chooseEntries.ts'
import { checkSource } from './checkSource.ts'

export type Source = NonNullable<DeploymentOrder['source']>

export interface CheckoutOptions {
  /** An empty folder, which becomes the root of the files. */
  folder: string
  /** What is needed of them; the rest is left out where everything would be too much. @default everything */
  path?: string | undefined
  /** For what Git keeps. */
  scratch: string
  signal: AbortSignal
  log: (line: string) => void
  /** @default process.env */
  env?: Readonly<Record<string, string | undefined>> | undefined
  /** @default '/run/catalyst/git' */
  credentialsFolder?: string | undefined
  /** Most that is fetched. @default 200 MiB */
  maxFetchedBytes?: number | undefined
}

/** Brings the files of one commit. @returns the SHA of the commit. @throws DeployError. */
export async function checkout(source: Source, options: CheckoutOptions): Promise<string> {
  const { folder, path, log, signal, env = process.env, credentialsFolder = '/run/catalyst/git' } = options
  const { origin, pathname } = checkSource(source)
  const credentials = await readCredentials(credentialsFolder)
  if (credentials !== undefined && origin.startsWith('http:')) {
    log('The credentials for Git travel unencrypted: the repository is named with http and not https.')
  }
  const git = new Git({
    folder: join(options.scratch, 'git'),
    env: gitEnvironment({ env, origin, credentials }),
    signal,
  })
  await git.run(['init', '--quiet', '--bare', '--template='])
  const commitSha = await fetchFrom(git, { source, address: origin + pathname }, options)
  const { entries, left } = chooseEntries(await listTree(git, commitSha), path)
  const outside = await writeTree(git, entries, { folder, signal })
  for (const line of left) log(line)
  for (const link of outside) log(`${link} is left out: it is a link to what is not in the repository.`)
  log(`Fetched ${entries.length} files of commit ${commitSha}.`)
  return commitSha
}

async function fetchFrom(
  git: Git,
  { source, address }: { source: Source; address: string },
  { scratch, maxFetchedBytes = 200 * 1024 * 1024, log }: CheckoutOptions,
): Promise<string> {
  const { commitSha, branch } = source
  const what = commitSha ?? (branch === undefined ? 'the default branch' : `branch ${branch}`)
  const tooLarge = new DeployError(
    `${address} at ${what} has more than ${Math.floor(maxFetchedBytes / 1024 / 1024)} MiB, packed. Move the manifests or the chart to a repository of their own.`,
    { reason: 'RepositoryTooLarge' },
  )
  log(`Fetching ${what} of ${address}`)
  using watch = watchSize(scratch, { maxBytes: maxFetchedBytes, reason: tooLarge })
  // Some hosts know a repository under its name with ".git" alone and redirect to it, which is not followed.
  const addresses = address.endsWith('.git') ? [address] : [address, `${address.replace(/\/$/, '')}.git`]
  for (const [index, url] of addresses.entries()) {
    try {
      const sha = await fetchCommit(git, { url, commitSha, branch }, watch)
      if ((await sizeOf(scratch)) > maxFetchedBytes) throw tooLarge
      return sha
    } catch (error) {
      if (!(error instanceof GitFailure)) throw error
      const redirected = /returned error: 30[12378]/i.test(error.stderr)
      if (redirected && index < addresses.length - 1) continue
      throw explain(error, { address, what })
    }
  }
  throw tooLarge
}

function explain(error: GitFailure, { address, what }: { address: string; what: string }): DeployError {
  const explained = explainGit(error, address)
  if (explained.reason !== 'CommitNotFound') return explained
  return new DeployError(`${address} does not have ${what}. Push it, or name one that is there.`, {
    reason: 'CommitNotFound',
    cause: error,
  })
}
