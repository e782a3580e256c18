import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** The absolute paths of the shared libraries that a program of this system needs, its loader included, as `ldd` finds them. */
export async function linkedLibraries(program: string): Promise<readonly string[]> {
  const { stdout } = await promisify(execFile)('ldd', [program])
  const missing = /^\s*(\S+) => not found$/m.exec(stdout)
  if (missing !== null) throw new Error(`${program} needs ${missing[1]}, which is not installed here.`)
  return [...stdout.matchAll(/(\/\S+) \(0x[0-9a-f]+\)$/gm)].flatMap(([, path]) => path ?? [])
}
