import type { MachineFiles } from './MachineFiles.ts'

/** Where a link leads, as it was written; undefined when there is no link. */
export function readLink(files: MachineFiles, path: string): string | undefined {
  const node = files.find(path, { follow: false })
  return node?.type === 'link' ? node.target : undefined
}
