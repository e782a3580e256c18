import { joinPath, normalizePath } from '../files/paths.ts'
import { hasGlob, matcherOf, unescapeGlob } from './matchGlob.ts'
import type { Shell } from './Shell.ts'

/** The paths that match a pattern, sorted; none leaves the pattern as it is. */
export function expandGlob(shell: Shell, pattern: string): string[] {
  const { files } = shell.context
  const segments = pattern.split('/').filter((segment) => segment !== '')
  let found = [pattern.startsWith('/') ? '/' : '']
  for (const [index, segment] of segments.entries()) {
    const isLast = index === segments.length - 1
    const next: string[] = []
    for (const prefix of found) {
      const folder = normalizePath(prefix === '' ? '.' : prefix, shell.task.cwd)
      const extend = (name: string) => (prefix === '' ? name : joinPath(prefix, name))
      if (!hasGlob(segment)) {
        const name = unescapeGlob(segment)
        if (files.find(joinPath(folder, name), { follow: false }) !== undefined) next.push(extend(name))
        continue
      }
      const directory = files.find(folder)
      if (directory?.type !== 'directory') continue
      const matches = matcherOf(segment)
      const showsHidden = segment.startsWith('.')
      for (const name of directory.entries.names()) {
        if ((name.startsWith('.') && !showsHidden) || !matches(name)) continue
        if (!isLast && files.find(joinPath(folder, name))?.type !== 'directory') continue
        next.push(extend(name))
      }
    }
    found = next
  }
  if (pattern.endsWith('/'))
    return found
      .filter((path) => files.find(normalizePath(path, shell.task.cwd))?.type === 'directory')
      .map((path) => `${path}/`)
      .sort()
  return found.sort()
}
