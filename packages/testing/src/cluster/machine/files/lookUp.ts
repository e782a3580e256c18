import { FileError } from './FileError.ts'
import type { Directory, FileNode } from './FileNode.ts'

export interface Place {
  parent: Directory
  /** Of the entry in `parent`; empty for the root itself. */
  name: string
  node: FileNode | undefined
  /** The path without links on the way to it. */
  path: string
}

/** As on Linux. */
const mostLinks = 40

/**
 * Walks to a path. What is missing at its end is no error, what is missing on the way is.
 * @throws FileError ENOENT, ENOTDIR or ELOOP
 */
export function lookUp(root: Directory, path: string, { follow = true }: { follow?: boolean | undefined } = {}): Place {
  const ahead = path
    .split('/')
    .filter((name) => name !== '' && name !== '.')
    .reverse()
  const trail: { directory: Directory; name: string }[] = []
  let links = 0
  const mustBeDirectory = path.endsWith('/') || path.endsWith('/.')
  const pathTo = (name?: string) =>
    `/${[...trail.map((step) => step.name), ...(name === undefined ? [] : [name])].join('/')}`

  for (;;) {
    const name = ahead.pop()
    const current = trail.at(-1)?.directory ?? root
    if (name === undefined) {
      const last = trail.pop()
      if (last === undefined) return { parent: root, name: '', node: root, path: '/' }
      return { parent: trail.at(-1)?.directory ?? root, name: last.name, node: last.directory, path: pathTo(last.name) }
    }
    if (name === '..') {
      trail.pop()
      continue
    }
    const node = current.entries.get(name)
    const isLast = ahead.length === 0
    if (node?.type === 'link' && (!isLast || follow || mustBeDirectory)) {
      links += 1
      if (links > mostLinks) throw new FileError('ELOOP', path)
      if (node.target.startsWith('/')) trail.length = 0
      ahead.push(
        ...node.target
          .split('/')
          .filter((part) => part !== '' && part !== '.')
          .reverse(),
      )
      continue
    }
    if (node?.type === 'directory') {
      trail.push({ directory: node, name })
      continue
    }
    if (!isLast) throw new FileError(node === undefined ? 'ENOENT' : 'ENOTDIR', path)
    if (mustBeDirectory && node !== undefined) throw new FileError('ENOTDIR', path)
    return { parent: current, name, node, path: pathTo(name) }
  }
}
