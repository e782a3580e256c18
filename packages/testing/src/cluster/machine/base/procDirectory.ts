import { computedEntries } from '../files/directoryEntries.ts'
import type { Directory, FileNode } from '../files/FileNode.ts'
import { baseName } from '../files/paths.ts'
import type { InnerMachine } from '../processes/InnerMachine.ts'
import { residentMemory } from '../processes/residentMemory.ts'
import type { Task } from '../processes/Task.ts'

/** What the node of a simulated cluster has, in KiB. */
const totalMemory = 8_137_392

/** `/proc` of a machine: computed when it is read. */
export function procDirectory(machine: InnerMachine): Directory {
  const modified = machine.startedAt
  const file = (generate: () => string): FileNode => ({
    type: 'file',
    mode: 0o444,
    modified,
    content: new Uint8Array(),
    generate,
  })
  const folder = (entries: Readonly<Record<string, FileNode>>): Directory => ({
    type: 'directory',
    mode: 0o555,
    modified,
    entries: computedEntries(
      (name) => (Object.hasOwn(entries, name) ? entries[name] : undefined),
      () => Object.keys(entries).sort(),
    ),
  })
  const link = (target: string): FileNode => ({ type: 'link', mode: 0o777, modified, target })
  const seconds = () => (machine.clock.now() - machine.startedAt) / 1000

  const kernelFolder = folder({
    hostname: file(() => `${machine.hostname}\n`),
    ostype: file(() => 'Linux\n'),
    osrelease: file(() => `${kernelRelease}\n`),
    pid_max: file(() => '32768\n'),
    random: folder({
      uuid: file(() => `${crypto.randomUUID()}\n`),
      boot_id: file(() => '6f4e8f3c-8f52-4c3d-9d0a-2b1f5c7e9a10\n'),
      entropy_avail: file(() => '256\n'),
    }),
  })
  const fixed: Readonly<Record<string, FileNode>> = {
    cpuinfo: file(cpuInfo),
    filesystems: file(() => 'nodev\tproc\nnodev\ttmpfs\nnodev\toverlay\n'),
    loadavg: file(
      () => `${loadAverage(machine)} 1/${machine.kernel.tasks.size} ${Math.max(...machine.kernel.tasks.keys(), 0)}\n`,
    ),
    meminfo: file(() => memInfo(machine)),
    mounts: file(() => mounts),
    stat: file(() => `cpu  ${Math.floor(machine.kernel.cpuMs / 10)} 0 0 ${Math.floor(seconds() * 200)} 0 0 0 0 0 0\n`),
    sys: folder({ kernel: kernelFolder, vm: folder({ overcommit_memory: file(() => '0\n') }) }),
    uptime: file(() => `${seconds().toFixed(2)} ${(seconds() * 1.9).toFixed(2)}\n`),
    version: file(() => `Linux version ${kernelRelease} (simulated) #1 SMP\n`),
  }

  function taskFolder(task: Task): Directory {
    const descriptors = () => [...task.descriptors.keys()].sort((a, b) => a - b).map(String)
    return folder({
      cmdline: file(() => task.argv.map((word) => `${word}\0`).join('')),
      comm: file(() => `${nameOf(task)}\n`),
      cwd: link(task.cwd),
      environ: file(() =>
        Object.entries(task.env)
          .map(([name, value]) => `${name}=${value}\0`)
          .join(''),
      ),
      exe: link('/bin/busybox'),
      fd: {
        type: 'directory',
        mode: 0o500,
        modified,
        entries: computedEntries((name) => {
          const open = task.descriptors.get(Number(name))
          return open === undefined ? undefined : link(open.path)
        }, descriptors),
      },
      stat: file(
        () =>
          `${task.pid} (${nameOf(task)}) ${stateOf(task)} ${task.parentPid} 1 1 0 -1 4194304 0 0 0 0 ${Math.floor(task.cpuMs / 10)} 0 0 0 20 0 1 0 0 0 ${residentMemory(task) / 4096}\n`,
      ),
      status: file(() => statusOf(task)),
    })
  }

  return {
    type: 'directory',
    mode: 0o555,
    modified,
    entries: computedEntries(
      (name) => {
        if (Object.hasOwn(fixed, name)) return fixed[name]
        // Programs that name themselves are told apart before the file system is asked.
        const task = machine.kernel.tasks.get(name === 'self' ? 1 : Number(name))
        return task === undefined ? undefined : taskFolder(task)
      },
      () => [...[...machine.kernel.tasks.keys()].map(String), ...Object.keys(fixed), 'self'],
    ),
  }
}

export const kernelRelease = '6.12.0-catalyst'

/** As `R (running)` in short. */
export const stateOf = (task: Task): 'R' | 'S' => (task.isBusy ? 'R' : 'S')

const nameOf = (task: Task) => baseName(task.argv[0] ?? '').slice(0, 15)

function statusOf(task: Task): string {
  const rows = {
    Name: nameOf(task),
    Umask: task.umask.toString(8).padStart(4, '0'),
    State: stateOf(task) === 'R' ? 'R (running)' : 'S (sleeping)',
    Pid: task.pid,
    PPid: task.parentPid,
    Uid: '0\t0\t0\t0',
    Gid: '0\t0\t0\t0',
    VmRSS: `${String(Math.round(residentMemory(task) / 1024)).padStart(8)} kB`,
    Threads: 1,
  }
  return Object.entries(rows)
    .map(([name, value]) => `${name}:\t${value}\n`)
    .join('')
}

/** Used and free memory of the node, in KiB. */
export function memory(machine: InnerMachine): { total: number; used: number; free: number } {
  const used = 1_204_000 + Math.round(machine.usage().memory / 1024)
  return { total: totalMemory, used, free: totalMemory - used }
}

function memInfo(machine: InnerMachine): string {
  const { total, free } = memory(machine)
  const rows = {
    MemTotal: total,
    MemFree: free - 900_000,
    MemAvailable: free,
    Buffers: 64_212,
    Cached: 812_640,
    SwapTotal: 0,
    SwapFree: 0,
  }
  return Object.entries(rows)
    .map(([name, size]) => `${`${name}:`.padEnd(16)}${String(size).padStart(8)} kB\n`)
    .join('')
}

export function loadAverage(machine: InnerMachine): string {
  const load = machine.usage().cpu.toFixed(2)
  return `${load} ${load} ${load}`
}

function cpuInfo(): string {
  return [0, 1]
    .map(
      (cpu) =>
        `processor\t: ${cpu}\nvendor_id\t: Catalyst\nmodel name\t: Simulated CPU\ncpu MHz\t\t: 2400.000\ncache size\t: 4096 KB\n\n`,
    )
    .join('')
}

const mounts = `overlay / overlay rw,relatime 0 0
proc /proc proc rw,nosuid,nodev,noexec,relatime 0 0
tmpfs /dev tmpfs rw,nosuid,size=65536k,mode=755 0 0
devpts /dev/pts devpts rw,nosuid,noexec,relatime,gid=5,mode=620,ptmxmode=666 0 0
sysfs /sys sysfs ro,nosuid,nodev,noexec,relatime 0 0
tmpfs /dev/shm tmpfs rw,nosuid,nodev,noexec,relatime,size=65536k 0 0
`
