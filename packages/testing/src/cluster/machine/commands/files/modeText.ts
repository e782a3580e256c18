import type { FileNode } from '../../files/FileNode.ts'

const kinds = { file: '-', directory: 'd', link: 'l', device: 'c' } as const

/** As `drwxr-xr-x`. */
export function modeText(node: FileNode): string {
  const { mode } = node
  const group = (shift: number, special: boolean, letter: string) => {
    const bits = (mode >> shift) & 7
    const execute = special ? ((bits & 1) !== 0 ? letter : letter.toUpperCase()) : (bits & 1) !== 0 ? 'x' : '-'
    return `${(bits & 4) !== 0 ? 'r' : '-'}${(bits & 2) !== 0 ? 'w' : '-'}${execute}`
  }
  return (
    kinds[node.type] +
    group(6, (mode & 0o4000) !== 0, 's') +
    group(3, (mode & 0o2000) !== 0, 's') +
    group(0, (mode & 0o1000) !== 0, 't')
  )
}
