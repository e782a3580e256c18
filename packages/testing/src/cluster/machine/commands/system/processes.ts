import { loadAverage, memory, stateOf } from '../../base/procDirectory.ts'
import { baseName } from '../../files/paths.ts'
import type { Command, CommandContext } from '../../processes/Command.ts'
import { residentMemory } from '../../processes/residentMemory.ts'
import { toSignal } from '../../processes/signals.ts'
import type { Task } from '../../processes/Task.ts'
import { listenToKeys } from '../../terminal/listenToKeys.ts'
import { parseOptions } from '../parseOptions.ts'

const tasksOf = (context: CommandContext) => [...context.machine.kernel.tasks.values()].sort((a, b) => a.pid - b.pid)

const commandOf = (task: Task) => task.argv.join(' ').replaceAll('\n', ' ')

const minutes = (ms: number) => `${Math.floor(ms / 60_000)}:${String(Math.floor(ms / 1000) % 60).padStart(2, '0')}`

export const ps: Command = async (context) => {
  // Options of procps are taken and mean more than here.
  const wide = context.args.join('').includes('o') ? context.args.at(-1)?.split(',') : undefined
  if (wide !== undefined) return psColumns(context, wide)
  const isLong = /aux|-ef|ef/.test(context.args.join(' '))
  const now = context.clock.now()
  const rows = tasksOf(context).map((task) => {
    const pid = String(task.pid).padStart(5)
    if (!isLong) return `${pid} root      ${minutes(task.cpuMs)} ${commandOf(task)}`
    const elapsed = Math.max(now - task.startedAt, 1)
    return `root     ${pid} ${((task.cpuMs / elapsed) * 100).toFixed(1).padStart(4)} ${String(Math.round(residentMemory(task) / 1024)).padStart(7)} ${stateOf(task)}    ${minutes(task.cpuMs)} ${commandOf(task)}`
  })
  await context.print(
    `${isLong ? 'USER       PID %CPU     RSS STAT TIME COMMAND' : 'PID   USER     TIME  COMMAND'}\n${rows.join('\n')}\n`,
  )
  return 0
}

async function psColumns(context: CommandContext, columns: readonly string[]): Promise<number> {
  const now = context.clock.now()
  const read: Readonly<Record<string, (task: Task) => string>> = {
    pid: (task) => String(task.pid),
    ppid: (task) => String(task.parentPid),
    user: () => 'root',
    comm: (task) => baseName(task.argv[0] ?? ''),
    args: commandOf,
    cmd: commandOf,
    stat: stateOf,
    time: (task) => minutes(task.cpuMs),
    rss: (task) => `${Math.round(residentMemory(task) / 1024)}`,
    vsz: (task) => `${Math.round(residentMemory(task) / 512)}`,
    etime: (task) => minutes(now - task.startedAt),
  }
  const names = columns.map((column) => column.replace(/=.*$/, '').trim())
  const bad = names.find((name) => read[name] === undefined)
  if (bad !== undefined) {
    await context.warn(`bad -o argument '${bad}', supported arguments: ${Object.keys(read).join(',')}`)
    return 1
  }
  const title = columns.some((column) => column.includes('=')) ? [] : [names.map((name) => name.toUpperCase())]
  const table = [...title, ...tasksOf(context).map((task) => names.map((name) => read[name]?.(task) ?? ''))]
  const widths = names.map((_name, index) => Math.max(...table.map((row) => row[index]?.length ?? 0)))
  await context.print(
    table
      .map(
        (row) =>
          `${row.map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd(widths[index] ?? 0))).join(' ')}\n`,
      )
      .join(''),
  )
  return 0
}

export const pgrep: Command = async (context) => {
  const options = await parseOptions(context, { letters: 'flxavon' })
  const found = matching(context, options.rest[0] ?? '', { whole: options.has('f'), exact: options.has('x') })
  const show = (task: Task) =>
    `${task.pid}${options.has('l') ? ` ${baseName(task.argv[0] ?? '')}` : options.has('a') ? ` ${commandOf(task)}` : ''}\n`
  await context.print(found.map(show).join(''))
  return found.length > 0 ? 0 : 1
}

export const pkill: Command = async (context) => {
  const given = context.args.find((argument) => /^-[A-Z0-9]+$/.test(argument))
  const options = await parseOptions(
    { ...context, args: context.args.filter((argument) => argument !== given) },
    { letters: 'fx' },
  )
  const signal = toSignal(given?.slice(1) ?? 'TERM')
  const found = matching(context, options.rest[0] ?? '', { whole: options.has('f'), exact: options.has('x') })
  if (signal !== undefined) for (const task of found) task.deliver(signal)
  return found.length > 0 ? 0 : 1
}

export const killall: Command = async (context) => {
  const given = context.args.find((argument) => /^-[A-Z0-9]+$/.test(argument))
  const signal = toSignal(given?.slice(1) ?? 'TERM')
  let status = 0
  for (const name of context.args.filter((argument) => !argument.startsWith('-'))) {
    const found = tasksOf(context).filter((task) => baseName(task.argv[0] ?? '') === name && task !== context.task)
    if (found.length === 0) {
      await context.warn(`${name}: no process killed`)
      status = 1
    }
    if (signal !== undefined) for (const task of found) task.deliver(signal)
  }
  return status
}

export const pidof: Command = async (context) => {
  const pids = tasksOf(context)
    .filter((task) => context.args.includes(baseName(task.argv[0] ?? '')))
    .map((task) => task.pid)
  if (pids.length > 0) await context.print(`${pids.reverse().join(' ')}\n`)
  return pids.length > 0 ? 0 : 1
}

