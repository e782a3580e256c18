import { ShellError } from '../ControlFlow.ts'
import { quote } from '../quote.ts'
import type { Shell, ShellOption } from '../Shell.ts'
import type { Builtin } from './Builtin.ts'

const longNames: Readonly<Record<string, ShellOption>> = {
  errexit: 'e',
  nounset: 'u',
  xtrace: 'x',
  noglob: 'f',
  noexec: 'n',
  noclobber: 'C',
  verbose: 'v',
  allexport: 'a',
  monitor: 'm',
  pipefail: 'pipefail',
}

export const set: Builtin = async (shell, args) => {
  if (args.length === 0) {
    for (const [name, { value }] of shell.variables.entries()) {
      if (value !== undefined) await shell.print(`${name}=${quote(value)}\n`)
    }
    return 0
  }
  if (args.length === 1 && (args[0] === '-o' || args[0] === '+o')) {
    await shell.print(
      Object.entries(longNames)
        .map(([name, option]) => `${name.padEnd(16)}${shell.isOn(option) ? 'on' : 'off'}\n`)
        .join(''),
    )
    return 0
  }
  const rest = applyOptions(shell, args)
  if (rest !== undefined) shell.positional = rest
  return 0
}

/**
 * Sets the options that come first.
 * @returns what follows them, undefined when nothing does, so that `set -e` keeps the positional parameters
 */
export function applyOptions(shell: Shell, args: readonly string[]): readonly string[] | undefined {
  let index = 0
  for (; /^[-+]./.test(args[index] ?? ''); index++) {
    const argument = args[index] ?? ''
    if (argument === '--') return args.slice(index + 1)
    const isOn = argument.startsWith('-')
    for (const letter of argument.slice(1)) {
      const name = letter === 'o' ? (args[++index] ?? '') : undefined
      const option = name === undefined ? toOption(letter) : longNames[name]
      if (option === undefined)
        throw new ShellError(
          `set: line 0: illegal option ${name === undefined ? argument.slice(0, 1) + letter : `-o ${name}`}`,
        )
      if (isOn) shell.options.add(option)
      else shell.options.delete(option)
    }
  }
  if (args[index] === '-') index += 1
  return index < args.length ? args.slice(index) : undefined
}

function toOption(letter: string): ShellOption | undefined {
  return Object.values(longNames).find((option) => option === letter)
}

export const shift: Builtin = async (shell, [count = '1']) => {
  if (!/^\d+$/.test(count)) throw new ShellError(`shift: line 0: Illegal number: ${count}`)
  if (Number(count) > shell.positional.length) return 1
  shell.positional = shell.positional.slice(Number(count))
  return 0
}
