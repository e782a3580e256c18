import { rmSync } from 'node:fs'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface KeptFile extends Disposable {
  readonly path: string
}

/** Writes a file that nobody else may read, into a folder of its own; it goes when disposed of, or with this process. */
export async function keepFile(name: string, text: string): Promise<KeptFile> {
  const folder = await mkdtemp(join(tmpdir(), 'catalyst-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  // Also where the process is ended before everything is disposed of.
  process.once('exit', remove)
  const path = join(folder, name)
  await writeFile(path, text, { mode: 0o600 })
  return {
    path,
    [Symbol.dispose]() {
      process.off('exit', remove)
      remove()
    },
  }
}
