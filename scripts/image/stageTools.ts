import { execFile } from 'node:child_process'
import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { copyFollowed } from './copyFollowed.ts'
import { stageProgram } from './stageProgram.ts'

const run = promisify(execFile)
const helmScript = join(import.meta.dirname, '../helm.sh')

/** Where the TLS library of Debian's Git looks for authorities. */
const certificates = '/etc/ssl/certs/ca-certificates.crt'

/**
 * What the deployer calls: the pinned Helm, and as much of this system's Git as fetches over http and https. Git finds
 * its helpers in the folder that it was compiled for; they begin other parts of it as `git`, and no shell.
 */
export async function stageTools(folder: string): Promise<void> {
  await copyFollowed(await said('bash', [helmScript, 'which']), join(folder, 'bin/helm'))
  const helpers = await said('git', ['--exec-path'])
  const http = join(helpers, 'git-remote-http')
  await stageProgram(await said('which', ['git']), join(folder, 'bin/git'), folder)
  await stageProgram(http, join(folder, http), folder)
  await symlink('git-remote-http', join(folder, helpers, 'git-remote-https'))
  await copyFollowed(certificates, join(folder, certificates))
}

async function said(program: string, args: readonly string[]): Promise<string> {
  try {
    return (await run(program, args)).stdout.trim()
  } catch (error) {
    throw new Error(`The image needs ${program}, which did not answer here. Install git and, for Helm, Go.`, {
      cause: error,
    })
  }
}
