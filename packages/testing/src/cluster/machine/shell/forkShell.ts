import { createContext } from '../processes/createContext.ts'
import { ExitRequest } from '../processes/ExitRequest.ts'
import type { Task } from '../processes/Task.ts'
import type { OpenFile } from '../streams/OpenFile.ts'
import { unlessAborted } from '../streams/unlessAborted.ts'
import { ControlFlow, ShellError } from './ControlFlow.ts'
import { runExitTrap } from './runTraps.ts'
import { Shell } from './Shell.ts'

interface ForkOptions {
  descriptors: Map<number, OpenFile>
  isBackground?: boolean | undefined
}

/** Runs something in a copy of the shell, which is a process of its own. */
export function forkShell(shell: Shell, body: (child: Shell) => Promise<number>, options: ForkOptions): Task {
  const { machine } = shell.context
  const task = machine.kernel.start({
    ...options,
    argv: shell.task.argv,
    env: shell.task.env,
    cwd: shell.task.cwd,
    parent: shell.task,
    run: () => runToEnd(child, () => body(child)),
  })
  const child = new Shell(createContext(task, machine), { from: shell })
  for (const signal of child.traps.keys()) if (signal !== 'EXIT') task.actions.set(signal, 'ignore')
  return task
}

/** The exit code of a shell, after what it has to do at its end. */
export async function runToEnd(shell: Shell, body: () => Promise<number>): Promise<number> {
  shell.status = await codeOf(shell, body)
  return runExitTrap(shell)
}

async function codeOf(shell: Shell, body: () => Promise<number>): Promise<number> {
  try {
    return await body()
  } catch (error) {
    if (error instanceof ExitRequest) return error.code
    if (error instanceof ControlFlow) return shell.status
    if (!(error instanceof ShellError)) throw error
    await shell.complain(error.message)
    return 2
  }
}

/**
 * The exit code of a child, unless the shell itself ends before. Ctrl-C reaches the child too, and what it still has to
 * say comes before the next prompt.
 */
export async function waitForTask(shell: Shell, task: Task): Promise<number> {
  const status = await unlessAborted(task.exit, shell.task.signal)
  const turn = shell.tick()
  if (turn !== undefined) await turn
  return status
}
