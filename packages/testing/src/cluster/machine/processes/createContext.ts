import { FileError } from '../files/FileError.ts'
import { baseName, normalizePath } from '../files/paths.ts'
import { createOpenFile, type OpenFile } from '../streams/OpenFile.ts'
import { openPath } from '../streams/openNode.ts'
import { toBytes } from '../streams/text.ts'
import type { CommandContext } from './Command.ts'
import type { InnerMachine } from './InnerMachine.ts'
import type { Task } from './Task.ts'

/** How much is read at once: large, because chunks are passed on and not copied. */
export const readSize = 1024 * 1024

const closed: OpenFile = createOpenFile({ path: 'closed' })

/** What a program sees from within a task. */
export function createContext(task: Task, machine: InnerMachine): CommandContext {
  const descriptor = (number: number) => task.descriptors.get(number) ?? closed
  const name = baseName(task.argv[0] ?? '')
  const sinkOf = (number: number) => ({
    write: (bytes: Uint8Array) => descriptor(number).write(bytes, task.signal),
    end() {
      task.descriptors.get(number)?.release()
      task.descriptors.delete(number)
    },
  })
  const input = descriptor(0)
  const stdout = sinkOf(1)
  const stderr = sinkOf(2)
  const path = (given: string) => {
    if (given === '') throw new FileError('ENOENT', given)
    return normalizeKeepingSlash(given, task.cwd).replace(/^\/proc\/self(?=\/|$)/, `/proc/${task.pid}`)
  }
  return {
    pid: task.pid,
    argv: task.argv,
    args: task.argv.slice(1),
    env: task.env,
    cwd: task.cwd,
    name,
    task,
    machine,
    files: machine.files,
    clock: machine.clock,
    signal: task.signal,
    input,
    stdin: {
      async *[Symbol.asyncIterator]() {
        for (;;) {
          const bytes = await input.read(readSize, task.signal)
          if (bytes === undefined) return
          yield bytes
        }
      },
    },
    stdout,
    stderr,
    path,
    open: (given, access) =>
      openDescriptor(task, path(given)) ?? named(given, () => openPath(machine.files, path(given), access)),
    print: (text) => stdout.write(toBytes(text)),
    warn: (message) => stderr.write(toBytes(`${name}: ${message}\n`)),
  }
}

/** `/dev/stdin` and its like are what the process itself has open. */
function openDescriptor(task: Task, path: string): OpenFile | undefined {
  const standard = ['/dev/stdin', '/dev/stdout', '/dev/stderr'].indexOf(path)
  const number =
    standard >= 0 ? String(standard) : /^(?:\/dev\/fd|\/proc\/self\/fd|\/proc\/\d+\/fd)\/(\d+)$/.exec(path)?.[1]
  if (path === '/dev/tty' || /^\/dev\/pts\/\d+$/.test(path)) {
    const { terminal } = task
    if (terminal === undefined) return undefined
    return createOpenFile({
      path,
      terminal,
      read: (max, signal) => terminal.read(max, signal),
      write: (bytes, signal) => terminal.write(bytes, signal),
    })
  }
  return number === undefined ? undefined : task.descriptors.get(Number(number))?.retain()
}

/** Errors name a file as the person did. */
function named<T>(given: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof FileError) throw new FileError(error.code, given)
    throw error
  }
}

/** A slash at the end says that it has to be a folder. */
function normalizeKeepingSlash(path: string, cwd: string): string {
  const whole = path.startsWith('/') ? path : `${cwd}/${path}`
  // What `..` means depends on links, so that the file system has to find out.
  if (whole.includes('..')) return whole
  const normal = normalizePath(whole)
  return path.endsWith('/') && normal !== '/' ? `${normal}/` : normal
}
