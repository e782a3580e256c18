import type { Command } from '../processes/Command.ts'
import type { Program } from '../Process.ts'

export type FileNode = RegularFile | Directory | SymbolicLink | Device

interface NodeAttributes {
  /** The permission bits. */
  mode: number
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  modified: number
}

export interface RegularFile extends NodeAttributes {
  readonly type: 'file'
  content: Uint8Array
  /** `content` is a part of a larger buffer that only this file writes to, so that appending needs no copy. */
  hasRoom?: boolean | undefined
  /** What runs when it is executed; without it, it is a script. */
  program?: Executable | undefined
  /** Computes what it holds when it is read, as in /proc. Such a file can not be written. */
  generate?: (() => string) | undefined
}

export type Executable =
  { readonly kind: 'command'; readonly run: Command } | { readonly kind: 'program'; readonly run: Program }

export interface Directory extends NodeAttributes {
  readonly type: 'directory'
  readonly entries: DirectoryEntries
}

export interface DirectoryEntries {
  readonly isReadOnly?: boolean | undefined
  get(name: string): FileNode | undefined
  set(name: string, node: FileNode): void
  delete(name: string): void
  names(): string[]
}

export interface SymbolicLink extends NodeAttributes {
  readonly type: 'link'
  readonly target: string
}

export type DeviceName = 'null' | 'zero' | 'full' | 'random' | 'tty'

export interface Device extends NodeAttributes {
  readonly type: 'device'
  readonly device: DeviceName
}
