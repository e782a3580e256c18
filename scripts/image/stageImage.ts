import { execFile } from 'node:child_process'
import { chmod, cp, mkdir, readdir, realpath, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { buildDashboard } from '../start/buildDashboard.ts'
import { bundleProgram } from './bundleProgram.ts'
import { linkedLibraries } from './linkedLibraries.ts'

const root = join(import.meta.dirname, '../..')

/** Names that programs look up, in which order hosts are, and that the bundle is made of ES modules. */
const written: Readonly<Record<string, string>> = {
  'etc/passwd': 'catalyst:x:65532:65532:Catalyst:/catalyst:/nonexistent\n',
  'etc/group': 'catalyst:x:65532:\n',
  'etc/nsswitch.conf': 'hosts: files dns\n',
  'catalyst/package.json': '{ "type": "module" }\n',
}

/**
 * Brings together every file of the image, in an empty folder that becomes its root: this very Node.js with the libraries
 * that it is linked to, the bundled server and operator, and the dashboard. Both ways to the image take it from here.
 */
export async function stageImage(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  if ((await readdir(folder)).length > 0)
    throw new Error(`${folder} is not empty. Name a folder that is, or a new one.`)
  await buildDashboard()
  for (const program of ['server', 'operator']) await bundleProgram(program, join(folder, 'catalyst', program, 'dist'))
  await copy(join(root, 'apps/web/dist'), join(folder, 'catalyst/web/dist'))
  await copy(join(root, 'LICENSE'), join(folder, 'catalyst/LICENSE'))
  await copy(await realpath(process.execPath), join(folder, 'bin/node'))
  for (const library of await linkedLibraries(process.execPath)) await copy(library, join(folder, library))
  for (const [path, text] of Object.entries(written)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  // Where the image is built must not show in it: everything belongs to root, and everybody may read it.
  await promisify(execFile)('chmod', ['-R', 'u=rwX,go=rX', folder])
  await chmod(join(folder, 'bin/node'), 0o755)
}

/** Follows symbolic links, since what they point to is not in the image. */
async function copy(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true })
  await cp(from, to, { recursive: true, dereference: true })
}
