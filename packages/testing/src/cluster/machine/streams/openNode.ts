import { contentOf } from '../files/content.ts'
import { FileError } from '../files/FileError.ts'
import type { Device, FileNode, RegularFile } from '../files/FileNode.ts'
import type { MachineFiles } from '../files/MachineFiles.ts'
import { createOpenFile, type OpenFile } from './OpenFile.ts'

export type Access = 'read' | 'write' | 'append' | 'update' | 'create'

/**
 * Opens a file: `write` makes or empties it, `append` writes at its end, `update` reads and writes what is there or new,
 * `create` refuses what is there.
 */
export function openPath(files: MachineFiles, path: string, access: Access): OpenFile {
  let node = files.find(path)
  if (access === 'read') node = files.node(path)
  else if (node === undefined) {
    files.write(path, new Uint8Array())
    node = files.node(path)
  } else if (node.type === 'directory') {
    throw new FileError('EISDIR', path)
  } else if (node.type === 'file' && node.generate !== undefined) {
    throw new FileError('EACCES', path)
  } else if (access === 'create' && node.type === 'file') {
    throw new FileError('EEXIST', path)
  } else if (access === 'write' && node.type === 'file') {
    files.disk.replace(node, new Uint8Array())
    node.modified = files.now()
  }
  return openNode(files, node, { path, access })
}

function openNode(files: MachineFiles, node: FileNode, { path, access }: { path: string; access: Access }): OpenFile {
  if (node.type === 'device') return openDevice(node, path)
  if (node.type !== 'file') {
    return createOpenFile({
      path,
      read: async () => {
        throw new FileError('EISDIR', 'read error')
      },
    })
  }
  return openRegularFile(files, node, { path, access })
}

function openRegularFile(
  files: MachineFiles,
  node: RegularFile,
  { path, access }: { path: string; access: Access },
): OpenFile {
  const file = { node, position: 0 }
  const generated = node.generate === undefined ? undefined : contentOf(node)
  return createOpenFile({
    path,
    file,
    async read(max) {
      const content = generated ?? node.content
      if (file.position >= content.length) return undefined
      const bytes = content.subarray(file.position, Math.min(content.length, file.position + max))
      file.position += bytes.length
      return bytes
    },
    write:
      access === 'read'
        ? undefined
        : async (bytes) => {
            if (access === 'append') file.position = node.content.length
            files.disk.writeAt(node, file.position, bytes)
            file.position += bytes.length
            node.modified = files.now()
          },
  })
}

const zeros = new Uint8Array(1024 * 1024)

function openDevice({ device }: Device, path: string): OpenFile {
  return createOpenFile({
    path,
    async read(max) {
      if (device === 'null' || device === 'tty') return undefined
      const size = Math.min(max, zeros.length)
      return device === 'random' ? randomBytes(Math.min(size, 65_536)) : zeros.subarray(0, size)
    },
    async write() {
      if (device === 'full') throw new FileError('ENOSPC', 'write error')
    },
  })
}

function randomBytes(size: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(size))
}

/** A file without a name, that holds this. */
export function openBytes(bytes: Uint8Array): OpenFile {
  let position = 0
  return createOpenFile({
    path: '/tmp/(deleted)',
    async read(max) {
      if (position >= bytes.length) return undefined
      const taken = bytes.subarray(position, Math.min(position + max, bytes.length))
      position += taken.length
      return taken
    },
  })
}
