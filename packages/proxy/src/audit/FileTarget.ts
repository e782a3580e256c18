import { close, constants, openSync, write } from 'node:fs'
import { promisify } from 'node:util'
import type { LineTarget } from './LineQueue.ts'

const { O_APPEND, O_CREAT, O_NONBLOCK, O_WRONLY } = constants
const writeTo = promisify(write)

/** Reasons that pass by themselves: a pipe that nobody reads yet, a disk that is full now. */
const passing = new Set(['ENXIO', 'ENOSPC', 'EDQUOT', 'EAGAIN', 'EINTR', 'EIO', 'EMFILE', 'ENFILE'])

/**
 * Appends to a file, which may be a named pipe or a device. It never blocks on a pipe, because a write that does would
 * keep one of the few threads for files, and with it the end of the process. What a file holds is for its owner alone.
 */
export class FileTarget implements LineTarget {
  readonly #path: string
  #descriptor: number | undefined
  #writing = false
  #closed = false

  /** @throws the system's error where the file can't be had whatever one waits for, such as EACCES. */
  constructor(path: string) {
    this.#path = path
    try {
      this.#descriptor = this.#open()
    } catch (error) {
      if (!passing.has(codeOf(error))) throw error
    }
  }

  async write(bytes: Uint8Array): Promise<number> {
    const descriptor = (this.#descriptor ??= this.#open())
    this.#writing = true
    try {
      const { bytesWritten } = await writeTo(descriptor, bytes)
      if (bytesWritten === 0) throw new Error('The file takes nothing.')
      return bytesWritten
    } finally {
      this.#writing = false
      // It was given up meanwhile.
      if (this.#closed || descriptor !== this.#descriptor) release(descriptor)
    }
  }

  reopen(): void {
    const descriptor = this.#descriptor
    this.#descriptor = undefined
    if (descriptor !== undefined && !this.#writing) release(descriptor)
  }

  close(): void {
    this.#closed = true
    this.reopen()
  }

  #open(): number {
    return openSync(this.#path, O_WRONLY | O_APPEND | O_CREAT | O_NONBLOCK, 0o600)
  }
}

function release(descriptor: number): void {
  close(descriptor, () => undefined)
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
