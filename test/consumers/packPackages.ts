import { execFile } from 'node:child_process'
import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { userEnvironment } from '../support/userEnvironment.ts'

const run = promisify(execFile)
const repository = path.resolve(import.meta.dirname, '../..')

/** Builds every published package and packs it as the registry would get it. Gives the tarball of each by package name. */
export async function packPackages(destination: string): Promise<Record<string, string>> {
  const tarballs: Record<string, string> = {}
  for (const folder of await readdir(path.join(repository, 'packages'))) {
    const cwd = path.join(repository, 'packages', folder)
    const manifest = JSON.parse(await readFile(path.join(cwd, 'package.json'), 'utf8')) as {
      name: string
      private?: boolean
    }
    if (manifest.private) continue
    await run('pnpm', ['run', 'build'], { cwd, env: userEnvironment() })
    const { stdout } = await run('pnpm', ['pack', '--json', '--pack-destination', destination], {
      cwd,
      env: userEnvironment(),
    })
    const { filename } = JSON.parse(stdout) as { filename: string }
    tarballs[manifest.name] = path.resolve(destination, filename)
  }
  return tarballs
}
