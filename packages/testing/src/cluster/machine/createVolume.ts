import type { Clock } from '../clock/Clock.ts'
import { createFileSystem } from './files/createFileSystem.ts'
import type { Directory } from './files/FileNode.ts'
import type { FileSystem } from './FileSystem.ts'

/** Files that several machines can have at once, and that outlive each of them. */
export interface Volume {
  /** Paths in it begin at its root: `/` is the folder that is mounted. */
  readonly files: FileSystem
  readonly directory: Directory
}

export function createVolume({ clock }: { clock: Clock }): Volume {
  const files = createFileSystem({ now: () => clock.now() })
  const directory = files.place('/').parent
  directory.mode = 0o777
  return { files, directory }
}
