import type { DirectoryEntries, FileNode } from './FileNode.ts'

export function plainEntries(): DirectoryEntries {
  const nodes = new Map<string, FileNode>()
  return {
    get: (name) => nodes.get(name),
    set: (name, node) => void nodes.set(name, node),
    delete: (name) => void nodes.delete(name),
    names: () => [...nodes.keys()].sort(),
  }
}

/** Entries on top of others that many machines share and none of them changes. A node is copied when it is first met. */
export function layeredEntries(base: DirectoryEntries): DirectoryEntries {
  const own = new Map<string, FileNode | undefined>()
  return {
    get(name) {
      if (own.has(name)) return own.get(name)
      const shared = base.get(name)
      if (shared === undefined) return undefined
      const node: FileNode =
        shared.type === 'directory' ? { ...shared, entries: layeredEntries(shared.entries) } : { ...shared }
      own.set(name, node)
      return node
    },
    set: (name, node) => void own.set(name, node),
    delete: (name) => void own.set(name, undefined),
    names() {
      const names = new Set(base.names())
      for (const [name, node] of own) {
        if (node === undefined) names.delete(name)
        else names.add(name)
      }
      return [...names].sort()
    },
  }
}

/** Entries that are computed when they are looked at, as in /proc. */
export function computedEntries(get: (name: string) => FileNode | undefined, names: () => string[]): DirectoryEntries {
  return { isReadOnly: true, get, names, set: () => undefined, delete: () => undefined }
}
