import { quote } from '../quote.ts'
import type { Builtin } from './Builtin.ts'

export const alias: Builtin = async (shell, args) => {
  let status = 0
  const show = (name: string, value: string) => shell.print(`${name}=${quote(value)}\n`)
  if (args.length === 0) for (const [name, value] of [...shell.aliases].sort()) await show(name, value)
  for (const argument of args) {
    const split = argument.indexOf('=')
    const value = shell.aliases.get(argument)
    if (split > 0) shell.aliases.set(argument.slice(0, split), argument.slice(split + 1))
    else if (value !== undefined) await show(argument, value)
    else {
      await shell.complain(`${argument} not found`, 'alias')
      status = 1
    }
  }
  return status
}

export const unalias: Builtin = async (shell, args) => {
  if (args[0] === '-a') shell.aliases.clear()
  return args.every((name) => name === '-a' || shell.aliases.delete(name)) ? 0 : 1
}
