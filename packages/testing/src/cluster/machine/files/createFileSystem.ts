import { toBytes } from '../streams/text.ts'
import { contentOf, createDisk } from './content.ts'
import { layeredEntries, plainEntries } from './directoryEntries.ts'
import { FileError } from './FileError.ts'
import type { Directory, FileNode } from './FileNode.ts'
import { lookUp } from './lookUp.ts'
import type { MachineFiles } from './MachineFiles.ts'
import { directoryName, joinPath, normalizePath } from './paths.ts'

export interface FileSystemOptions {
  /** Files to begin with. They are shared and stay as they are. @default none */
  base?: Directory | undefined
  now: () => number
}

/** Files in memory. */
export function createFileSystem({ base, now }: FileSystemOptions): MachineFiles {
  const disk = createDisk()
  const root: Directory = {
    type: 'directory',
    mode: 0o755,
    modified: base?.modified ?? now(),
    entries: base === undefined ? plainEntries() : layeredEntries(base.entries),
  }

  function writableParent(path: string, parent: Directory): Directory {
    if (parent.entries.isReadOnly === true) throw new FileError('EPERM', path)
    return parent
  }

  function put(path: string, name: string, { parent, node }: { parent: Directory; node: FileNode }): void {
    writableParent(path, parent).entries.set(name, node)
    parent.modified = now()
  }

  const files: MachineFiles = {
    disk,
    now,
    place: (path, options) => lookUp(root, path, options),
    find(path, options) {
      try {
        return lookUp(root, path, options).node
      } catch (error) {
        if (error instanceof FileError) return undefined
        throw error
      }
    },
    node(path, options) {
      const { node } = lookUp(root, path, options)
      if (node === undefined) throw new FileError('ENOENT', path)
      return node
    },
    realPath(path) {
      const place = lookUp(root, path)
      if (place.node === undefined) throw new FileError('ENOENT', path)
      return place.path
    },
    exists: (path) => files.find(path) !== undefined,
    stat: (path, options) => files.statOf(files.node(path, options)),
    statOf: (node) => ({ type: node.type, size: sizeOf(node), mode: node.mode, modified: node.modified }),
    read(path) {
      const node = files.node(path)
      if (node.type === 'directory') throw new FileError('EISDIR', path)
      return node.type === 'file' ? contentOf(node) : new Uint8Array()
    },
    write(path, content, { append = false, mode } = {}) {
      const bytes = typeof content === 'string' ? toBytes(content) : content
      const { parent, name, node } = lookUp(root, path)
      if (node?.type === 'directory') throw new FileError('EISDIR', path)
      if (node?.type === 'device') return
      if (node?.type === 'file') {
        if (node.generate !== undefined) throw new FileError('EACCES', path)
        if (append) disk.writeAt(node, node.content.length, bytes)
        else disk.replace(node, bytes)
        node.modified = now()
        if (mode !== undefined) node.mode = mode
        return
      }
      const file: FileNode = { type: 'file', mode: mode ?? 0o644, modified: now(), content: new Uint8Array() }
      put(path, name, { parent, node: file })
      disk.replace(file, bytes)
    },
    list(path) {
      const node = files.node(path)
      if (node.type !== 'directory') throw new FileError('ENOTDIR', path)
      return node.entries.names()
    },
    makeDirectory(path, { recursive = false } = {}) {
      const place = recursive ? undefined : lookUp(root, path)
      if (place === undefined) {
        if (files.find(path)?.type === 'directory') return
        const parent = directoryName(normalizePath(path))
        if (!files.exists(parent)) files.makeDirectory(parent, { recursive })
        return files.makeDirectory(normalizePath(path))
      }
      if (place.node !== undefined) throw new FileError('EEXIST', path)
      const node: Directory = { type: 'directory', mode: 0o755, modified: now(), entries: plainEntries() }
      put(path, place.name, { parent: place.parent, node })
    },
    add(path, node) {
      const place = lookUp(root, path, { follow: false })
      if (place.node !== undefined) throw new FileError('EEXIST', path)
      put(path, place.name, { parent: place.parent, node })
    },
    link(target, path) {
      files.add(path, { type: 'link', mode: 0o777, modified: now(), target })
    },
    move(from, to) {
      const source = lookUp(root, from, { follow: false })
      if (source.node === undefined || source.name === '')
        throw new FileError(source.name === '' ? 'EBUSY' : 'ENOENT', from)
      const target = lookUp(root, to, { follow: false })
      if (target.node === source.node) return
      if (source.node.type === 'directory' && `${target.path}/`.startsWith(`${source.path}/`))
        throw new FileError('EINVAL', to)
      if (target.node?.type === 'directory') {
        if (source.node.type !== 'directory') throw new FileError('EISDIR', to)
        if (target.node.entries.names().length > 0) throw new FileError('ENOTEMPTY', to)
      } else if (target.node !== undefined && source.node.type === 'directory') {
        throw new FileError('ENOTDIR', to)
      }
      writableParent(from, source.parent).entries.delete(source.name)
      source.parent.modified = now()
      put(to, target.name, { parent: target.parent, node: source.node })
    },
    remove(path, { recursive = false } = {}) {
      const { parent, name, node } = lookUp(root, path, { follow: false })
      if (node === undefined) throw new FileError('ENOENT', path)
      if (name === '') throw new FileError('EBUSY', path)
      if (node.type === 'directory') {
        const names = node.entries.names()
        if (names.length > 0 && !recursive) throw new FileError('ENOTEMPTY', path)
        for (const child of names) files.remove(joinPath(path, child), { recursive })
      }
      writableParent(path, parent).entries.delete(name)
      if (node.type === 'file') disk.release(node)
      parent.modified = now()
    },
  }
  return files
}

function sizeOf(node: FileNode): number {
  if (node.type === 'file') return node.generate === undefined ? node.content.length : 0
  return node.type === 'link' ? toBytes(node.target).length : node.type === 'directory' ? 4096 : 0
}
