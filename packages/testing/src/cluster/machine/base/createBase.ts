import { commands } from '../commands/commands.ts'
import { createFileSystem } from '../files/createFileSystem.ts'
import type { DeviceName, Directory } from '../files/FileNode.ts'
import type { MachineFiles } from '../files/MachineFiles.ts'
import { toBytes } from '../streams/text.ts'
import { etcFiles } from './etcFiles.ts'
import { serverPath, serverProgram } from './serverProgram.ts'

/** When the files of the base image were made. */
const made = Date.UTC(2026, 0, 12, 8, 30)

const bases = new Map<boolean, Directory>()

/** The files of every image. All machines share them; without a shell there are no commands either. */
export function createBase({ shell }: { shell: boolean }): Directory {
  const known = bases.get(shell)
  if (known !== undefined) return known
  const files = createFileSystem({ now: () => made })
  const folders = [
    'bin',
    'dev',
    'dev/pts',
    'dev/shm',
    'etc',
    'home',
    'proc',
    'root',
    'run',
    'sys',
    'tmp',
    'usr/bin',
    'usr/local/bin',
  ]
  for (const folder of [
    ...folders,
    'usr/sbin',
    'usr/share',
    'sbin',
    'lib',
    'opt',
    'srv',
    'mnt',
    'var/log',
    'var/tmp',
    'var/run',
    'var/lib',
  ]) {
    files.makeDirectory(`/${folder}`, { recursive: true })
  }
  for (const folder of ['/tmp', '/var/tmp', '/dev/shm']) files.node(folder).mode = 0o1777
  files.node('/root').mode = 0o700
  addDevices(files)
  for (const [name, content] of Object.entries(etcFiles)) files.write(`/etc/${name}`, content)
  if (shell) addCommands(files)
  const program = { kind: 'program', run: serverProgram } as const
  files.add(serverPath, { type: 'file', mode: 0o755, modified: made, content: executableBytes, program })
  const base = files.place('/').parent
  bases.set(shell, base)
  return base
}

/** What an executable begins with. */
const executableBytes = Uint8Array.of(0x7f, ...toBytes('ELF'), 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0x3e, 0)

function addCommands(files: MachineFiles): void {
  for (const [name, run] of Object.entries(commands)) {
    const program = { kind: 'command', run } as const
    files.add(`/bin/${name}`, { type: 'file', mode: 0o755, modified: made, content: executableBytes, program })
  }
  for (const name of ['env', 'bash', 'awk', 'sort', 'wc']) {
    if (name in commands) files.link(`/bin/${name}`, `/usr/bin/${name}`)
  }
}

function addDevices(files: MachineFiles): void {
  const devices: Record<string, DeviceName> = {
    null: 'null',
    zero: 'zero',
    full: 'full',
    random: 'random',
    urandom: 'random',
    tty: 'tty',
  }
  for (const [name, device] of Object.entries(devices)) {
    files.add(`/dev/${name}`, { type: 'device', mode: 0o666, modified: made, device })
  }
  files.link('/proc/self/fd', '/dev/fd')
  for (const [number, name] of ['stdin', 'stdout', 'stderr'].entries()) {
    files.link(`/proc/self/fd/${number}`, `/dev/${name}`)
  }
}
