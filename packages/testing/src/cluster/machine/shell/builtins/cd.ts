import { FileError } from '../../files/FileError.ts'
import { normalizePath } from '../../files/paths.ts'
import type { Shell } from '../Shell.ts'
import type { Builtin } from './Builtin.ts'

export const cd: Builtin = async (shell, args) => {
  const physical = args[0] === '-P'
  const [given] = args.filter((argument) => !['-P', '-L', '--'].includes(argument))
  const { variables, task } = shell
  const target = given === '-' ? variables.get('OLDPWD') : (given ?? variables.get('HOME'))
  if (target === undefined) {
    await shell.complain(given === '-' ? 'OLDPWD not set' : 'HOME not set', 'cd')
    return 2
  }
  if (target === '') return 0
  const path = normalizePath(target, variables.get('PWD') ?? task.cwd)
  try {
    const node = shell.context.files.node(path)
    if (node.type !== 'directory') throw new FileError('ENOTDIR', path)
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    await shell.complain(`can't cd to ${target}: ${error.reason}`, 'cd')
    return 2
  }
  moveTo(shell, physical ? shell.context.files.realPath(path) : path)
  if (given === '-') await shell.print(`${task.cwd}\n`)
  return 0
}

function moveTo(shell: Shell, path: string): void {
  const { variables, task } = shell
  variables.set('OLDPWD', variables.get('PWD') ?? task.cwd)
  task.cwd = path
  variables.set('PWD', path)
}

export const pwd: Builtin = async (shell, args) => {
  const { cwd } = shell.task
  await shell.print(`${args.includes('-P') ? shell.context.files.realPath(cwd) : cwd}\n`)
  return 0
}
