import { formatPrintf } from '../formatPrintf.ts'
import { posixPattern } from '../text/posixPattern.ts'
import { type AwkFrame, AwkMemory } from './AwkMemory.ts'
import { AwkError, type AwkExpression, type AwkProgram, type AwkStatement } from './awkSyntax.ts'
import { AwkInput, type AwkValue, isTrue, looksNumeric, toNumber, toText } from './AwkValue.ts'
import { callBuiltIn } from './callBuiltIn.ts'

class Jump extends Error {
  readonly kind: 'next' | 'break' | 'continue' | 'exit' | 'return'
  readonly value: AwkValue
  constructor(kind: Jump['kind'], value: AwkValue = '') {
    super(kind)
    this.kind = kind
    this.value = value
  }
}

/** How many rounds its loops may make for one line, so that a wrong program does not stop everything else. */
const mostSteps = 5_000_000

export interface AwkRun {
  /** What was printed since it was last taken. */
  takeOutput(): { text: string; files: { path: string; append: boolean; text: string }[] }
  setVariable(name: string, text: string): void
  begin(): void
  line(text: string): void
  end(): void
  /** `exit` was called. */
  readonly isDone: boolean
  readonly exitCode: number
}

export function createAwk({ rules, functions }: AwkProgram, environment: Readonly<Record<string, string>>): AwkRun {
  const memory = new AwkMemory(environment)
  const inRange = new Set<number>()
  const opened = new Set<string>()
  let output = ''
  let files: { path: string; append: boolean; text: string }[] = []
  let exitCode = 0
  let isDone = false
  let steps = 0

  const keyOf = (keys: readonly AwkExpression[]) => keys.map((key) => toText(evaluate(key))).join('\x1c')
  const patternOf = (expression: AwkExpression) =>
    expression.type === 'pattern' ? expression.pattern : posixPattern(toText(evaluate(expression)), { extended: true })

  function assign(target: AwkExpression, value: AwkValue): AwkValue {
    if (target.type === 'variable') memory.setVariable(target.name, value)
    else if (target.type === 'element') memory.array(target.name).set(keyOf(target.keys), value)
    else if (target.type === 'field') {
      memory.setField(toNumber(evaluate(target.index)), toText(value))
    } else throw new AwkError('assignment to what is no variable')
    return value
  }

  function evaluate(expression: AwkExpression): AwkValue {
    switch (expression.type) {
      case 'number':
      case 'string':
        return expression.value
      case 'pattern':
        return expression.pattern.test(memory.record) ? 1 : 0
      case 'variable':
        return memory.variable(expression.name)
      case 'field':
        return memory.field(toNumber(evaluate(expression.index)))
      case 'element':
        return (
          memory.array(expression.name).get(keyOf(expression.keys)) ??
          (memory.array(expression.name).set(keyOf(expression.keys), new AwkInput('')), new AwkInput(''))
        )
      case 'assign': {
        const value = evaluate(expression.value)
        return assign(
          expression.target,
          expression.operator === ''
            ? value
            : compute(expression.operator, toNumber(evaluate(expression.target)), toNumber(value)),
        )
      }
      case 'step': {
        const before = toNumber(evaluate(expression.target))
        assign(expression.target, before + expression.by)
        return expression.isPrefix ? before + expression.by : before
      }
      case 'unary': {
        const value = evaluate(expression.operand)
        return expression.operator === '!'
          ? isTrue(value)
            ? 0
            : 1
          : expression.operator === '-'
            ? -toNumber(value)
            : toNumber(value)
      }
      case 'binary':
        return binary(expression)
      case 'choice':
        return evaluate(isTrue(evaluate(expression.condition)) ? expression.yes : expression.no)
      case 'in':
        return memory.array(expression.name).has(keyOf(expression.keys)) ? 1 : 0
      case 'call':
        return call(expression.name, expression.args)
    }
  }

  function binary({ operator, left, right }: Extract<AwkExpression, { type: 'binary' }>): AwkValue {
    if (operator === '&&') return isTrue(evaluate(left)) && isTrue(evaluate(right)) ? 1 : 0
    if (operator === '||') return isTrue(evaluate(left)) || isTrue(evaluate(right)) ? 1 : 0
    if (operator === '~' || operator === '!~')
      return patternOf(right).test(toText(evaluate(left))) === (operator === '~') ? 1 : 0
    const [one, other] = [evaluate(left), evaluate(right)]
    if (operator === 'concat') return toText(one) + toText(other)
    if (!/[<>=]/.test(operator)) return compute(operator, toNumber(one), toNumber(other))
    const [a, b] =
      looksNumeric(one) && looksNumeric(other) ? [toNumber(one), toNumber(other)] : [toText(one), toText(other)]
    const holds = { '<': a < b, '<=': a <= b, '==': a === b, '!=': a !== b, '>': a > b, '>=': a >= b }[operator]
    return holds === true ? 1 : 0
  }

  function compute(operator: string, a: number, b: number): number {
    if ((operator === '/' || operator === '%') && b === 0) throw new AwkError('division by zero')
    return operator === '+'
      ? a + b
      : operator === '-'
        ? a - b
        : operator === '*'
          ? a * b
          : operator === '/'
            ? a / b
            : operator === '%'
              ? a % b
              : a ** b
  }

  function call(name: string, args: readonly AwkExpression[]): AwkValue {
    const own = functions.get(name)
    if (own !== undefined) return callOwn(own, args)
    return callBuiltIn({ memory, evaluate, assign, patternOf }, name, args)
  }

  function callOwn(
    { parameters, body }: { parameters: readonly string[]; body: AwkStatement },
    args: readonly AwkExpression[],
  ): AwkValue {
    if (memory.frames.length > 200) throw new AwkError('function calls nest too deeply')
    const frame: AwkFrame = new Map()
    for (const [index, parameter] of parameters.entries()) {
      const argument = args[index]
      const isArray = argument?.type === 'variable' && memory.isArray(argument.name)
      frame.set(
        parameter,
        argument === undefined ? new AwkInput('') : isArray ? memory.array(argument.name) : evaluate(argument),
      )
    }
    memory.frames.push(frame)
    try {
      execute(body)
      return ''
    } catch (error) {
      if (error instanceof Jump && error.kind === 'return') return error.value
      throw error
    } finally {
      memory.frames.pop()
      returnArrays(parameters, args, frame)
    }
  }

  /** A name that had no value yet is an array from now on, if the function has used it as one. */
  function returnArrays(parameters: readonly string[], args: readonly AwkExpression[], frame: AwkFrame): void {
    for (const [index, parameter] of parameters.entries()) {
      const argument = args[index]
      const made = frame.get(parameter)
      if (made instanceof Map && argument?.type === 'variable') memory.setArray(argument.name, made)
    }
  }

  function execute(statement: AwkStatement): void {
    if (++steps > mostSteps) throw new AwkError('too many steps for one line in this simulated container')
    switch (statement.type) {
      case 'block':
        for (const each of statement.body) execute(each)
        return
      case 'expression':
        evaluate(statement.expression)
        return
      case 'print':
        return print(statement)
      case 'if':
        if (isTrue(evaluate(statement.condition))) execute(statement.yes)
        else if (statement.no !== undefined) execute(statement.no)
        return
      case 'loop': {
        if (statement.before !== undefined) execute(statement.before)
        let isFirst = statement.testsLast
        while (isFirst || statement.condition === undefined || isTrue(evaluate(statement.condition))) {
          isFirst = false
          if (!round(statement.body)) return
          if (statement.after !== undefined) execute(statement.after)
        }
        return
      }
      case 'each':
        for (const key of [...memory.array(statement.name).keys()]) {
          memory.setVariable(statement.variable, new AwkInput(key))
          if (!round(statement.body)) return
        }
        return
      case 'delete':
        if (statement.keys.length === 0) memory.array(statement.name).clear()
        else memory.array(statement.name).delete(keyOf(statement.keys))
        return
      case 'jump':
        throw new Jump(statement.kind)
      case 'leave':
        throw new Jump(statement.kind, statement.value === undefined ? '' : evaluate(statement.value))
    }
  }

  /** Whether the loop goes on. */
  function round(body: AwkStatement): boolean {
    try {
      execute(body)
    } catch (error) {
      if (!(error instanceof Jump) || (error.kind !== 'break' && error.kind !== 'continue')) throw error
      return error.kind === 'continue'
    }
    return true
  }

  function print({ args, formatted, target }: Extract<AwkStatement, { type: 'print' }>): void {
    const values = args.map((argument) => toText(evaluate(argument)))
    const text = formatted
      ? formatPrintf(values[0] ?? '', values.slice(1)).text
      : (args.length === 0 ? memory.record : values.join(memory.text('OFS'))) + memory.text('ORS')
    if (target === undefined) {
      output += text
      return
    }
    const path = toText(evaluate(target.path))
    files.push({ path, append: target.append || opened.has(path), text })
    opened.add(path)
  }

  function runRules(when: 'BEGIN' | 'END' | 'line'): void {
    steps = 0
    try {
      for (const [index, rule] of rules.entries()) {
        if (typeof rule.when === 'string' ? rule.when !== when : when !== 'line' || !selects(rule.when, index)) continue
        if (rule.body === undefined) output += memory.record + memory.text('ORS')
        else execute(rule.body)
      }
    } catch (error) {
      if (!(error instanceof Jump) || (error.kind !== 'next' && error.kind !== 'exit')) throw error
      if (error.kind === 'exit') {
        isDone = true
        if (toText(error.value) !== '') exitCode = toNumber(error.value) & 255
      }
    }
  }

  function selects(
    { from, to }: { from?: AwkExpression | undefined; to?: AwkExpression | undefined },
    index: number,
  ): boolean {
    if (from === undefined) return true
    if (to === undefined) return isTrue(evaluate(from))
    if (!inRange.has(index) && !isTrue(evaluate(from))) return false
    inRange.add(index)
    if (isTrue(evaluate(to))) inRange.delete(index)
    return true
  }

  return {
    takeOutput() {
      const taken = { text: output, files }
      output = ''
      files = []
      return taken
    },
    setVariable: (name, text) => memory.setGlobal(name, new AwkInput(text)),
    begin: () => runRules('BEGIN'),
    line(text) {
      memory.setGlobal('NR', toNumber(memory.variable('NR')) + 1)
      memory.setGlobal('FNR', toNumber(memory.variable('FNR')) + 1)
      memory.setRecord(text)
      runRules('line')
    },
    end: () => runRules('END'),
    get isDone() {
      return isDone
    },
    get exitCode() {
      return exitCode
    },
  }
}
