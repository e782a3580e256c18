import { createContext } from '../processes/createContext.ts'
import { ExitRequest } from '../processes/ExitRequest.ts'
import type { Task } from '../processes/Task.ts'
import type { OpenFile } from '../streams/OpenFile.ts'
import type { Shell } from './Shell.ts'

interface ProgramOptions {
  env: Readonly<Record<string, string>>
  descriptors: Map<number, OpenFile>
}

/**
 * Starts a program as a child, which takes the descriptors over.
 * @throws CommandNotFoundError
 */
export function startProgram(shell: Shell, argv: readonly string[], { env, descriptors }: ProgramOptions): Task {
  const { machine } = shell.context
  const { cwd } = shell.task
  const runnable = machine.resolve(argv, { env, cwd })
  const { executable } = runnable
  const task = machine.kernel.start({
    argv: runnable.argv,
    env,
    cwd,
    descriptors,
    parent: shell.task,
    isGraceful: executable.kind === 'program',
    run: (started) => executable.run(createContext(started, machine)),
  })
  ignoreAsShell(shell, task)
  return task
}

/**
 * Makes the process of the shell run a program instead. Never comes back when there is one.
 * @throws CommandNotFoundError
 */
export async function execProgram(
  shell: Shell,
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<never> {
  const { task } = shell
  const { machine } = shell.context
  const { argv: whole, executable } = machine.resolve(argv, { env, cwd: task.cwd })
  task.argv = whole
  task.env = env
  task.isGraceful = executable.kind === 'program'
  task.actions.clear()
  ignoreAsShell(shell, task)
  shell.traps.clear()
  throw new ExitRequest(await executable.run(createContext(task, machine)))
}

/** What the shell ignores, its programs ignore. */
function ignoreAsShell(shell: Shell, task: Task): void {
  for (const [signal, action] of shell.traps) if (action === '' && signal !== 'EXIT') task.actions.set(signal, 'ignore')
}
