import type { MainProcess } from '../../containers/ContainerRegistry.ts'
import type { ContainerOutput } from '../../containers/createContainerOutput.ts'
import { serverPath } from '../../machine/base/serverProgram.ts'
import { createPipe } from '../../machine/createPipe.ts'
import type { Image } from '../../machine/Image.ts'
import type { Machine, TerminalProcess } from '../../machine/Machine.ts'
import type { Process } from '../../machine/Process.ts'
import { expandVariables } from '../environment/expandVariables.ts'
import type { Container } from '../Pod.ts'

export interface SpawnedMain {
  readonly process: Process
  readonly main: MainProcess
}

interface MainOptions {
  readonly image: Image
  readonly container: Container
  readonly env: Readonly<Record<string, string>>
  readonly output: ContainerOutput
}

/** Starts the first process of a container. @throws CommandNotFoundError */
export function spawnMain(machine: Machine, { image, container, env, output }: MainOptions): SpawnedMain {
  const { stdin: hasInput = false, tty = false, stdinOnce = false } = container
  const argv = argvOf(image, container, env)
  const cwd = container.workingDir ?? image.workdir ?? '/'
  if (tty) {
    const process = machine.spawnOnTerminal(argv, { cwd, columns: 80, rows: 24 })
    void pump(process, output)
    const resize: MainProcess['resize'] = (size) => process.resize(size)
    return { process, main: { tty, output, resize, ...(hasInput && { stdin: process.keys, stdinOnce }) } }
  }
  const pipe = hasInput ? createPipe() : undefined
  const { stdout, stderr } = output
  const process = machine.spawn(argv, { cwd, stdout, stderr, ...(pipe && { stdin: pipe.source }) })
  return { process, main: { tty, output, ...(pipe && { stdin: pipe.sink, stdinOnce }) } }
}

/** https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/ */
function argvOf(image: Image, { command, args }: Container, env: Readonly<Record<string, string>>): string[] {
  const expand = (words: readonly string[]) => words.map((word) => expandVariables(word, env))
  const entrypoint = command === undefined ? (image.entrypoint ?? []) : expand(command)
  const own = command === undefined ? (image.cmd ?? []) : []
  const argv = [...entrypoint, ...(args === undefined ? own : expand(args))]
  return argv.length > 0 ? argv : [serverPath]
}

async function pump({ output }: TerminalProcess, { stdout, stderr }: ContainerOutput): Promise<void> {
  for await (const bytes of output) await stdout.write(bytes)
  stdout.end()
  stderr.end()
}
