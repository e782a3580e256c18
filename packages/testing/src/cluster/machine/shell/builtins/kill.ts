import { killProcesses } from '../../commands/kill.ts'
import type { Builtin } from './Builtin.ts'
import { findJob } from './jobs.ts'

export const kill: Builtin = async (shell, args) => {
  const words: string[] = []
  for (const argument of args) {
    const job = argument.startsWith('%') ? findJob(shell, argument) : undefined
    if (argument.startsWith('%') && job === undefined) {
      await shell.complain(`${argument}: no such job`, 'kill')
      return 2
    }
    words.push(job === undefined ? argument : String(job.pid))
  }
  return killProcesses(shell.context.machine.kernel, words, {
    print: (text) => shell.print(text),
    warn: (message) => shell.complain(message),
  })
}
