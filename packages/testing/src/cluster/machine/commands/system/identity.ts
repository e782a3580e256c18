import { kernelRelease } from '../../base/procDirectory.ts'
import type { Command } from '../../processes/Command.ts'
import { parseOptions } from '../parseOptions.ts'

/** A command that writes one line. */
const line =
  (text: string): Command =>
  async ({ print }) => {
    await print(`${text}\n`)
    return 0
  }

export const whoami = line('root')
export const nproc = line('2')
export const groups = line('root')
export const arch = line('x86_64')

export const id: Command = async (context) => {
  const options = await parseOptions(context, { letters: 'ugGnr' })
  const isName = options.has('n')
  const short = options.has('u') || options.has('g') || options.has('G')
  await context.print(`${short ? (isName ? 'root' : '0') : 'uid=0(root) gid=0(root) groups=0(root)'}\n`)
  return 0
}

export const hostname: Command = async (context) => {
  const options = await parseOptions(context, { letters: 'sfid' })
  const { machine } = context
  const hosts = new TextDecoder().decode(context.files.read('/etc/hosts')).trim().split('\n')
  await context.print(`${options.has('i') ? (hosts.at(-1)?.split('\t')[0] ?? '') : machine.hostname}\n`)
  return 0
}

export const uname: Command = async (context) => {
  const options = await parseOptions(context, { letters: 'asnrvmpio', long: { all: 'a' } })
  const fields: Readonly<Record<string, string>> = {
    s: 'Linux',
    n: context.machine.hostname,
    r: kernelRelease,
    v: '#1 SMP (simulated)',
    m: 'x86_64',
    o: 'GNU/Linux',
  }
  const asked = Object.keys(fields).filter((letter) => options.has('a') || options.has(letter))
  await context.print(`${(asked.length === 0 ? ['s'] : asked).map((letter) => fields[letter]).join(' ')}\n`)
  return 0
}

export const tty: Command = async ({ input, print, args }) => {
  const { terminal } = input
  if (!args.includes('-s')) await print(terminal === undefined ? 'not a tty\n' : `/dev/pts/${terminal.number}\n`)
  return terminal === undefined ? 1 : 0
}

export const mount: Command = async ({ args, files, print, warn }) => {
  if (args.length > 0) {
    await warn('permission denied (are you root?)')
    return 1
  }
  const mounts = new TextDecoder().decode(files.read('/proc/mounts')).trim().split('\n')
  await print(
    mounts
      .map((row) => row.split(' '))
      .map(([device = '', path = '', type = '', flags = '']) => `${device} on ${path} type ${type} (${flags})\n`)
      .join(''),
  )
  return 0
}

export const dmesg: Command = async ({ warn }) => {
  await warn('klogctl: Operation not permitted')
  return 1
}
