import { execFile } from 'node:child_process'
import { chmod, mkdir, readdir, realpath, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { buildDashboard } from '../start/buildDashboard.ts'
import { bundleProgram } from './bundleProgram.ts'
import { copyFollowed } from './copyFollowed.ts'
import { stageProgram } from './stageProgram.ts'
import { stageTools } from './stageTools.ts'

const root = join(import.meta.dirname, '../..')

const programs = ['server', 'operator', 'deployer']

/** Names that programs look up, in which order hosts are, and that the bundle is made of ES modules. */
const written: Readonly<Record<string, string>> = {
  'etc/passwd': 'catalyst:x:65532:65532:Catalyst:/catalyst:/nonexistent\n',
  'etc/group': 'catalyst:x:65532:\n',
  'etc/nsswitch.conf': 'hosts: files dns\n',
  'catalyst/package.json': '{ "type": "module" }\n',
}

/**
 * Brings together every file of the image, in an empty folder that becomes its root: this very Node.js with the libraries
 * that it is linked to, the bundled programs, the dashboard, and the tools that the deployer calls. Both ways to the image
 * take it from here.
 */
export async function stageImage(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  if ((await readdir(folder)).length > 0)
    throw new Error(`${folder} is not empty. Name a folder that is, or a new one.`)
  await buildDashboard()
  for (const program of programs) await bundleProgram(program, join(folder, 'catalyst', program, 'dist'))
  await copyFollowed(join(root, 'apps/web/dist'), join(folder, 'catalyst/web/dist'))
  await copyFollowed(join(root, 'LICENSE'), join(folder, 'catalyst/LICENSE'))
  await stageProgram(await realpath(process.execPath), join(folder, 'bin/node'), folder)
  await stageTools(folder)
  for (const [path, text] of Object.entries(written)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  // Where the image is built must not show in it: everything belongs to root, and everybody may read it.
  await promisify(execFile)('chmod', ['-R', 'u=rwX,go=rX', folder])
  await chmod(join(folder, 'bin/node'), 0o755)
}
