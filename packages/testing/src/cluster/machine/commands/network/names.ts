import type { CommandContext } from '../../processes/Command.ts'

/** Addresses and names of `/etc/hosts`. */
export function hostsOf(context: CommandContext): Map<string, string> {
  const node = context.files.find('/etc/hosts')
  const text = node?.type === 'file' ? new TextDecoder().decode(context.files.read('/etc/hosts')) : ''
  const rows = text.split('\n').map((row) => row.replace(/#.*/, '').trim().split(/\s+/))
  return new Map(
    rows.flatMap(([address = '', ...names]) => names.map((name): [string, string] => [name, address])).reverse(),
  )
}

/** Whether a name or an address is this container. */
export function isOwnName(context: CommandContext, name: string): boolean {
  const address = hostsOf(context).get(name) ?? name
  return /^127\.|^\[?::1\]?$|^0\.0\.0\.0$/.test(address) || address === hostsOf(context).get(context.machine.hostname)
}
