import { formatPrintf } from '../../commands/formatPrintf.ts'
import type { Builtin } from './Builtin.ts'

export const printf: Builtin = async (shell, args) => {
  const isAssigned = args[0] === '-v'
  const [format, ...values] = isAssigned ? args.slice(2) : args[0] === '--' ? args.slice(1) : args
  if (format === undefined) {
    await shell.write(2, 'printf: usage: printf FORMAT [ARG]...\n')
    return 2
  }
  const { text, errors } = formatPrintf(format, values)
  if (isAssigned) shell.variables.set(args[1] ?? '', text)
  else await shell.print(text)
  for (const error of errors) await shell.complain(error)
  return errors.length > 0 ? 1 : 0
}
