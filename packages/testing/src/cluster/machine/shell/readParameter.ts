import type { Shell } from './Shell.ts'

/** The value of a variable or of a special parameter; undefined when it is not set. */
export function readParameter(shell: Shell, name: string): string | undefined {
  switch (name) {
    case '?':
      return String(shell.status)
    case '$':
      return String(shell.rootPid)
    case '!':
      return shell.lastBackground === '' ? undefined : shell.lastBackground
    case '#':
      return String(shell.positional.length)
    case '-':
      return shell.flags
    case '0':
      return shell.arg0
    default:
      return /^\d/.test(name) ? shell.positional[Number(name) - 1] : shell.variables.get(name)
  }
}
