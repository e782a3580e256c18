import type { Volume } from '../../machine/createVolume.ts'
import type { Container } from '../Pod.ts'

/** What is put into the file system of a container from outside, by absolute path. */
export interface Mounted {
  readonly mounts: Readonly<Record<string, Volume>>
  /** Single files of volumes: copies, which do not change with them, as on a real node. */
  readonly files: Readonly<Record<string, Uint8Array>>
}

/** The volumes of a pod as one of its containers has them. */
export function mountsOf({ volumeMounts = [] }: Container, volumes: ReadonlyMap<string, Volume>): Mounted {
  const mounts: Record<string, Volume> = {}
  const files: Record<string, Uint8Array> = {}
  for (const { name, mountPath, subPath = '' } of volumeMounts) {
    const volume = volumes.get(name)
    if (volume === undefined) continue
    if (subPath === '') {
      mounts[mountPath] = volume
    } else if (volume.files.exists(`/${subPath}`) && volume.files.stat(`/${subPath}`).type === 'file') {
      files[mountPath] = volume.files.read(`/${subPath}`)
    } else {
      volume.files.makeDirectory(`/${subPath}`, { recursive: true })
      mounts[mountPath] = within(volume, subPath)
    }
  }
  return { mounts, files }
}

function within({ files, directory }: Volume, path: string): Volume {
  let inner = directory
  for (const name of path.split('/').filter(Boolean)) {
    const node = inner.entries.get(name)
    if (node?.type === 'directory') inner = node
  }
  return { files, directory: inner }
}
