import type { Task } from '../processes/Task.ts'
import type { OpenFile } from '../streams/OpenFile.ts'
import { openPipe } from '../streams/openPipe.ts'
import { forkShell, waitForTask } from './forkShell.ts'
import { copyDescriptors } from './redirect.ts'
import { runCommand, untested } from './runCommand.ts'
import type { Shell } from './Shell.ts'
import type { Command } from './syntax.ts'

/** Runs commands at once, each one's output the next one's input. */
export async function runPipeline(
  shell: Shell,
  { commands, negated }: Extract<Command, { type: 'pipeline' }>,
): Promise<number> {
  if (!negated) return run(shell, commands)
  const status = await untested(shell, () => run(shell, commands))
  return status === 0 ? 1 : 0
}

async function run(shell: Shell, commands: readonly Command[]): Promise<number> {
  const [first] = commands
  if (commands.length === 1 && first !== undefined) return runCommand(shell, first)
  const tasks: Task[] = []
  let input: OpenFile | undefined
  for (const [index, command] of commands.entries()) {
    const descriptors = copyDescriptors(shell.task.descriptors)
    if (input !== undefined) replace(descriptors, 0, input)
    input = undefined
    if (index < commands.length - 1) {
      const { reader, writer } = openPipe()
      replace(descriptors, 1, writer)
      input = reader
    }
    tasks.push(forkShell(shell, (child) => runCommand(child, command, { isLast: true }), { descriptors }))
  }
  const statuses: number[] = []
  for (const task of tasks) statuses.push(await waitForTask(shell, task))
  if (shell.isOn('pipefail')) return statuses.findLast((status) => status !== 0) ?? 0
  return statuses.at(-1) ?? 0
}

function replace(descriptors: Map<number, OpenFile>, number: number, open: OpenFile): void {
  descriptors.get(number)?.release()
  descriptors.set(number, open)
}
