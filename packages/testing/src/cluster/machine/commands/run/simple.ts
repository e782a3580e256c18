import type { Command } from '../../processes/Command.ts'
import { echoText } from '../../shell/builtins/echo.ts'
import { evaluateArithmetic } from '../../shell/arithmetic.ts'
import { findProgram } from '../../processes/resolveProgram.ts'
import { formatPrintf } from '../formatPrintf.ts'
import { parseOptions } from '../parseOptions.ts'
import { runChild } from './runChild.ts'

export const echo: Command = async ({ args, print }) => {
  await print(echoText(args))
  return 0
}

export const printf: Command = async ({ args, print, warn }) => {
  const [format, ...values] = args
  if (format === undefined) {
    await warn('usage: printf FORMAT [ARG]...')
    return 1
  }
  const { text, errors } = formatPrintf(format, values)
  await print(text)
  for (const error of errors) await warn(error)
  return errors.length > 0 ? 1 : 0
}

/** Builtins that are programs as well, for `xargs` and its like. */
export const throughShell: Command = (context) =>
  runChild(context, ['sh', '-c', '"$@"', 'sh', context.name, ...context.args])

export const pwd: Command = async ({ task, print }) => {
  await print(`${task.cwd}\n`)
  return 0
}

export const yes: Command = async (context) => {
  const line = `${context.args.length === 0 ? 'y' : context.args.join(' ')}\n`
  const bytes = new TextEncoder().encode(line.repeat(Math.max(1, Math.floor(16_384 / line.length))))
  for (;;) {
    await context.stdout.write(bytes)
    const turn = context.task.tick()
    if (turn !== undefined) await turn
  }
}

export const seq: Command = async (context) => {
  const numbers = context.args.filter((argument) => !/^-[sw]|^-f/.test(argument))
  const separator = context.args.includes('-s')
    ? (context.args[context.args.indexOf('-s') + 1] ?? '\n')
    : (context.args.find((argument) => /^-s./.test(argument))?.slice(2) ?? '\n')
  const operands = context.args.includes('-s') ? numbers.filter((argument) => argument !== separator) : numbers
  const bad = operands.find((operand) => !/^-?(\d+\.?\d*|\.\d+)$/.test(operand))
  if (bad !== undefined || operands.length === 0) {
    await context.warn(bad === undefined ? 'missing operand' : `invalid number '${bad}'`)
    return 1
  }
  const values = operands.map(Number)
  const [first = 1, step = 1, last = 1] =
    values.length === 1 ? [1, 1, values[0]] : values.length === 2 ? [values[0], 1, values[1]] : values
  const digits = Math.max(...operands.map((operand) => operand.split('.')[1]?.length ?? 0))
  const width = context.args.includes('-w') ? Math.max(first.toFixed(digits).length, last.toFixed(digits).length) : 0
  let text = ''
  const count = step === 0 ? Infinity : Math.floor((last - first) / step + 1e-9) + 1
  for (let index = 0; index < count; index++) {
    const value = (first + index * step).toFixed(digits).padStart(width, '0')
    text += (index === 0 ? '' : separator) + value
    if (text.length < 16_384) continue
    await context.print(text)
    text = ''
    const turn = context.task.tick()
    if (turn !== undefined) await turn
  }
  await context.print(count > 0 ? `${text}\n` : '')
  return 0
}

export const expr: Command = async (context) => {
  const { args, print, warn } = context
  let position = 0
  const binary: readonly (readonly string[])[] = [
    ['|'],
    ['&'],
    ['=', '==', '!=', '<', '<=', '>', '>='],
    ['+', '-'],
    ['*', '/', '%'],
    [':'],
  ]
  const isNull = (value: string) => value === '' || /^-?0+$/.test(value)

  const level = (depth: number): string => {
    const operators = binary[depth]
    if (operators === undefined) return primary()
    let left = level(depth + 1)
    for (
      let operator = args[position];
      operator !== undefined && operators.includes(operator);
      operator = args[position]
    ) {
      position += 1
      left = apply(operator, left, level(depth + 1))
    }
    return left
  }

  const primary = (): string => {
    const current = args[position++]
    if (current === undefined) throw new SyntaxError('syntax error')
    if (current === '(') {
      const value = level(0)
      if (args[position++] !== ')') throw new SyntaxError('syntax error')
      return value
    }
    const [one = '', two = '', three = ''] = args.slice(position)
    if (current === 'length') return ((position += 1), String([...one].length))
    if (current === 'match') return ((position += 2), match(one, two))
    if (current === 'index')
      return ((position += 2), String([...one].findIndex((character) => two.includes(character)) + 1))
    if (current === 'substr') return ((position += 3), one.slice(Number(two) - 1, Number(two) - 1 + Number(three)))
    return current
  }

  const match = (text: string, pattern: string): string => {
    const found = new RegExp(
      `^(?:${pattern.replace(/\\([(){}|+?])|([(){}|+?])/g, (_whole, escaped?: string, plain?: string) => escaped ?? `\\${plain ?? ''}`)})`,
    ).exec(text)
    return /\\\(/.test(pattern) ? (found?.[1] ?? '') : String([...(found?.[0] ?? '')].length)
  }

  function apply(operator: string, left: string, right: string): string {
    const areNumbers = /^-?\d+$/.test(left) && /^-?\d+$/.test(right)
    if (operator === ':') return match(left, right)
    if (operator === '|') return isNull(left) ? right : left
    if (operator === '&') return isNull(left) || isNull(right) ? '0' : left
    if (/[=<>]/.test(operator)) {
      const order = areNumbers ? Number(BigInt(left) - BigInt(right)) : left < right ? -1 : left > right ? 1 : 0
      const holds = {
        '=': order === 0,
        '==': order === 0,
        '!=': order !== 0,
        '<': order < 0,
        '<=': order <= 0,
        '>': order > 0,
        '>=': order >= 0,
      }[operator]
      return holds === true ? '1' : '0'
    }
    if (!areNumbers) throw new SyntaxError('non-numeric argument')
    return String(
      evaluateArithmetic(`(${left}) ${operator} (${right})`, { get: () => undefined, set: () => undefined }),
    )
  }

  try {
    const value = level(0)
    if (position < args.length) throw new SyntaxError('syntax error')
    await print(`${value}\n`)
    return isNull(value) ? 1 : 0
  } catch (error) {
    await warn(error instanceof Error ? error.message : String(error))
    return 2
  }
}

export const which: Command = async (context) => {
  let status = 0
  for (const name of context.args.filter((argument) => !argument.startsWith('-'))) {
    const path = findProgram(context.files, name, { env: context.env, cwd: context.task.cwd })
    if (path === undefined) status = 1
    else await context.print(`${path}\n`)
  }
  return status
}

export const tee: Command = async (context) => {
  const options = await parseOptions(context, { letters: 'ai' })
  const outputs = options.rest.map((name) => context.open(name, options.has('a') ? 'append' : 'write'))
  try {
    for (;;) {
      const bytes = await context.input.read(1024 * 1024, context.signal)
      if (bytes === undefined) return 0
      const turn = context.task.tick()
      if (turn !== undefined) await turn
      await context.stdout.write(bytes)
      for (const open of outputs) await open.write(bytes, context.signal)
    }
  } finally {
    for (const open of outputs) open.release()
  }
}
