import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isSourceOnly } from './sourceEntries.ts'

// Builds a package and looks at it as its users will: publint for the manifest, attw for the types from CommonJS, from
// ES modules and from a bundler.
const directory = join(import.meta.dirname, '../..', process.argv[2] ?? '')
const manifest = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as {
  readonly exports: Readonly<Record<string, unknown>>
}
const hasRequire = JSON.stringify(manifest.exports).includes('"require"')
// Stylesheets have no types; an entry without a default is for this repository alone.
const untyped = Object.entries(manifest.exports)
  .filter(([subpath, target]) => subpath.endsWith('.css') || isSourceOnly(target))
  .map(([subpath]) => subpath.slice(2))
const exclude = untyped.length > 0 ? ['--exclude-entrypoints', ...untyped] : []

const commands = [
  ['pnpm', 'run', 'build'],
  ['publint', '--strict'],
  ['attw', '--pack', '.', '--profile', hasRequire ? 'node16' : 'esm-only', '--format', 'ascii', ...exclude],
]
for (const [program = '', ...args] of commands) {
  const { status } = spawnSync(program, args, { cwd: directory, stdio: 'inherit' })
  if (status === 0) continue
  process.exitCode = 1
  break
}
