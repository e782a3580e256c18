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
    words.push(job === undefined ? argument : `-${job.pid}`)
  }
  // A job is a whole family, and a negative number first would be a signal.
  const isPlain = words[0]?.startsWith('-') === true && args[0]?.startsWith('%') === true
  return killProcesses(shell.context.machine.kernel, isPlain ? ['-TERM', ...words] : words, {
    print: (text) => shell.print(text),
    warn: (message) => shell.complain(message),
  })
}
