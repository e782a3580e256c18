import type { FileStat, FileSystem } from '../FileSystem.ts'
import type { Disk } from './content.ts'
import type { FileNode } from './FileNode.ts'
import type { Place } from './lookUp.ts'

/** The files of a machine as its programs see them: what `FileSystem` offers, and nodes. */
export interface MachineFiles extends FileSystem {
  readonly disk: Disk
  /** @throws FileError when there is nothing */
  node(path: string, options?: LookUpOptions): FileNode
  find(path: string, options?: LookUpOptions): FileNode | undefined
  place(path: string, options?: LookUpOptions): Place
  /** The path without any links. @throws FileError */
  realPath(path: string): string
  /** Puts a node at a path whose folder is there. @throws FileError EEXIST */
  add(path: string, node: FileNode): void
  statOf(node: FileNode): FileStat
  now(): number
}

interface LookUpOptions {
  /** Whether a link at the end is followed. @default true */
  follow?: boolean | undefined
}
