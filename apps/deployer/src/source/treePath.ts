/** Longest path of a file that is written, in characters. */
const maxLength = 1024

/** Whether a path is one of a file inside a tree: relative, with nothing that leads out of it or into Git's own folder. */
export function isTreePath(path: string): boolean {
  if (path === '' || path.length > maxLength || path.includes('\\') || path.includes('\0')) return false
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..' && part.toLowerCase() !== '.git')
}
