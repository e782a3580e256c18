import { CommandNotFoundError } from '../CommandNotFoundError.ts'
import type { Executable, RegularFile } from '../files/FileNode.ts'
import type { MachineFiles } from '../files/MachineFiles.ts'
import { joinPath, normalizePath } from '../files/paths.ts'
import { toText } from '../streams/text.ts'

export const defaultPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

export interface RunnableOptions {
  env: Readonly<Record<string, string>>
  cwd: string
}

export interface Runnable {
  /** With the interpreter in front when the file is a script. */
  argv: readonly string[]
  /** Of the file that runs. */
  path: string
  executable: Executable
}

/** Where a command is, as a shell looks for it. */
export function findProgram(files: MachineFiles, name: string, { env, cwd }: RunnableOptions): string | undefined {
  const candidates = name.includes('/')
    ? [name]
    : (env['PATH'] ?? defaultPath).split(':').map((folder) => joinPath(folder === '' ? '.' : folder, name))
  return candidates.map((path) => normalizePath(path, cwd)).find((path) => isExecutable(files, path))
}

function isExecutable(files: MachineFiles, path: string): boolean {
  const node = files.find(path)
  return node?.type === 'file' && (node.mode & 0o111) !== 0
}

/**
 * What runs for a command line.
 * @throws CommandNotFoundError
 */
export function resolveProgram(files: MachineFiles, argv: readonly string[], options: RunnableOptions): Runnable {
  const [name = '', ...rest] = argv
  const path = name === '' ? undefined : findProgram(files, name, options)
  if (path === undefined) {
    const isDenied = name.includes('/') && files.exists(normalizePath(name, options.cwd))
    throw new CommandNotFoundError(name, { isDenied })
  }
  const node = files.node(path) as RegularFile
  if (node.program !== undefined) return { argv, path, executable: node.program }
  const interpreter = /^#! *(\S+)(?: +(.*\S))?/.exec(toText(node.content.subarray(0, 256)).split('\n')[0] ?? '')
  const [command = '/bin/sh', argument] = interpreter?.slice(1) ?? []
  const script = name.includes('/') ? name : path
  const whole = [command, ...(argument === undefined ? [] : [argument]), script, ...rest]
  if (command === path) throw new CommandNotFoundError(name, { isDenied: true })
  return resolveProgram(files, whole, options)
}
