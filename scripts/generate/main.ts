import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

// Every package that generates files has a script `scripts/generate.ts`, which only compares when given --check.
const packages = join(import.meta.dirname, '../../packages')
for (const name of (await readdir(packages)).sort()) {
  const script = join(packages, name, 'scripts/generate.ts')
  if (!existsSync(script)) continue
  const child = spawn(process.execPath, ['--conditions=@catalyst/source', script, ...process.argv.slice(2)], {
    stdio: 'inherit',
  })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) process.exitCode = 1
}
