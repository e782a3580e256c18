import { findProgram } from '../../processes/resolveProgram.ts'
import { copyDescriptors } from '../redirect.ts'
import { waitForTask } from '../forkShell.ts'
import { explainMissing } from '../runSimple.ts'
import { startProgram } from '../startProgram.ts'
import type { Shell } from '../Shell.ts'
import type { Builtin } from './Builtin.ts'
import { builtins } from './builtins.ts'

const reserved = new Set('! [[ ]] case do done elif else esac fi for function if in then until while { }'.split(' '))

export const command: Builtin = async (shell, args) => {
  const [option, ...names] = args
  if (option === '-v' || option === '-V') return describe(shell, names, { isShort: option === '-v' })
  const words = option === '-p' || option === '--' ? names : args
  const [name, ...rest] = words
  if (name === undefined) return 0
  const builtin = builtins.get(name)
  if (builtin !== undefined) return builtin(shell, rest)
  const descriptors = copyDescriptors(shell.task.descriptors)
  try {
    return await waitForTask(shell, startProgram(shell, words, { env: shell.variables.environment(), descriptors }))
  } catch (error) {
    return await explainMissing(shell, error)
  }
}

export const type: Builtin = (shell, args) => describe(shell, args, { isShort: false })

async function describe(shell: Shell, names: readonly string[], { isShort }: { isShort: boolean }): Promise<number> {
  let status = 0
  for (const name of names) {
    const found = explain(shell, name, isShort)
    if (found === undefined) {
      status = 127
      if (!isShort) await shell.print(`${name}: not found\n`)
    } else {
      await shell.print(`${isShort ? '' : `${name} is `}${found}\n`)
    }
  }
  return status
}

function explain(shell: Shell, name: string, isShort: boolean): string | undefined {
  const alias = shell.aliases.get(name)
  if (reserved.has(name)) return isShort ? name : 'a shell keyword'
  if (alias !== undefined) return isShort ? `alias ${name}='${alias}'` : `an alias for ${alias}`
  if (shell.functions.has(name)) return isShort ? name : 'a function'
  if (builtins.has(name)) return isShort ? name : 'a shell builtin'
  return findProgram(shell.context.files, name, { env: shell.variables.environment(), cwd: shell.task.cwd })
}
