import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { explainFailedInstall } from './explainFailedInstall.mjs'

/**
 * Installs what the lockfile says, unless that is what was installed last.
 *
 * @param {string} root
 */
export async function installDependencies(root) {
  const stamp = join(root, 'node_modules', '.catalyst-installed')
  const wanted = fingerprint(root)
  if (read(stamp) === wanted) return

  try {
    // Without `recursive`, which says ENOENT of a file system that can only be read.
    if (!existsSync(join(root, 'node_modules'))) mkdirSync(join(root, 'node_modules'))
  } catch (error) {
    throw new Error(explainFailedInstall({ output: String(error), root }), { cause: error })
  }
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  console.error(`Installing dependencies with ${packageManager} …`)
  // A purge of a node_modules that another tool made would otherwise wait for an answer.
  const options = ['--frozen-lockfile', '--config.confirm-modules-purge=false']
  const output = await runAndRead(['--yes', packageManager, 'install', ...options], root)
  if (output !== undefined) throw new Error(explainFailedInstall({ output, root }))
  writeFileSync(stamp, wanted)
}

/**
 * What the installed packages depend on: the lockfile, the settings that choose among it, and the machine.
 *
 * @param {string} root
 */
function fingerprint(root) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`)
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml']) hash.update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

/** @param {string} path */
function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/**
 * Runs npx and shows what it says; resolves with that text when it failed, else with nothing.
 *
 * @param {readonly string[]} args
 * @param {string} cwd
 * @returns {Promise<string | undefined>}
 */
function runAndRead(args, cwd) {
  const windows = process.platform === 'win32'
  const child = spawn(windows ? 'npx.cmd' : 'npx', args, { cwd, shell: windows, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk
      process.stderr.write(chunk)
    })
  }
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(`${output}\n${error}`))
    child.once('close', (code) => resolve(code === 0 ? undefined : output))
  })
}
