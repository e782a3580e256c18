import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

// Builds a package and looks at it as its users will: publint for the manifest, attw for the types from CommonJS, from
// ES modules and from a bundler.
const directory = join(import.meta.dirname, '../..', process.argv[2] ?? '')
const manifest = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as {
  readonly exports: Readonly<Record<string, unknown>>
}
const hasRequire = JSON.stringify(manifest.exports).includes('"require"')
const stylesheets = Object.keys(manifest.exports).filter((subpath) => subpath.endsWith('.css'))
const exclude = stylesheets.length > 0 ? ['--exclude-entrypoints', ...stylesheets.map((path) => path.slice(2))] : []

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
