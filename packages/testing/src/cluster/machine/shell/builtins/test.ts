import type { Builtin } from './Builtin.ts'
import { binaryOperators, compareIn, TestError, testUnary, unaryOperators } from '../testExpression.ts'
import type { Shell } from '../Shell.ts'

export const test: Builtin = async (shell, args) => {
  try {
    return evaluate(shell, args) ? 0 : 1
  } catch (error) {
    if (!(error instanceof TestError)) throw error
    await shell.complain(error.message)
    return 2
  }
}

export const testBracket: Builtin = async (shell, args) => {
  if (args.at(-1) === ']') return test(shell, args.slice(0, -1))
  await shell.complain('missing ]')
  return 2
}

/** By the number of arguments first, as POSIX says, so that operands may look like operators. */
function evaluate(shell: Shell, args: readonly string[]): boolean {
  const [first = '', second = '', third = ''] = args
  switch (args.length) {
    case 0:
      return false
    case 1:
      return first !== ''
    case 2:
      if (first === '!') return second === ''
      return testUnary(shell, first, second)
    case 3:
      if (binaryOperators.test(second)) return compareIn(shell, first, { operator: second, right: third })
      if (second === '-a') return first !== '' && third !== ''
      if (second === '-o') return first !== '' || third !== ''
      if (first === '!') return !evaluate(shell, args.slice(1))
      if (first === '(' && third === ')') return second !== ''
      break
    case 4:
      if (first === '!') return !evaluate(shell, args.slice(1))
  }
  return parseExpression(shell, args)
}

function parseExpression(shell: Shell, args: readonly string[]): boolean {
  let position = 0
  const or = (): boolean => {
    let value = and()
    while (args[position] === '-o') {
      position += 1
      const right = and()
      value ||= right
    }
    return value
  }
  const and = (): boolean => {
    let value = primary()
    while (args[position] === '-a') {
      position += 1
      const right = primary()
      value &&= right
    }
    return value
  }
  const primary = (): boolean => {
    const current = args[position++]
    if (current === undefined) throw new TestError('argument expected')
    if (current === '!') return !primary()
    if (current === '(') {
      const value = or()
      if (args[position++] !== ')') throw new TestError('closing paren expected')
      return value
    }
    const operator = args[position]
    if (operator !== undefined && binaryOperators.test(operator)) {
      position += 2
      return compareIn(shell, current, { operator, right: args[position - 1] ?? '' })
    }
    if (unaryOperators.test(current) && position < args.length) return testUnary(shell, current, args[position++] ?? '')
    return current !== ''
  }
  const value = or()
  if (position < args.length) throw new TestError(`${args[position] ?? ''}: unknown operand`)
  return value
}
