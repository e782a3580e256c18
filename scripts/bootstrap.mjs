// The beginning of every command at the root: runs on any Node.js from version 20 with nothing installed, so it uses
// nothing but Node's own modules and no newer syntax.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installDependencies } from './bootstrap/installDependencies.mjs'
import { runInGroup } from './bootstrap/runInGroup.mjs'

const root = fileURLToPath(new URL('../', import.meta.url))
const modules = join(root, 'node_modules')

/** Makes the workspace ready to run, or says what is missing and ends this process. */
export async function bootstrap() {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    fail(
      `Catalyst needs Node.js 20 or newer to begin, and this is ${process.version}. Get a newer one from https://nodejs.org.`,
    )
  }
  try {
    await installDependencies(root)
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error))
  }
  if (!existsSync(pinnedNode())) {
    fail('The pinned Node.js is not in node_modules. Remove the folder node_modules and run the command again.')
  }
}

/**
 * Runs a program with the pinned Node.js and the workspace's tools first on the PATH, passes signals on, and ends this
 * process as that one ended unless it succeeded.
 *
 * @param {string} program a command, or a TypeScript file, relative to the root of the repository
 * @param {readonly string[]} args
 */
export async function run(program, args) {
  const script = program.endsWith('.ts')
  const code = await runInGroup(script ? pinnedNode() : program, {
    args: script ? ['--conditions=@catalyst/source', join(root, program), ...args] : args,
    cwd: root,
    env: { ...process.env, ...pathWithTools() },
  })
  if (code !== 0) process.exit(code)
}

function pinnedNode() {
  return join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
}

function pathWithTools() {
  const separator = process.platform === 'win32' ? ';' : ':'
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
  const folders = [join(modules, 'node', 'bin'), join(modules, '.bin'), process.env[name]]
  return { [name]: folders.filter(Boolean).join(separator) }
}

/** @param {string} message @returns {never} */
function fail(message) {
  console.error(`\n${message}\n`)
  process.exit(1)
}
