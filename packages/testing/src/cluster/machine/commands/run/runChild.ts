import { CommandNotFoundError } from '../../CommandNotFoundError.ts'
import type { CommandContext } from '../../processes/Command.ts'
import { createContext } from '../../processes/createContext.ts'
import type { Task } from '../../processes/Task.ts'
import { copyDescriptors } from '../../shell/redirect.ts'
import type { OpenFile } from '../../streams/OpenFile.ts'
import { unlessAborted } from '../../streams/unlessAborted.ts'

interface ChildOptions {
  env?: Readonly<Record<string, string>> | undefined
  /** In the place of standard input. */
  input?: OpenFile | undefined
}

/** Starts a program as a child of a command. @throws CommandNotFoundError */
export function startChild(
  context: CommandContext,
  argv: readonly string[],
  { env = context.env, input }: ChildOptions = {},
): Task {
  const { machine, task } = context
  const runnable = machine.resolve(argv, { env, cwd: task.cwd })
  const { executable } = runnable
  const descriptors = copyDescriptors(task.descriptors)
  if (input !== undefined) {
    descriptors.get(0)?.release()
    descriptors.set(0, input)
  }
  return machine.kernel.start({
    argv: runnable.argv,
    env,
    cwd: task.cwd,
    parent: task,
    descriptors,
    isGraceful: executable.kind === 'program',
    run: (child) => executable.run(createContext(child, machine)),
  })
}

/** Runs a program and answers its exit code; 127 or 126, and says so, when it can not be run. */
export async function runChild(
  context: CommandContext,
  argv: readonly string[],
  options: ChildOptions = {},
): Promise<number> {
  let child: Task
  try {
    child = startChild(context, argv, options)
  } catch (error) {
    if (!(error instanceof CommandNotFoundError)) throw error
    options.input?.release()
    await context.warn(
      `can't execute '${error.command}': ${error.isDenied ? 'Permission denied' : 'No such file or directory'}`,
    )
    return error.isDenied ? 126 : 127
  }
  return unlessAborted(child.exit, context.signal)
}
