import { FileError } from '../../files/FileError.ts'
import { joinPath } from '../../files/paths.ts'
import { toText } from '../../streams/text.ts'
import { ControlFlow, ShellError } from '../ControlFlow.ts'
import { explainMissing } from '../runSimple.ts'
import { runSource } from '../runSource.ts'
import type { Shell } from '../Shell.ts'
import { execProgram } from '../startProgram.ts'
import { ExitRequest } from '../../processes/ExitRequest.ts'
import type { Builtin } from './Builtin.ts'

export const evaluate: Builtin = (shell, args) => runSource(shell, args.join(' '), { builtin: 'eval' })

export const exec: Builtin = async (shell, args) => {
  const words = args[0] === '--' ? args.slice(1) : args
  if (words.length === 0) return 0
  try {
    return await execProgram(shell, words, shell.variables.environment())
  } catch (error) {
    const status = await explainMissing(shell, error, 'exec')
    if (shell.isInteractive) return status
    throw new ExitRequest(status)
  }
}

export const source: Builtin = async (shell, [name, ...args]) => {
  if (name === undefined) throw new ShellError('.: filename argument required')
  const text = readScript(shell, name)
  if (text === undefined) throw new ShellError(`.: line ${shell.isScript ? shell.line : 0}: ${name}: not found`)
  const { positional, isScript, line } = shell
  if (args.length > 0) shell.positional = args
  shell.callDepth += 1
  try {
    return await runSource(shell, text)
  } catch (error) {
    if (!(error instanceof ControlFlow) || error.kind !== 'return') throw error
    return shell.status
  } finally {
    shell.callDepth -= 1
    shell.positional = positional
    shell.isScript = isScript
    shell.line = line
  }
}

function readScript(shell: Shell, name: string): string | undefined {
  const { files } = shell.context
  const folders = name.includes('/') ? [] : (shell.variables.get('PATH') ?? '').split(':')
  const candidates = [...folders.map((folder) => joinPath(folder, name)), name]
  for (const path of candidates) {
    try {
      return toText(files.read(shell.context.path(path)))
    } catch (error) {
      if (!(error instanceof FileError)) throw error
    }
  }
  return undefined
}
