import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { access, constants, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { hashFiles } from './hashFiles.ts'

const root = join(import.meta.dirname, '../..')
const stamp = join(root, 'node_modules/.cache/catalyst/dashboard')

/** What the dashboard is made from. */
const inputs = ['apps/web', 'packages/api', 'packages/sdk', 'packages/react', 'pnpm-lock.yaml', 'tsconfig.base.json']

/**
 * Builds the dashboard into `apps/web/dist`, unless what is there was made from the same sources. Where nothing can be
 * written, one that was made from others serves too.
 */
export async function buildDashboard(): Promise<void> {
  const folder = join(root, 'apps/web')
  const isThere = existsSync(join(folder, 'dist/index.html'))
  const wanted = await hashFiles(root, inputs)
  if (isThere && (await builtFrom()) === wanted) return
  if (!(await canWrite(folder))) {
    if (!isThere) throw new Error(`The dashboard has to be built, and ${folder} can not be written to. ${advice}`)
    console.error(
      'This folder can not be written to: the dashboard is the one that was built before its sources changed.',
    )
    return
  }
  console.error('Building the dashboard …')
  const build = spawn(join(root, 'node_modules/.bin/vite'), ['build', '--logLevel', 'warn'], {
    cwd: folder,
    stdio: 'inherit',
  })
  const [code] = (await once(build, 'exit')) as [number | null]
  if (code !== 0) throw new Error('The dashboard could not be built; what failed stands above.')
  await mkdir(dirname(stamp), { recursive: true })
  await writeFile(stamp, wanted)
}

const advice = 'Run npm start once where you may write, or in a copy that you own.'

async function canWrite(folder: string): Promise<boolean> {
  return access(folder, constants.W_OK).then(
    () => true,
    () => false,
  )
}

async function builtFrom(): Promise<string | undefined> {
  return existsSync(stamp) ? readFile(stamp, 'utf8') : undefined
}
