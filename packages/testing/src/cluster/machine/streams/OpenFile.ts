import type { RegularFile } from '../files/FileNode.ts'
import type { Terminal } from '../terminal/Terminal.ts'

/** What a file descriptor stands for. Several descriptors of several processes may share it; the last one closes it. */
export interface OpenFile {
  /** What `ls -l /proc/self/fd` shows. */
  readonly path: string
  readonly terminal?: Terminal | undefined
  /** A regular file, with the place where the next read or write happens. */
  readonly file?: { readonly node: RegularFile; position: number } | undefined
  /** Up to `max` bytes as soon as there are some; undefined at the end. Rejects with the signal's reason. */
  read(max: number, signal?: AbortSignal): Promise<Uint8Array | undefined>
  /** Resolves when there is room for more. */
  write(bytes: Uint8Array, signal?: AbortSignal): Promise<void>
  retain(): OpenFile
  release(): void
}

export interface FileOperations extends Pick<OpenFile, 'path' | 'terminal' | 'file'> {
  read?: OpenFile['read'] | undefined
  write?: OpenFile['write'] | undefined
  close?: (() => void) | undefined
}

export function createOpenFile({ read, write, close, ...rest }: FileOperations): OpenFile {
  let holders = 1
  const open: OpenFile = {
    ...rest,
    async read(max, signal) {
      if (signal?.aborted === true) throw signal.reason
      if (read === undefined) throw new Error('Bad file descriptor')
      return read(max, signal)
    },
    async write(bytes, signal) {
      if (signal?.aborted === true) throw signal.reason
      if (write === undefined) throw new Error('Bad file descriptor')
      return write(bytes, signal)
    },
    retain() {
      holders += 1
      return open
    },
    release() {
      holders -= 1
      if (holders === 0) close?.()
    },
  }
  return open
}
