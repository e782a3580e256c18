import { mkdir, realpath, symlink, unlink, writeFile } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import type { Git } from './Git.ts'
import type { TreeEntry } from './listTree.ts'
import { readBlobs } from './readBlobs.ts'

/** Longest target of a link, as Linux has it. */
const maxTarget = 4096

export interface WriteTreeOptions {
  /** An empty folder. */
  folder: string
  signal: AbortSignal
}

/**
 * Writes files and links. Git's own checkout is not used: it runs filters and writes links as they come. Here links come
 * last, so that nothing is written through one, and each stays only if what it leads to is inside.
 * @returns paths of links that were left out.
 */
export async function writeTree(
  git: Git,
  entries: readonly TreeEntry[],
  { folder, signal }: WriteTreeOptions,
): Promise<string[]> {
  const root = await realpath(folder)
  const files = entries.filter(({ kind }) => kind === 'file')
  await writeEach(files, async (path, content) => {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, content, { flag: 'wx' })
  })
  const links = new Map<string, string>()
  await writeEach(
    entries.filter(({ kind, size }) => kind === 'link' && size <= maxTarget),
    async (path, content) => void links.set(path, content.toString()),
  )
  // A link may lead to one that comes later.
  for (let before = -1; before !== links.size;) {
    before = links.size
    for (const [path, target] of links) if (await link(path, target)) links.delete(path)
  }
  return [...links.keys()].map((path) => path.slice(root.length + 1))

  async function writeEach(
    some: readonly TreeEntry[],
    write: (path: string, content: Buffer) => Promise<void>,
  ): Promise<void> {
    if (some.length === 0) return
    let index = 0
    const blobs = readBlobs(
      git,
      some.map(({ sha }) => sha),
    )
    for await (const content of blobs) {
      signal.throwIfAborted()
      await write(join(root, some[index++]?.path ?? ''), content)
    }
  }

  async function link(path: string, target: string): Promise<boolean> {
    try {
      await mkdir(dirname(path), { recursive: true })
      await symlink(target, path)
    } catch {
      // Something else is there, or the target is none: it is left out.
      return false
    }
    const found = await realpath(path).catch(() => undefined)
    if (found !== undefined && (found === root || found.startsWith(root + sep))) return true
    await unlink(path)
    return false
  }
}
