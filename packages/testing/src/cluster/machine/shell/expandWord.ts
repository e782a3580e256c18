import { evaluateArithmetic } from './arithmetic.ts'
import { ShellError } from './ControlFlow.ts'
import { expandGlob } from './expandGlob.ts'
import { FieldBuilder, type Field } from './FieldBuilder.ts'
import { hasGlob } from './matchGlob.ts'
import { readParameter } from './readParameter.ts'
import { replacePattern, trimPattern } from './patternOperations.ts'
import type { Shell } from './Shell.ts'
import { substituteCommand } from './substituteCommand.ts'
import type { Parameter, ParameterOperation, Word, WordPart } from './syntax.ts'

/** The arguments that words become: expanded, split, and with file names in the place of patterns. */
export async function expandWords(shell: Shell, words: readonly Word[]): Promise<string[]> {
  const results: string[] = []
  for (const word of words) {
    const [only] = word.parts
    if (
      word.parts.length === 1 &&
      only?.type === 'text' &&
      (only.quoted || only.text === '[' || !/[*?[\\]/.test(only.text))
    ) {
      results.push(only.text)
      continue
    }
    for (const field of await expandFields(shell, word, true)) {
      if (!shell.isOn('f') && hasGlob(field.pattern)) {
        const names = expandGlob(shell, field.pattern)
        if (names.length > 0) {
          results.push(...names)
          continue
        }
      }
      results.push(field.text)
    }
  }
  return results
}

/** One text, as for assignments and the targets of redirections. */
export async function expandText(shell: Shell, word: Word): Promise<string> {
  return (await expandSingle(shell, word)).text
}

/** A pattern, as for `case`. */
export async function expandPattern(shell: Shell, word: Word): Promise<string> {
  return (await expandSingle(shell, word)).pattern
}

async function expandSingle(shell: Shell, word: Word): Promise<Field> {
  const [field] = await expandFields(shell, word, false)
  return field ?? { text: '', pattern: '' }
}

async function expandFields(shell: Shell, word: Word, splits: boolean): Promise<Field[]> {
  const builder = new FieldBuilder({ ifs: shell.variables.get('IFS') ?? ' \t\n', splits })
  await expandParts(shell, word.parts, { builder, splits, splitText: false })
  return builder.finish()
}

interface PartContext {
  builder: FieldBuilder
  splits: boolean
  /** Whether even plain text is split, as in `${name:-plain text}`. */
  splitText: boolean
}

async function expandParts(shell: Shell, parts: readonly WordPart[], context: PartContext): Promise<void> {
  const { builder } = context
  for (const part of parts) {
    switch (part.type) {
      case 'text':
        if (context.splitText && !part.quoted) builder.addSplit(part.text)
        else builder.add(part.text, part)
        break
      case 'tilde':
        builder.add(homeOf(shell, part.user), { quoted: true })
        break
      case 'command':
        addValue(builder, await substituteCommand(shell, part.body), part.quoted)
        break
      case 'arithmetic': {
        const expression = await expandText(shell, part.expression)
        addValue(builder, String(evaluateArithmetic(expression, arithmeticScope(shell))), part.quoted)
        break
      }
      case 'parameter':
        await expandParameter(shell, part, context)
    }
  }
}

function addValue(builder: FieldBuilder, value: string, quoted: boolean): void {
  if (quoted) builder.add(value, { quoted })
  else builder.addSplit(value)
}

/** Variables as arithmetic sees them: with `set -u` unset ones are an error. */
export function arithmeticScope(shell: Shell) {
  return {
    get(name: string): string | undefined {
      const value = shell.variables.get(name)
      if (value === undefined && shell.isOn('u')) throw new ShellError(`${name}: parameter not set`)
      return value
    },
    set: (name: string, value: string) => shell.variables.set(name, value),
  }
}

function homeOf(shell: Shell, user: string): string {
  if (user === '' || user === 'root') return (user === '' ? shell.variables.get('HOME') : undefined) ?? '/root'
  return `~${user}`
}

async function expandParameter(
  shell: Shell,
  { parameter, quoted }: Extract<WordPart, { type: 'parameter' }>,
  context: PartContext,
): Promise<void> {
  const { builder, splits } = context
  const { name, operation } = parameter
  const isList = name === '@' || name === '*'
  if (operation?.type === 'default') {
    const value = isList
      ? shell.positional.length === 0
        ? undefined
        : shell.positional.join(' ')
      : readParameter(shell, name)
    const isMissing = value === undefined || (operation.colon && value === '')
    if (operation.operator === '+' ? !isMissing : isMissing) {
      return applyDefault(shell, { parameter, operation, quoted }, context)
    }
    if (operation.operator === '+') return quoted ? builder.add('', { quoted }) : undefined
  }
  if (isList && (operation === undefined || operation.type !== 'length')) {
    const values = await Promise.all(
      shell.positional.map(async (value) => (await operate(shell, parameter, value)) ?? ''),
    )
    const list = operation?.type === 'slice' ? await sliceList(shell, operation) : values
    return addList(shell, list, { builder, splits, quoted, name })
  }
  const value = await operate(shell, parameter, isList ? undefined : readParameter(shell, name))
  if (value === undefined && shell.isOn('u') && operation?.type !== 'default')
    throw new ShellError(`${name}: parameter not set`)
  addValue(builder, value ?? '', quoted)
}

function addList(
  shell: Shell,
  values: readonly string[],
  { builder, splits, quoted, name }: { builder: FieldBuilder; splits: boolean; quoted: boolean; name: string },
): void {
  if (quoted && (name === '*' || !splits)) {
    const ifs = shell.variables.get('IFS')
    const separator = name === '@' || ifs === undefined ? ' ' : ifs.slice(0, 1)
    return builder.add(values.join(separator), { quoted })
  }
  if (!splits) return builder.add(values.join(' '), { quoted: false })
  for (const [index, value] of values.entries()) {
    if (index > 0) builder.breakField()
    addValue(builder, value, quoted)
  }
}

async function applyDefault(
  shell: Shell,
  given: { parameter: Parameter; operation: Extract<ParameterOperation, { type: 'default' }>; quoted: boolean },
  context: PartContext,
): Promise<void> {
  const { parameter, operation, quoted } = given
  const { name } = parameter
  if (operation.operator === '?') {
    const message = await expandText(shell, operation.word)
    throw new ShellError(`${name}: ${message === '' ? 'parameter not set' : message}`)
  }
  if (operation.operator === '=') {
    if (!/^[A-Za-z_]/.test(name)) throw new ShellError(`${name}: bad variable name`)
    const value = await expandText(shell, operation.word)
    shell.variables.set(name, value)
    return addValue(context.builder, value, quoted)
  }
  if (quoted && operation.word.parts.length === 0) return context.builder.add('', { quoted })
  await expandParts(shell, operation.word.parts, { ...context, splitText: !quoted })
}

/** What an operation makes of a value; undefined stays so, but for the length. */
async function operate(
  shell: Shell,
  { operation, name }: Parameter,
  value: string | undefined,
): Promise<string | undefined> {
  if (operation?.type === 'length') {
    if (name === '@' || name === '*') return String(shell.positional.length)
    return value === undefined && shell.isOn('u') ? undefined : String([...(value ?? '')].length)
  }
  if (operation === undefined || value === undefined) return value
  switch (operation.type) {
    case 'default':
      return value
    case 'trim':
      return trimPattern(value, operation.operator, await expandPattern(shell, operation.pattern))
    case 'replace': {
      const pattern = await expandPattern(shell, operation.pattern)
      return replacePattern(value, pattern, {
        ...operation,
        replacement: await expandText(shell, operation.replacement),
      })
    }
    case 'slice': {
      const characters = [...value]
      return characters.slice(...(await sliceRange(shell, operation, characters.length))).join('')
    }
    case 'case': {
      const change = (text: string) => (operation.operator.startsWith('^') ? text.toUpperCase() : text.toLowerCase())
      return operation.operator.length === 2 ? change(value) : change(value.slice(0, 1)) + value.slice(1)
    }
  }
}

async function sliceList(shell: Shell, operation: Extract<ParameterOperation, { type: 'slice' }>): Promise<string[]> {
  const all = [shell.arg0, ...shell.positional]
  const [start, end] = await sliceRange(shell, operation, all.length)
  return all.slice(start, operation.length === undefined ? undefined : end)
}

async function sliceRange(
  shell: Shell,
  { offset, length }: Extract<ParameterOperation, { type: 'slice' }>,
  size: number,
): Promise<[number, number]> {
  const number = async (word: Word) => Number(evaluateArithmetic(await expandText(shell, word), arithmeticScope(shell)))
  const from = await number(offset)
  const start = from < 0 ? Math.max(size + from, 0) : Math.min(from, size)
  if (length === undefined) return [start, size]
  const count = await number(length)
  return [start, Math.max(count < 0 ? size + count : start + count, start)]
}