function matching(
  context: CommandContext,
  pattern: string,
  { whole, exact }: { whole: boolean; exact: boolean },
): Task[] {
  const expression = new RegExp(exact ? `^(?:${pattern})$` : pattern)
  return tasksOf(context).filter(
    (task) => task !== context.task && expression.test(whole ? commandOf(task) : baseName(task.argv[0] ?? '')),
  )
}

// Colours are escape sequences.
// eslint-disable-next-line no-control-regex
const colours = /\x1b\[\d*m/g

/** Live on a terminal until `q`; with `-b` once, or as often as `-n` says. */
export const top: Command = async (context) => {
  const options = await parseOptions(context, { letters: 'bn:d:Hm' })
  const seconds = Number(options.value('d') ?? 5) || 5
  const { terminal } = context.input
  const rounds = options.has('n')
    ? Number(options.value('n'))
    : options.has('b') || terminal === undefined
      ? options.has('b') && !options.has('n') && terminal !== undefined
        ? Infinity
        : 1
      : Infinity
  const controller = new AbortController()
  const isLive = !options.has('b') && terminal !== undefined
  using _keys = isLive
    ? listenToKeys(terminal, (key, stop) => {
        if (key !== 'q' && key !== 'ctrl-c') return
        stop()
        controller.abort()
      })
    : undefined
  const last = new Map<number, number>()
  let lastAt = context.clock.now() - 1000
  for (let round = 0; round < rounds; round++) {
    const table = snapshot(context, { last, lastAt })
    lastAt = context.clock.now()
    if (isLive) {
      const { rows, columns } = terminal.size
      await context.print(
        `\x1b[H\x1b[J${table
          .slice(0, rows - 1)
          .map((row) => row.slice(0, columns + (row.startsWith('\x1b') ? 8 : 0)))
          .join('\n')}`,
      )
    } else await context.print(`${table.map((row) => row.replace(colours, '')).join('\n')}\n`)
    if (round + 1 === rounds) break
    try {
      await context.clock.sleep(seconds * 1000, { signal: AbortSignal.any([controller.signal, context.signal]) })
    } catch (error) {
      if (!controller.signal.aborted) throw error
      await context.print('\n')
      return 0
    }
  }
  return 0
}

function snapshot(context: CommandContext, { last, lastAt }: { last: Map<number, number>; lastAt: number }): string[] {
  const elapsed = Math.max(context.clock.now() - lastAt, 1)
  const { total, used, free } = memory(context.machine)
  const rows = tasksOf(context).map((task) => {
    const share = ((task.cpuMs - (last.get(task.pid) ?? task.cpuMs)) / elapsed) * 100
    last.set(task.pid, task.cpuMs)
    return { task, share: Math.max(share, 0) }
  })
  const busy = Math.min(rows.reduce((sum, { share }) => sum + share, 0) / 2, 100)
  rows.sort((a, b) => b.share - a.share || a.task.pid - b.task.pid)
  return [
    `Mem: ${used}K used, ${free}K free, 1204K shrd, 64212K buff, 812640K cached`,
    `CPU: ${busy.toFixed(0).padStart(3)}% usr   0% sys   0% nic ${(100 - busy).toFixed(0).padStart(3)}% idle   0% io   0% irq   0% sirq`,
    `Load average: ${loadAverage(context.machine)} 1/${rows.length} ${context.pid}`,
    '\x1b[7m  PID  PPID USER     STAT   VSZ %VSZ %CPU COMMAND\x1b[m',
    ...rows.map(({ task, share }) => {
      const kib = Math.round(residentMemory(task) / 1024)
      return `${String(task.pid).padStart(5)} ${String(task.parentPid).padStart(5)} root     ${stateOf(task)} ${String(kib).padStart(8)} ${String(Math.round((kib / total) * 100)).padStart(3)}% ${share.toFixed(0).padStart(3)}% ${commandOf(task)}`
    }),
  ]
}

export const free: Command = async (context) => {
  const options = await parseOptions(context, { letters: 'bkmgh' })
  const unit = options.has('m') ? 1024 : options.has('g') ? 1024 ** 2 : options.has('b') ? 1 / 1024 : 1
  const { total, used, free: available } = memory(context.machine)
  const format = (kib: number) =>
    (options.has('h')
      ? kib >= 1024 ** 2
        ? `${(kib / 1024 ** 2).toFixed(1)}G`
        : `${(kib / 1024).toFixed(1)}M`
      : String(Math.round(kib / unit))
    ).padStart(12)
  const cached = 876_852
  await context.print(
    `              total        used        free      shared  buff/cache   available
Mem:   ${[total, used, available - cached, 1204, cached, available].map(format).join('')}
Swap:  ${[0, 0, 0].map(format).join('')}
`,
  )
  return 0
}

export const uptime: Command = async (context) => {
  const ms = context.clock.now() - context.machine.startedAt
  const minutesUp = Math.floor(ms / 60_000)
  const days = Math.floor(minutesUp / 1440)
  const hours = Math.floor(minutesUp / 60) % 24
  const up = `${days > 0 ? `${days} day${days > 1 ? 's' : ''}, ` : ''}${hours > 0 ? `${hours}:${String(minutesUp % 60).padStart(2, '0')}` : `${minutesUp % 60} min`}`
  await context.print(
    ` ${new Date(context.clock.now()).toISOString().slice(11, 19)} up ${up},  load average: ${loadAverage(context.machine).replaceAll(' ', ', ')}\n`,
  )
  return 0
}
