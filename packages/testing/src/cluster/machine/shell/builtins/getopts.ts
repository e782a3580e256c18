import type { Builtin } from './Builtin.ts'

export const getopts: Builtin = async (shell, [specification = '', name = '', ...given]) => {
  const { variables } = shell
  const args = given.length > 0 ? given : shell.positional
  const isSilent = specification.startsWith(':')
  let index = Number(variables.get('OPTIND') ?? '1')
  if (index === 1 && variables.get('OPTIND') === '1' && shell.optionIndex !== 1) shell.optionOffset = 1
  const argument = args[index - 1]
  const finish = (option: string, status: number) => {
    variables.set('OPTIND', String(index))
    shell.optionIndex = index
    variables.set(name, option)
    return status
  }
  if (argument === undefined || !/^-./.test(argument) || argument === '--') {
    if (argument === '--') index += 1
    variables.unset('OPTARG')
    return finish('?', 1)
  }
  const option = argument[shell.optionOffset] ?? ''
  shell.optionOffset += 1
  const rest = argument.slice(shell.optionOffset)
  const next = () => {
    index += 1
    shell.optionOffset = 1
  }
  const place = option === ':' ? -1 : specification.indexOf(option, isSilent ? 1 : 0)
  if (place < 0) {
    if (rest === '') next()
    if (isSilent) variables.set('OPTARG', option)
    else {
      variables.unset('OPTARG')
      await shell.write(2, `Illegal option -${option}\n`)
    }
    return finish('?', 0)
  }
  if (specification[place + 1] !== ':') {
    if (rest === '') next()
    variables.unset('OPTARG')
    return finish(option, 0)
  }
  const value = rest === '' ? args[index] : rest
  if (rest === '' && value !== undefined) index += 1
  next()
  if (value !== undefined) {
    variables.set('OPTARG', value)
    return finish(option, 0)
  }
  if (isSilent) {
    variables.set('OPTARG', option)
    return finish(':', 0)
  }
  variables.unset('OPTARG')
  await shell.write(2, `No arg for -${option} option\n`)
  return finish('?', 0)
}
