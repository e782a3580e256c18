import { FileError } from '../files/FileError.ts'
import { joinPath } from '../files/paths.ts'
import { toText } from '../streams/text.ts'
import type { Shell } from './Shell.ts'

const mostLines = 1000

function pathOf(shell: Shell): string {
  return shell.variables.get('HISTFILE') ?? joinPath(shell.variables.get('HOME') ?? '/root', '.ash_history')
}

/** Remembers what was entered in earlier sessions of the same machine. */
export function loadHistory(shell: Shell): void {
  const { files } = shell.context
  const path = pathOf(shell)
  if (files.find(path)?.type !== 'file') return
  const lines = toText(files.read(path)).split('\n')
  shell.history.push(...lines.filter((line) => line !== '').slice(-mostLines))
}

export function appendHistory(shell: Shell, line: string): void {
  try {
    shell.context.files.write(pathOf(shell), `${line.replaceAll('\n', ' ')}\n`, { append: true, mode: 0o600 })
  } catch (error) {
    // As in every shell: what can not be kept is forgotten.
    if (!(error instanceof FileError)) throw error
  }
}
