import { unescapeAnsi } from '../unescape.ts'
import type { Builtin } from './Builtin.ts'

export const echo: Builtin = async (shell, args) => {
  await shell.print(echoText(args))
  return 0
}

/** What `echo` writes, as busybox has it: escapes with -e alone. */
export function echoText(args: readonly string[]): string {
  let newline = '\n'
  let escapes = false
  let first = 0
  for (; /^-[neE]+$/.test(args[first] ?? ''); first++) {
    for (const option of (args[first] ?? '').slice(1)) {
      if (option === 'n') newline = ''
      else escapes = option === 'e'
    }
  }
  const text = args.slice(first).join(' ')
  if (!escapes) return text + newline
  const stop = text.search(/(?<!\\)(?:\\\\)*\\c/)
  return stop < 0 ? unescapeEcho(text) + newline : unescapeEcho(text.slice(0, text.indexOf('\\c', stop)))
}

/** Octal numbers begin with a zero and have three more digits. */
export function unescapeEcho(text: string): string {
  return unescapeAnsi(text, { octal: /^0?[0-7]{1,3}/ })
}
