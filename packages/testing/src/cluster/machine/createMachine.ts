import type { Clock } from '../clock/Clock.ts'
import { createBase } from './base/createBase.ts'
import { procDirectory } from './base/procDirectory.ts'
import { createFileSystem } from './files/createFileSystem.ts'
import { createMachineSites } from './createMachineSites.ts'
import { directoryName } from './files/paths.ts'
import type { FileSystem } from './FileSystem.ts'
import type { Image } from './Image.ts'
import type { Machine, TerminalOptions } from './Machine.ts'
import type { SpawnOptions } from './Process.ts'
import { createContext } from './processes/createContext.ts'
import { createKernel } from './processes/createKernel.ts'
import type { InnerMachine } from './processes/InnerMachine.ts'
import { defaultPath, resolveProgram } from './processes/resolveProgram.ts'
import type { Task } from './processes/Task.ts'
import { createUsage } from './processes/createUsage.ts'
import type { OpenFile } from './streams/OpenFile.ts'
import { openSink, openSource } from './streams/openStream.ts'
import { createTerminal } from './terminal/createTerminal.ts'
import type { Volume } from './createVolume.ts'

export interface MachineOptions {
  image: Image
  clock: Clock
  hostname: string
  /** On top of those of the image. */
  env?: Readonly<Record<string, string>> | undefined
  /** By absolute path, on top of those of the image. */
  files?: Readonly<Record<string, string | Uint8Array>> | undefined
  /** Volumes by the absolute path at which they are. */
  mounts?: Readonly<Record<string, Volume>> | undefined
  /** Its address, in `/etc/hosts`. @default 10.244.0.2 */
  ip?: string | undefined
}

/** Makes the inside of one container. Its first process is process 1: when that ends, all others do. */
export function createMachine({
  image,
  clock,
  hostname,
  files = {},
  mounts = {},
  ip = '10.244.0.2',
  ...options
}: MachineOptions): Machine {
  const startedAt = clock.now()
  const kernel = createKernel(clock)
  const disk = createFileSystem({ base: createBase({ shell: image.shell ?? true }), now: () => clock.now() })
  const env = { PATH: defaultPath, HOSTNAME: hostname, HOME: '/root', ...image.env, ...options.env }
  const usage = createUsage({ kernel, clock, image, startedAt })
  const sites = createMachineSites({ image, kernel, hostname })
  let terminals = 0

  const machine: InnerMachine = {
    hostname,
    image,
    clock,
    kernel,
    startedAt,
    files: disk,
    get processes() {
      return [...kernel.tasks.values()]
    },
    resolve: (argv, runOptions) => resolveProgram(disk, argv, runOptions),
    site: sites,
    usage,
    spawn(argv, { stdin, stdout, stderr, ...rest }: SpawnOptions) {
      return start(argv, {
        ...rest,
        open() {
          const out = openSink(stdout)
          return new Map([
            [0, openSource(stdin ?? emptySource)],
            [1, out],
            [2, stderr === stdout ? out.retain() : openSink(stderr)],
          ])
        },
      })
    },
    spawnOnTerminal(argv, { columns, rows, ...rest }: TerminalOptions) {
      const terminal = createTerminal({ number: terminals++, size: { columns, rows }, kernel })
      const task = start(argv, {
        ...rest,
        env: { TERM: 'xterm', ...rest.env },
        terminal,
        open: () => terminal.open(),
      })
      return Object.assign(task, { keys: terminal.keys, output: terminal.output, resize: terminal.resize })
    },
    [Symbol.dispose]() {
      kernel.endAll()
    },
  }

  function start(
    argv: readonly string[],
    given: Pick<SpawnOptions, 'env' | 'cwd'> & { terminal?: Task['terminal']; open: () => Map<number, OpenFile> },
  ): Task {
    const cwd = given.cwd ?? image.workdir ?? '/'
    const taskEnv = { ...env, ...given.env }
    const runnable = resolveProgram(disk, argv, { env: taskEnv, cwd })
    const { executable } = runnable
    return kernel.start({
      argv: runnable.argv,
      env: taskEnv,
      cwd,
      terminal: given.terminal,
      descriptors: given.open(),
      isGraceful: executable.kind === 'program',
      run: (task) => executable.run(createContext(task, machine)),
    })
  }

  disk.place('/').parent.entries.set('proc', procDirectory(machine))
  if (image.workdir !== undefined) disk.makeDirectory(image.workdir, { recursive: true })
  writeAll(disk, { '/etc/hostname': `${hostname}\n`, '/etc/hosts': hosts(ip, hostname), ...image.files })
  for (const [path, run] of Object.entries(image.programs ?? {})) {
    disk.makeDirectory(directoryName(path), { recursive: true })
    const program = { kind: 'program', run } as const
    disk.add(path, { type: 'file', mode: 0o755, modified: startedAt, content: new Uint8Array(), program })
  }
  // A volume hides what the image has in its place.
  for (const [path, { directory }] of Object.entries(mounts)) {
    disk.makeDirectory(path, { recursive: true })
    const { parent, name } = disk.place(path)
    parent.entries.set(name, directory)
  }
  writeAll(disk, files)
  return machine
}

function writeAll(disk: FileSystem, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    disk.makeDirectory(directoryName(path), { recursive: true })
    disk.write(path, content)
  }
}

const emptySource = {
  async *[Symbol.asyncIterator]() {
    // Ends at once.
  },
}

function hosts(ip: string, hostname: string): string {
  return [
    '# Kubernetes-managed hosts file.',
    '127.0.0.1\tlocalhost',
    '::1\tlocalhost ip6-localhost ip6-loopback',
    'fe00::0\tip6-localnet',
    'fe00::0\tip6-mcastprefix',
    'fe00::1\tip6-allnodes',
    'fe00::2\tip6-allrouters',
    `${ip}\t${hostname}`,
    '',
  ].join('\n')
}
