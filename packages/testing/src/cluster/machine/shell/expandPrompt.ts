import { expandText } from './expandWord.ts'
import { Parser } from './Parser.ts'
import { parseQuoted } from './parseWord.ts'
import type { Shell } from './Shell.ts'

/** A prompt as it is shown: with the escapes of bash, and variables. */
export async function expandPrompt(shell: Shell, name: 'PS1' | 'PS2'): Promise<string> {
  const raw = shell.variables.get(name) ?? ''
  const { cwd } = shell.task
  const home = shell.variables.get('HOME')
  const folder =
    home !== undefined && home !== '/' && `${cwd}/`.startsWith(`${home}/`) ? `~${cwd.slice(home.length)}` : cwd
  const time = new Date(shell.context.clock.now()).toISOString().slice(11, 19)
  const values: Readonly<Record<string, string>> = {
    $: '#',
    '[': '',
    ']': '',
    H: shell.context.machine.hostname,
    W: folder === '/' || folder === '~' ? folder : (folder.split('/').at(-1) ?? ''),
    a: '\x07',
    e: '\x1b',
    h: shell.context.machine.hostname.split('.')[0] ?? '',
    n: '\n',
    t: time,
    u: 'root',
    w: folder,
  }
  const escaped = raw.replace(/\\(?:0?(33)|([\s\S]))/g, (whole, octal?: string, letter = '') =>
    octal !== undefined ? '\x1b' : (values[letter as string] ?? whole),
  )
  if (!/[$`]/.test(escaped)) return escaped
  return expandText(shell, { parts: parseQuoted(new Parser(escaped), '') })
}
