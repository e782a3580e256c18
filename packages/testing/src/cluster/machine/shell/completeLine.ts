import { joinPath, normalizePath } from '../files/paths.ts'
import type { Completion } from '../terminal/LineEditor.ts'
import { builtins } from './builtins/builtins.ts'
import type { Shell } from './Shell.ts'

const lastWord = /(?:[^\s;&|()<>"'`\\]|\\.|"[^"]*"?|'[^']*'?)*$/

/** What Tab could make of the word before the cursor: a command, a variable or a path. */
export function completeLine(shell: Shell, before: string): Completion {
  const typed = lastWord.exec(before)?.[0] ?? ''
  const rest = before.slice(0, before.length - typed.length)
  const variable = /\$\{?(\w*)$/.exec(typed)
  if (variable !== null) return completeVariable(shell, variable[1] ?? '')
  const isCommand = /(?:^|[;&|(]|\b(?:then|do|else|sudo|exec|watch|xargs|time)\s)\s*$/.test(rest)
  if (isCommand && !typed.includes('/')) return completeCommand(shell, typed)
  return completePath(shell, typed, { onlyFolders: /(?:^|[;&|]\s*)(?:cd|rmdir)\s+$/.test(rest) })
}

function completeVariable(shell: Shell, typed: string): Completion {
  const names = shell.variables.entries().map(([name]) => name)
  const candidates = names.filter((name) => name.startsWith(typed)).map((name) => ({ text: name, label: `$${name}` }))
  return { length: typed.length, candidates }
}

function completeCommand(shell: Shell, typed: string): Completion {
  const { files } = shell.context
  const names = new Set([...builtins.keys(), ...shell.functions.keys(), ...shell.aliases.keys()])
  for (const folder of (shell.variables.get('PATH') ?? '').split(':')) {
    const node = files.find(folder)
    if (node?.type === 'directory') for (const name of node.entries.names()) names.add(name)
  }
  const found = [...names].filter((name) => name.startsWith(typed)).sort()
  const ending = found.length === 1 ? ' ' : ''
  return { length: typed.length, candidates: found.map((name) => ({ text: name + ending, label: name })) }
}

function completePath(shell: Shell, typed: string, { onlyFolders }: { onlyFolders: boolean }): Completion {
  const { files } = shell.context
  const plain = typed.replace(/\\(.)/g, '$1').replace(/^["']/, '')
  const slash = plain.lastIndexOf('/')
  const folder = plain.slice(0, slash + 1)
  const begin = plain.slice(slash + 1)
  const home = shell.variables.get('HOME') ?? '/root'
  const path = normalizePath(folder === '' ? '.' : folder.replace(/^~(?=\/)/, home), shell.task.cwd)
  const node = files.find(path)
  if (node?.type !== 'directory') return { length: 0, candidates: [] }
  const names = node.entries.names().filter((name) => name.startsWith(begin) && (begin !== '' || !name.startsWith('.')))
  const found = names
    .map((name) => ({ name, isFolder: files.find(joinPath(path, name))?.type === 'directory' }))
    .filter(({ isFolder }) => isFolder || !onlyFolders)
  const candidates = found.map(({ name, isFolder }) => ({
    text: escapeWord(folder) + escapeWord(name) + (isFolder ? '/' : found.length === 1 ? ' ' : ''),
    label: name + (isFolder ? '/' : ''),
  }))
  return { length: typed.length, candidates }
}

function escapeWord(text: string): string {
  return text.replace(/[\s"'\\$`;&|()<>*?[\]#]/g, '\\$&')
}
