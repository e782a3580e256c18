import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { publishedPackages } from '../../scripts/release/versions/publishedPackages.ts'
import { userEnvironment } from '../support/userEnvironment.ts'

const run = promisify(execFile)
const repository = path.resolve(import.meta.dirname, '../..')

/** Builds every published package and packs it as the registry would get it. Gives the tarball of each by package name. */
export async function packPackages(destination: string): Promise<Record<string, string>> {
  const tarballs: Record<string, string> = {}
  for (const { name, folder } of await publishedPackages(repository)) {
    const cwd = path.join(repository, folder)
    await run('pnpm', ['run', 'build'], { cwd, env: userEnvironment() })
    const { stdout } = await run('pnpm', ['pack', '--json', '--pack-destination', destination], {
      cwd,
      env: userEnvironment(),
    })
    const { filename } = JSON.parse(stdout) as { filename: string }
    tarballs[name] = path.resolve(destination, filename)
  }
  return tarballs
}
