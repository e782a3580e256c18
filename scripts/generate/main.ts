import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

// Every package and app that generates files has a script `scripts/generate.ts`, which only compares when given --check. What the
// chart is made from comes out of them, so it is last.
const root = join(import.meta.dirname, '../..')
const folders = [...(await namesIn('packages')), ...(await namesIn('apps'))]
const scripts = folders.map((folder) => join(root, folder, 'scripts/generate.ts'))
for (const script of [
  ...scripts.filter((path) => existsSync(path)),
  join(import.meta.dirname, '../configuration/generate.ts'),
  join(import.meta.dirname, '../chart/generate.ts'),
]) {
  const child = spawn(process.execPath, ['--conditions=@catalyst/source', script, ...process.argv.slice(2)], {
    stdio: 'inherit',
  })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) process.exitCode = 1
}

async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(join(root, folder))).sort().map((name) => join(folder, name))
}
