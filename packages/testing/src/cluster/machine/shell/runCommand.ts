import { ExitRequest } from '../processes/ExitRequest.ts'
import { openNull } from '../streams/openNull.ts'
import { runCompound } from './runCompound.ts'
import { runPipeline } from './runPipeline.ts'
import { runSimple } from './runSimple.ts'
import { forkShell } from './forkShell.ts'
import { copyDescriptors } from './redirect.ts'
import { runTraps } from './runTraps.ts'
import type { Shell } from './Shell.ts'
import type { Command, List, ListItem } from './syntax.ts'

export interface RunOptions {
  /** The process has nothing to do after it, so that a program may take it over. */
  isLast?: boolean | undefined
}

export async function runList(shell: Shell, { items }: List): Promise<number> {
  for (const item of items) {
    if (item.isBackground) await runInBackground(shell, item)
    else await runCommand(shell, item.command)
  }
  return shell.status
}

/** Runs what a subshell was made for: its only command may take over the process. */
export async function runLast(shell: Shell, list: List): Promise<number> {
  const [only] = list.items
  if (list.items.length !== 1 || only === undefined || only.isBackground) return runList(shell, list)
  return runCommand(shell, only.command, { isLast: true })
}

/** Runs one command; its status is that of the shell from then on. */
export async function runCommand(shell: Shell, command: Command, options: RunOptions = {}): Promise<number> {
  const turn = shell.tick()
  if (turn !== undefined) await turn
  if (shell.hasPendingSignals) await runTraps(shell)
  shell.status = await dispatch(shell, command, options)
  if (shell.hasPendingSignals) await runTraps(shell)
  if (shell.status !== 0 && shell.isOn('e') && shell.testDepth === 0 && isChecked(command))
    throw new ExitRequest(shell.status)
  return shell.status
}

/** Whether `set -e` looks at its status; the others have looked at that of their last command. */
function isChecked(command: Command): boolean {
  switch (command.type) {
    case 'simple':
    case 'subshell':
    case 'arithmetic':
    case 'condition':
      return true
    case 'pipeline':
      return !command.negated
    default:
      return false
  }
}

async function dispatch(shell: Shell, command: Command, options: RunOptions): Promise<number> {
  switch (command.type) {
    case 'simple':
      return runSimple(shell, command, options)
    case 'pipeline':
      return runPipeline(shell, command)
    case 'and':
    case 'or': {
      const status = await untested(shell, () => runCommand(shell, command.left))
      return (status === 0) === (command.type === 'and') ? runCommand(shell, command.right) : status
    }
    default:
      return runCompound(shell, command, options)
  }
}

/** Runs what is a condition: that it fails is no reason for `set -e` to leave. */
export async function untested<T>(shell: Shell, work: () => Promise<T>): Promise<T> {
  shell.testDepth += 1
  try {
    return await work()
  } finally {
    shell.testDepth -= 1
  }
}

async function runInBackground(shell: Shell, { command, text }: ListItem): Promise<void> {
  const descriptors = copyDescriptors(shell.task.descriptors)
  if (!shell.isOn('m')) {
    descriptors.get(0)?.release()
    descriptors.set(0, openNull())
  }
  const task = forkShell(shell, (child) => runCommand(child, command, { isLast: true }), {
    descriptors,
    isBackground: true,
  })
  const number = Math.max(0, ...shell.jobs.map((job) => job.number)) + 1
  const job: Shell['jobs'][number] = { number, pid: task.pid, text, exit: task.exit }
  void task.exit.then((status) => {
    job.status = status
  })
  shell.jobs.push(job)
  shell.lastBackground = String(task.pid)
  shell.status = 0
  if (shell.isInteractive) await shell.write(2, `[${number}] ${task.pid}\n`)
}
