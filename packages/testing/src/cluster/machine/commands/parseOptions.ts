import { ExitRequest } from '../processes/ExitRequest.ts'
import type { CommandContext } from '../processes/Command.ts'

export interface Options {
  has(letter: string): boolean
  /** The last value of an option that takes one. */
  value(letter: string): string | undefined
  values(letter: string): readonly string[]
  readonly rest: readonly string[]
}

interface Specification {
  /** Letters as for getopt(3): a colon after those that take a value. */
  letters: string
  /** Long names and the letters that they stand for. */
  long?: Readonly<Record<string, string>> | undefined
  /** What follows the first operand is left alone, as for `env` and `timeout`. @default false */
  stopsAtOperand?: boolean | undefined
}

/** Reads the options of a command, in any order. One that it does not have ends the command, as in busybox. */
export async function parseOptions(
  context: CommandContext,
  { letters, long = {}, stopsAtOperand = false }: Specification,
): Promise<Options> {
  const found = new Map<string, string[]>()
  const rest: string[] = []
  const { args } = context
  const takesValue = (letter: string) => letters[letters.indexOf(letter) + 1] === ':'
  const add = (letter: string, value: string) => found.set(letter, [...(found.get(letter) ?? []), value])

  for (let index = 0; index < args.length; index++) {
    const argument = args[index] ?? ''
    if (argument === '--') {
      rest.push(...args.slice(index + 1))
      break
    }
    if (!argument.startsWith('-') || argument === '-') {
      if (stopsAtOperand) {
        rest.push(...args.slice(index))
        break
      }
      rest.push(argument)
      continue
    }
    if (argument.startsWith('--')) {
      const [name = '', ...value] = argument.slice(2).split('=')
      const letter = long[name]
      if (letter === undefined) return refuse(context, `unrecognized option: ${name}`)
      const inline = value.length > 0 ? value.join('=') : undefined
      add(letter, takesValue(letter) ? (inline ?? args[++index] ?? '') : (inline ?? ''))
      continue
    }
    for (let place = 1; place < argument.length; place++) {
      const letter = argument[place] ?? ''
      if (letter === ':' || !letters.includes(letter)) return refuse(context, `unrecognized option: ${letter}`)
      if (!takesValue(letter)) {
        add(letter, '')
        continue
      }
      const inline = argument.slice(place + 1)
      const value = inline === '' ? args[++index] : inline
      if (value === undefined) return refuse(context, `option requires an argument: ${letter}`)
      add(letter, value)
      break
    }
  }
  return {
    rest,
    has: (letter) => found.has(letter),
    value: (letter) => found.get(letter)?.at(-1),
    values: (letter) => found.get(letter) ?? [],
  }
}

async function refuse({ warn }: CommandContext, message: string): Promise<never> {
  await warn(message)
  throw new ExitRequest(1)
}
