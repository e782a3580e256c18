import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { hashFiles } from './hashFiles.ts'

const root = join(import.meta.dirname, '../..')
const stamp = join(root, 'node_modules/.cache/catalyst/dashboard')

/** What the dashboard is made from. */
const inputs = ['apps/web', 'packages/api', 'packages/sdk', 'packages/react', 'pnpm-lock.yaml', 'tsconfig.base.json']

/** Builds the dashboard into `apps/web/dist`, unless what is there was made from the same sources. */
export async function buildDashboard(): Promise<void> {
  const wanted = await hashFiles(root, inputs)
  if (existsSync(join(root, 'apps/web/dist/index.html')) && (await builtFrom()) === wanted) return
  console.error('Building the dashboard …')
  const build = spawn(join(root, 'node_modules/.bin/vite'), ['build', '--logLevel', 'warn'], {
    cwd: join(root, 'apps/web'),
    stdio: 'inherit',
  })
  const [code] = (await once(build, 'exit')) as [number | null]
  if (code !== 0) throw new Error('The dashboard could not be built; what failed stands above.')
  await mkdir(dirname(stamp), { recursive: true })
  await writeFile(stamp, wanted)
}

async function builtFrom(): Promise<string | undefined> {
  return existsSync(stamp) ? readFile(stamp, 'utf8') : undefined
}
