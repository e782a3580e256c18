import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Scratch extends AsyncDisposable {
  scratch: string
  /** An empty folder in it. */
  folder: string
}

/** A folder that goes with the test. */
export async function openScratch(): Promise<Scratch> {
  const scratch = await mkdtemp(join(tmpdir(), 'deployer-test-'))
  const folder = join(scratch, 'files')
  await mkdir(folder)
  return {
    scratch,
    folder,
    [Symbol.asyncDispose]: () => rm(scratch, { recursive: true, force: true }),
  }
}
