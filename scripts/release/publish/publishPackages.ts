import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

interface Release {
  readonly packages: readonly { readonly name: string; readonly version: string; readonly file: string }[]
}

interface PublishOptions {
  /** Flags of `npm publish`, such as `--provenance`. */
  readonly flags?: readonly string[] | undefined
  readonly env?: NodeJS.ProcessEnv | undefined
}

/**
 * Publishes what a dry run left in a folder, one after the other in its order; what the registry has already is passed
 * over, so that a release which was cut off goes on. Gives the names of those that it published.
 */
export async function publishPackages(folder: string, options: PublishOptions = {}): Promise<readonly string[]> {
  const { flags = [], env } = options
  const { packages } = JSON.parse(await readFile(join(folder, 'release.json'), 'utf8')) as Release
  const published: string[] = []
  for (const { name, version, file } of packages) {
    if (await isPublished(`${name}@${version}`, { folder, env })) continue
    await run('npm', ['publish', `./${file}`, '--access', 'public', ...flags], { cwd: folder, env })
    published.push(name)
  }
  return published
}

async function isPublished(spec: string, { folder, env }: { folder: string; env: NodeJS.ProcessEnv | undefined }) {
  try {
    const { stdout } = await run('npm', ['view', spec, 'version', '--json'], { cwd: folder, env })
    return stdout.trim() !== ''
  } catch (error) {
    const { stdout = '' } = error as { stdout?: string }
    if (stdout.includes('"E404"')) return false
    throw error
  }
}
