import { runSource } from '../runSource.ts'
import { quote } from '../quote.ts'
import type { Builtin } from './Builtin.ts'
import { builtins } from './builtins.ts'

export const umask: Builtin = async (shell, [mask]) => {
  if (mask === undefined) await shell.print(`${shell.task.umask.toString(8).padStart(4, '0')}\n`)
  else if (/^[0-7]{1,4}$/.test(mask)) shell.task.umask = parseInt(mask, 8)
  else if (mask === '-S') await shell.print('u=rwx,g=rx,o=rx\n')
  else {
    await shell.complain(`Illegal mode: ${mask}`, 'umask')
    return 2
  }
  return 0
}

export const ulimit: Builtin = async (shell, [option = '-f']) => {
  const limits: Readonly<Record<string, string>> = { '-n': '1048576', '-u': 'unlimited', '-c': '0', '-s': '8192' }
  await shell.print(`${limits[option] ?? 'unlimited'}\n`)
  return 0
}

export const times: Builtin = async (shell) => {
  const used = inMinutes(shell.task.cpuMs)
  await shell.print(`${used} 0m0.000s\n${used} 0m0.000s\n`)
  return 0
}

export const time: Builtin = async (shell, args) => {
  const { clock, machine } = shell.context
  const start = { at: clock.now(), cpuMs: machine.kernel.cpuMs }
  const status = await runSource(shell, args.map(quote).join(' '))
  const rows = { real: clock.now() - start.at, user: machine.kernel.cpuMs - start.cpuMs, sys: 0 }
  await shell.write(
    2,
    Object.entries(rows)
      .map(([name, ms]) => `${name}\t${ms / 1000 >= 60 ? inMinutes(ms) : `0m ${(ms / 1000).toFixed(2)}s`}\n`)
      .join(''),
  )
  return status
}

function inMinutes(ms: number): string {
  return `${Math.floor(ms / 60_000)}m${((ms % 60_000) / 1000).toFixed(3)}s`
}

export const history: Builtin = async (shell) => {
  await shell.print(shell.history.map((line, index) => `${String(index).padStart(5)} ${line}\n`).join(''))
  return 0
}

export const help: Builtin = async (shell) => {
  const names = [...builtins.keys()].sort()
  await shell.print(
    `Built-in commands:\n------------------\n\t${names.join(' ').replace(/(.{1,62}) /g, '$1\n\t')}\n\nThis is a simulated shell: what it does stays in it.\n`,
  )
  return 0
}
