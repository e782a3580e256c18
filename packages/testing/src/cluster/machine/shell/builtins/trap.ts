import type { Signal } from '../../Process.ts'
import { toSignal } from '../../processes/signals.ts'
import { quote } from '../quote.ts'
import type { Shell } from '../Shell.ts'
import type { Builtin } from './Builtin.ts'

export const trap: Builtin = async (shell, args) => {
  const words = args[0] === '--' ? args.slice(1) : args
  const [action = '', ...names] = words
  if (words.length === 0 || action === '-p') {
    for (const [signal, text] of shell.traps)
      await shell.print(`trap -- ${quote(text)} ${signal.replace(/^SIG/, '')}\n`)
    return 0
  }
  const resets = action === '-' || (/^\d+$/.test(action) && names.every((name) => /^\d+$/.test(name)))
  let status = 0
  for (const name of resets && action !== '-' ? words : names.length === 0 ? [action] : names) {
    const signal = name === 'EXIT' || name === '0' ? 'EXIT' : toSignal(name)
    if (signal === undefined) {
      await shell.complain(`${name}: invalid signal specification`, 'trap')
      status = 1
    } else {
      setTrap(shell, signal, resets || names.length === 0 ? undefined : action)
    }
  }
  return status
}

function setTrap(shell: Shell, signal: Signal | 'EXIT', action: string | undefined): void {
  if (action === undefined) shell.traps.delete(signal)
  else shell.traps.set(signal, action)
  if (signal === 'EXIT' || signal === 'SIGKILL') return
  const { actions } = shell.task
  if (action === '') actions.set(signal, 'ignore')
  else if (action !== undefined) actions.set(signal, () => shell.remember(signal))
  else if (shell.isInteractive && signal === 'SIGINT') actions.set(signal, () => shell.interrupt())
  else if (shell.isInteractive && (signal === 'SIGTERM' || signal === 'SIGQUIT')) actions.set(signal, 'ignore')
  else actions.delete(signal)
}
