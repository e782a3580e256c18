import { ExitRequest } from '../../processes/ExitRequest.ts'
import { ControlFlow, ShellError } from '../ControlFlow.ts'
import type { Shell } from '../Shell.ts'
import type { Builtin } from './Builtin.ts'

export const breakLoop: Builtin = async (shell, args) => leaveLoops(shell, 'break', args)

export const continueLoop: Builtin = async (shell, args) => leaveLoops(shell, 'continue', args)

function leaveLoops(shell: Shell, kind: 'break' | 'continue', [count = '1']: readonly string[]): number {
  if (shell.loopDepth === 0) return 0
  throw new ControlFlow(kind, Math.min(number(kind, count), shell.loopDepth))
}

export const exit: Builtin = async (shell, [code]) => {
  throw new ExitRequest(code === undefined ? shell.status : number('exit', code) & 255)
}

export const returnFrom: Builtin = async (shell, [code]) => {
  if (code !== undefined) shell.status = number('return', code) & 255
  if (shell.callDepth === 0) throw new ExitRequest(shell.status)
  throw new ControlFlow('return')
}

function number(builtin: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new ShellError(`${builtin}: line 0: Illegal number: ${text}`)
  return Number(text)
}
