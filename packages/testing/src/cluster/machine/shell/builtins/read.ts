import { concatBytes, toText } from '../../streams/text.ts'
import { ShellError } from '../ControlFlow.ts'
import type { Shell } from '../Shell.ts'
import type { Builtin } from './Builtin.ts'

interface ReadOptions {
  raw: boolean
  delimiter: number
  count: number
  silent: boolean
  timeoutMs?: number | undefined
  prompt: string
  descriptor: number
}

export const read: Builtin = async (shell, args) => {
  const { options, names } = parseOptions(args)
  if (options.prompt !== '' && shell.task.descriptors.get(options.descriptor)?.terminal !== undefined)
    await shell.write(2, options.prompt)
  const { text, ended } = await readLine(shell, options)
  assignFields(shell, text, names.length === 0 ? ['REPLY'] : names)
  return ended ? 1 : 0
}

function parseOptions(args: readonly string[]): { options: ReadOptions; names: readonly string[] } {
  const options: ReadOptions = { raw: false, delimiter: 10, count: Infinity, silent: false, prompt: '', descriptor: 0 }
  let index = 0
  for (; /^-./.test(args[index] ?? ''); index++) {
    const argument = args[index] ?? ''
    if (argument === '--') {
      index += 1
      break
    }
    for (let place = 1; place < argument.length; place++) {
      const letter = argument[place] ?? ''
      if (letter === 'r') options.raw = true
      else if (letter === 's') options.silent = true
      else if ('pndtu'.includes(letter)) {
        const value = argument.slice(place + 1) || (args[++index] ?? '')
        if (letter === 'p') options.prompt = value
        else if (letter === 'd') options.delimiter = value.charCodeAt(0) || 0
        else if (letter === 'n') options.count = Number(value)
        else if (letter === 't') options.timeoutMs = Number(value) * 1000
        else options.descriptor = Number(value)
        break
      } else throw new ShellError(`read: line 0: illegal option -${letter}`)
    }
  }
  return { options, names: args.slice(index) }
}

/** One byte at a time: what comes after the line is for others. */
async function readLine(shell: Shell, options: ReadOptions): Promise<{ text: string; ended: boolean }> {
  const open = shell.task.descriptors.get(options.descriptor)
  if (open === undefined) return { text: '', ended: true }
  const modes = open.terminal?.modes
  const echo = modes?.echo ?? true
  if (modes !== undefined && options.silent) modes.echo = false
  if (modes !== undefined && options.count < Infinity) modes.canonical = false
  const timeout = options.timeoutMs === undefined ? undefined : startTimeout(shell, options.timeoutMs)
  const bytes: Uint8Array[] = []
  let escaped = false
  let count = 0
  try {
    while (count < options.count) {
      const next = await open.read(1, timeout?.signal ?? shell.signal)
      const byte = next?.[0]
      if (next === undefined || byte === undefined) return { text: toMarked(bytes), ended: true }
      const isEscape: boolean = !options.raw && byte === 92 && !escaped
      if (byte === options.delimiter && !escaped) break
      if (escaped && byte === 10) bytes.pop()
      else bytes.push(next)
      if (!isEscape) count += 1
      escaped = isEscape
    }
    return { text: options.raw ? toMarked(bytes).replaceAll('\\', '\\\\') : toMarked(bytes), ended: false }
  } catch (error) {
    if (timeout?.signal.aborted === true && error === timeout.signal.reason)
      return { text: toMarked(bytes), ended: true }
    throw error
  } finally {
    timeout?.[Symbol.dispose]()
    if (modes !== undefined) {
      modes.echo = echo
      modes.canonical = true
    }
  }
}

function startTimeout(shell: Shell, ms: number): Disposable & { signal: AbortSignal } {
  const controller = new AbortController()
  const timer = shell.context.clock.setTimer(() => controller.abort(new Error('timeout')), ms)
  const stop = () => controller.abort(shell.signal.reason)
  shell.signal.addEventListener('abort', stop, { once: true })
  return {
    signal: controller.signal,
    [Symbol.dispose]() {
      timer[Symbol.dispose]()
      shell.signal.removeEventListener('abort', stop)
    },
  }
}

const toMarked = (bytes: readonly Uint8Array[]) => toText(concatBytes(bytes))

/** Splits at IFS; a character after a backslash separates nothing. The last variable gets all the rest. */
function assignFields(shell: Shell, text: string, names: readonly string[]): void {
  const ifs = shell.variables.get('IFS') ?? ' \t\n'
  const characters = [...text.matchAll(/\\([\s\S])|[^\\]/g)].map(([whole, escaped]) => ({
    text: escaped ?? whole,
    isPlain: escaped === undefined,
  }))
  const isSeparator = (index: number) => characters[index]?.isPlain === true && ifs.includes(characters[index].text)
  const isBlank = (index: number) => isSeparator(index) && ' \t\n'.includes(characters[index]?.text ?? '')
  const slice = (from: number, to: number) =>
    characters
      .slice(from, to)
      .map((character) => character.text)
      .join('')
  let position = 0
  while (isBlank(position)) position += 1
  for (const [index, name] of names.entries()) {
    let end = position
    if (index === names.length - 1) {
      end = characters.length
      while (end > position && isBlank(end - 1)) end -= 1
      const rest = slice(position, end)
      // A single separator at its end belongs to the last field.
      const onlyOne =
        isSeparator(end - 1) &&
        !isBlank(end - 1) &&
        !Array.from({ length: end - 1 - position }, (_, at) => position + at).some(isSeparator)
      shell.variables.set(name, onlyOne ? rest.slice(0, -1) : rest)
      return
    }
    while (end < characters.length && !isSeparator(end)) end += 1
    shell.variables.set(name, slice(position, end))
    position = end
    while (isBlank(position)) position += 1
    if (isSeparator(position) && !isBlank(end === position ? -1 : position)) position += 1
    while (isBlank(position)) position += 1
  }
}
