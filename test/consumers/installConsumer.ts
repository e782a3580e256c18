import { execFile } from 'node:child_process'
import { cp, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { userEnvironment } from '../support/userEnvironment.ts'

const run = promisify(execFile)

export interface Consumer {
  directory: string
  /** The environment of its commands: a user's, with what was set for this application. */
  env: NodeJS.ProcessEnv
  /** Runs a command of the installed application and gives what it printed. @throws when it fails, with its output. */
  run: (command: string, ...args: string[]) => Promise<string>
}

interface InstallOptions {
  into: string
  tarballs: Record<string, string>
  /** Fixture that this one lies over, file by file. */
  over?: string | undefined
}

/** Copies a fixture out of the repository and installs it with the packed packages in place of those of a registry. */
export async function installConsumer(fixture: string, options: InstallOptions): Promise<Consumer> {
  const directory = path.join(options.into, fixture)
  for (const one of [options.over, fixture]) {
    if (one !== undefined) await cp(path.join(import.meta.dirname, 'fixtures', one), directory, { recursive: true })
  }
  await useTarballs(directory, options.tarballs)
  // A workspace file of its own, lest pnpm look for one in the folders above.
  await writeFile(path.join(directory, 'pnpm-workspace.yaml'), 'packages: []\n')
  const env: NodeJS.ProcessEnv = { ...userEnvironment(), NEXT_TELEMETRY_DISABLED: '1', CI: 'true' }
  const consumer = {
    directory,
    env,
    run: async (command: string, ...args: string[]) => {
      const { stdout, stderr } = await run(command, args, {
        cwd: directory,
        env,
        maxBuffer: 2 ** 26,
      })
      return stdout + stderr
    },
  }
  await consumer.run('pnpm', 'install', '--prefer-offline', '--ignore-scripts')
  return consumer
}

async function useTarballs(directory: string, tarballs: Record<string, string>): Promise<void> {
  const file = path.join(directory, 'package.json')
  const manifest = JSON.parse(await readFile(file, 'utf8')) as { dependencies: Record<string, string> }
  const packed = Object.fromEntries(Object.entries(tarballs).map(([name, tarball]) => [name, `file:${tarball}`]))
  for (const name of Object.keys(manifest.dependencies)) {
    manifest.dependencies[name] = packed[name] ?? manifest.dependencies[name] ?? ''
  }
  await writeFile(file, JSON.stringify({ ...manifest, pnpm: { overrides: packed } }, null, 2))
}
