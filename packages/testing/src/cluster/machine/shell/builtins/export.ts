import { ShellError } from '../ControlFlow.ts'
import { quote } from '../quote.ts'
import type { Shell } from '../Shell.ts'
import type { Builtin } from './Builtin.ts'

export function exportVariables(name: 'export' | 'declare' | 'typeset'): Builtin {
  return async (shell, args) => {
    const options = args.filter((argument) => /^-[a-zA-Z]+$/.test(argument)).join('')
    const names = args.filter((argument) => !/^-[a-zA-Z]+$/.test(argument))
    if (names.length === 0) return show(shell, name, 'exported')
    if (/[aA]/.test(options)) throw new ShellError(`${name}: arrays are not supported`)
    for (const argument of names) {
      const variable = nameOf(argument)
      if (options.includes('n')) {
        shell.variables.mark(variable, { exported: false })
        continue
      }
      if (name !== 'export') shell.variables.makeLocal(variable)
      assign(shell, argument)
      shell.variables.mark(variable, { exported: name === 'export' || options.includes('x') })
      if (options.includes('r')) shell.variables.mark(variable, { readonly: true })
    }
    return 0
  }
}

export const readonly: Builtin = async (shell, args) => {
  const names = args.filter((argument) => argument !== '-p')
  if (names.length === 0) return show(shell, 'readonly', 'readonly')
  for (const argument of names) {
    assign(shell, argument)
    shell.variables.mark(nameOf(argument), { readonly: true })
  }
  return 0
}

export const local: Builtin = async (shell, args) => {
  if (!shell.variables.isInFunction)
    throw new ShellError(`local: line ${shell.isScript ? shell.line : 0}: not in a function`)
  for (const argument of args.filter((each) => !each.startsWith('-'))) {
    shell.variables.makeLocal(nameOf(argument))
    assign(shell, argument)
  }
  return 0
}

export const unset: Builtin = async (shell, args) => {
  const isFunction = args[0] === '-f'
  for (const name of args.filter((argument) => argument !== '-f' && argument !== '-v')) {
    if (isFunction) shell.functions.delete(name)
    else shell.variables.unset(nameOf(name))
  }
  return 0
}

function assign(shell: Shell, argument: string): void {
  const split = argument.indexOf('=')
  if (split > 0) shell.variables.set(argument.slice(0, split), argument.slice(split + 1))
}

function nameOf(argument: string): string {
  const [name = ''] = argument.split('=', 1)
  if (!/^[A-Za-z_]\w*$/.test(name)) throw new ShellError(`${argument}: bad variable name`)
  return name
}

async function show(shell: Shell, builtin: string, mark: 'exported' | 'readonly'): Promise<number> {
  for (const [name, variable] of shell.variables.entries()) {
    if (!variable[mark]) continue
    const value = variable.value === undefined ? '' : `=${quote(variable.value)}`
    await shell.print(`${builtin} ${name}${value}\n`)
  }
  return 0
}
