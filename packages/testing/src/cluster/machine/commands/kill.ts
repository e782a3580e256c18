import type { Command } from '../processes/Command.ts'
import type { Kernel } from '../processes/Kernel.ts'
import type { Task } from '../processes/Task.ts'
import { signalNumber, signals, toSignal } from '../processes/signals.ts'

interface Speech {
  print: (text: string) => Promise<void>
  warn: (message: string) => Promise<void>
}

export const kill: Command = ({ machine, args, print, warn }) => killProcesses(machine.kernel, args, { print, warn })

/** `kill`, of the shell and as a program. */
export async function killProcesses(kernel: Kernel, args: readonly string[], { print, warn }: Speech): Promise<number> {
  const [first = '', ...rest] = args
  if (first === '-l' || first === '-L') return listSignals(rest, print)
  const named = first === '-s' || first === '-n' ? rest[0] : /^-[A-Z0-9]/i.test(first) ? first.slice(1) : undefined
  const pids = first === '-s' || first === '-n' ? rest.slice(1) : named === undefined ? args : rest
  const isProbe = named === '0'
  const signal = named === undefined ? 'SIGTERM' : toSignal(named)
  if (signal === undefined && !isProbe) {
    await warn(`bad signal name '${named ?? ''}'`)
    return 1
  }
  if (pids.filter((pid) => pid !== '--').length === 0) {
    await warn('you need to specify whom to kill')
    return 1
  }
  let status = 0
  for (const text of pids.filter((pid) => pid !== '--')) {
    if (!/^-?\d+$/.test(text)) {
      await warn(`invalid number '${text}'`)
      status = 1
      continue
    }
    const pid = Number(text)
    const tasks = pid === -1 ? [...kernel.tasks.values()].filter((task) => task.pid !== 1) : familyOf(kernel, pid)
    for (const task of tasks) {
      if (task === undefined) {
        await warn(`can't kill pid ${text}: No such process`)
        status = 1
      } else if (signal !== undefined) {
        task.deliver(signal)
      }
    }
  }
  return status
}

/** A process, or, for a negative number, that and all that it started: what a process group would be. */
function familyOf(kernel: Kernel, pid: number): (Task | undefined)[] {
  const first = kernel.tasks.get(Math.abs(pid))
  if (pid >= 0 || first === undefined) return [first]
  const family = [first]
  for (const task of kernel.tasks.values()) {
    if (family.some((member) => member.pid === task.parentPid)) family.push(task)
  }
  return family
}

async function listSignals(names: readonly string[], print: Speech['print']): Promise<number> {
  const known = names.map((name) => toSignal(Number(name) > 128 ? String(Number(name) - 128) : name))
  const lines =
    names.length === 0
      ? signals.map((signal) => `${String(signalNumber(signal)).padStart(2)}) ${signal.slice(3)}`)
      : known.map((signal) => signal?.slice(3) ?? '')
  await print(`${lines.join('\n')}\n`)
  return 0
}
