import { toBytes } from '../streams/text.ts'
import { FileError } from './FileError.ts'
import type { RegularFile } from './FileNode.ts'

/** What a file holds now. Nobody may write into it. */
export function contentOf(file: RegularFile): Uint8Array {
  return file.generate === undefined ? file.content : toBytes(file.generate())
}

/** How many bytes all files of a machine may hold together. */
const diskSize = 512 * 1024 * 1024

/** The disk of a machine: counts what its files hold. */
export interface Disk {
  readonly used: number
  replace(file: RegularFile, content: Uint8Array): void
  /** Writes at a place, filling what is missing before it with zeros. */
  writeAt(file: RegularFile, offset: number, bytes: Uint8Array): void
  /** The file is gone; who has it open may go on. */
  release(file: RegularFile): void
}

export function createDisk(): Disk {
  let used = 0

  function account(file: RegularFile, size: number): void {
    used += size - file.content.length
    if (used > diskSize && size > file.content.length) {
      used -= size - file.content.length
      throw new FileError('ENOSPC', 'write')
    }
  }

  return {
    get used() {
      return used
    },
    release(file) {
      // What has other names is counted twice here; the disk only has to be finite.
      used = Math.max(used - file.content.length, 0)
    },
    replace(file, content) {
      account(file, content.length)
      file.content = content
      file.hasRoom = false
    },
    writeAt(file, offset, bytes) {
      const before = file.content
      const size = Math.max(before.length, offset + bytes.length)
      account(file, size)
      const start = before.byteOffset
      if (offset === before.length && file.hasRoom === true && start + size <= before.buffer.byteLength) {
        // Readers hold views that end before this place, so they do not notice.
        file.content = new Uint8Array(before.buffer, start, size)
        file.content.set(bytes, offset)
        return
      }
      const grown = new Uint8Array(size > before.length ? Math.max(size * 2, 256) : size)
      grown.set(before)
      grown.set(bytes, offset)
      file.content = grown.subarray(0, size)
      file.hasRoom = true
    },
  }
}
