import type { Git } from './Git.ts'

export interface TreeEntry {
  kind: 'file' | 'link' | 'submodule'
  sha: string
  /** In bytes; 0 for a submodule. */
  size: number
  path: string
}

/** As many entries fit as nobody deploys. */
const maxBytes = 64 * 1024 * 1024

/** Every file, link and submodule of a commit. */
export async function listTree(git: Git, commitSha: string): Promise<TreeEntry[]> {
  const listed = await git.run(['ls-tree', '-r', '-z', '-l', '--full-tree', commitSha], { maxBytes })
  return listed
    .toString()
    .split('\0')
    .filter((line) => line !== '')
    .map(parseEntry)
}

/** `100644 blob <sha>     123<tab>path`: https://git-scm.com/docs/git-ls-tree#_output_format */
function parseEntry(line: string): TreeEntry {
  const tab = line.indexOf('\t')
  const [mode, , sha = '', size = '-'] = line.slice(0, tab).split(/ +/)
  const kind = mode === '120000' ? 'link' : mode === '160000' ? 'submodule' : 'file'
  return { kind, sha, size: size === '-' ? 0 : Number(size), path: line.slice(tab + 1) }
}
