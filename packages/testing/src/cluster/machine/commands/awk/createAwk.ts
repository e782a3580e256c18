import { formatPrintf } from '../formatPrintf.ts'
import { posixPattern } from '../text/posixPattern.ts'
import { AwkError, type AwkExpression, type AwkProgram, type AwkStatement } from './awkSyntax.ts'

/** Text of the input that looks like a number compares as one. */
class Input {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

type Value = string | number | Input

class Jump extends Error {
  readonly kind: 'next' | 'break' | 'continue' | 'exit' | 'return'
  readonly value: Value
  constructor(kind: Jump['kind'], value: Value = '') {
    super(kind)
    this.kind = kind
    this.value = value
  }
}

const toNumber = (value: Value): number =>
  typeof value === 'number'
    ? value
    : parseFloat(/^\s*[-+]?(\d+\.?\d*([eE][-+]?\d+)?|\.\d+([eE][-+]?\d+)?)/.exec(toText(value))?.[0] ?? '0')
const toText = (value: Value): string =>
  typeof value === 'number'
    ? Number.isInteger(value)
      ? String(value)
      : formatPrintf('%.6g', [String(value)]).text
    : typeof value === 'string'
      ? value
      : value.text
const looksNumeric = (value: Value): boolean =>
  typeof value === 'number' ||
  (value instanceof Input && /^\s*[-+]?(\d+\.?\d*([eE][-+]?\d+)?|\.\d+)\s*$/.test(value.text))
const isTrue = (value: Value): boolean => (looksNumeric(value) ? toNumber(value) !== 0 : toText(value) !== '')

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
  const variables = new Map<string, Value>([
    ['FS', ' '],
    ['OFS', ' '],
    ['ORS', '\n'],
    ['RS', '\n'],
    ['NR', 0],
    ['NF', 0],
    ['FNR', 0],
    ['SUBSEP', '\x1c'],
    ['RSTART', 0],
    ['RLENGTH', -1],
    ['FILENAME', ''],
  ])
  const arrays = new Map<string, Map<string, Value>>([
    ['ENVIRON', new Map(Object.entries(environment).map(([name, value]) => [name, new Input(value)]))],
  ])
  const frames: Map<string, Value | Map<string, Value>>[] = []
  const inRange = new Set<number>()
  const opened = new Set<string>()
  let fields: string[] = []
  let record = ''
  let output = ''
  let files: { path: string; append: boolean; text: string }[] = []
  let exitCode = 0
  let isDone = false
  let steps = 0

  const variable = (name: string): Value => {
    const own = frames.at(-1)?.get(name)
    return own !== undefined && !(own instanceof Map) ? own : (variables.get(name) ?? new Input(''))
  }

  function array(name: string): Map<string, Value> {
    const frame = frames.at(-1)
    const own = frame?.get(name)
    if (own instanceof Map) return own
    if (frame?.has(name) === true) {
      const made = new Map<string, Value>()
      frame.set(name, made)
      return made
    }
    const known = arrays.get(name) ?? new Map<string, Value>()
    arrays.set(name, known)
    return known
  }

  function setVariableValue(name: string, value: Value): void {
    const frame = frames.at(-1)
    if (frame?.has(name) === true) frame.set(name, value)
    else variables.set(name, value)
    if (name === 'NF') {
      fields.length = toNumber(value)
      fields = Array.from(fields, (field) => field ?? '')
      record = fields.join(toText(variable('OFS')))
    }
  }

  function setRecord(text: string): void {
    record = text
    fields = splitText(text, toText(variable('FS')))
    variables.set('NF', fields.length)
  }

  function splitText(text: string, separator: string | RegExp): string[] {
    if (text === '') return []
    if (separator === ' ')
      return text
        .trim()
        .split(/\s+/)
        .filter((field) => field !== '')
    if (separator === '') return [...text]
    return text.split(
      typeof separator !== 'string'
        ? separator
        : separator.length === 1
          ? separator
          : posixPattern(separator, { extended: true }),
    )
  }

  const keyOf = (keys: readonly AwkExpression[]) => keys.map((key) => toText(evaluate(key))).join('\x1c')
  const patternOf = (expression: AwkExpression) =>
    expression.type === 'pattern' ? expression.pattern : posixPattern(toText(evaluate(expression)), { extended: true })

  function assign(target: AwkExpression, value: Value): Value {
    if (target.type === 'variable') setVariableValue(target.name, value)
    else if (target.type === 'element') array(target.name).set(keyOf(target.keys), value)
    else if (target.type === 'field') {
      const index = toNumber(evaluate(target.index))
      if (index === 0) setRecord(toText(value))
      else {
        while (fields.length < index) fields.push('')
        fields[index - 1] = toText(value)
        variables.set('NF', fields.length)
        record = fields.join(toText(variable('OFS')))
      }
    } else throw new AwkError('assignment to what is no variable')
    return value
  }

  function evaluate(expression: AwkExpression): Value {
    switch (expression.type) {
      case 'number':
      case 'string':
        return expression.value
      case 'pattern':
        return expression.pattern.test(record) ? 1 : 0
      case 'variable':
        return variable(expression.name)
      case 'field': {
        const index = toNumber(evaluate(expression.index))
        return new Input(index === 0 ? record : (fields[index - 1] ?? ''))
      }
      case 'element':
        return (
          array(expression.name).get(keyOf(expression.keys)) ??
          (array(expression.name).set(keyOf(expression.keys), new Input('')), new Input(''))
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
        return array(expression.name).has(keyOf(expression.keys)) ? 1 : 0
      case 'call':
        return call(expression.name, expression.args)
    }
  }

  function binary({ operator, left, right }: Extract<AwkExpression, { type: 'binary' }>): Value {
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

  function call(name: string, args: readonly AwkExpression[]): Value {
    const own = functions.get(name)
    if (own !== undefined) return callOwn(own, args)
    const text = (index: number) => {
      const argument = args[index]
      return argument === undefined ? record : toText(evaluate(argument))
    }
    const number = (index: number) => {
      const argument = args[index]
      return argument === undefined ? 0 : toNumber(evaluate(argument))
    }
    const [first, second, third] = args
    switch (name) {
      case 'length':
        return first?.type === 'variable' && arrays.has(first.name) ? array(first.name).size : [...text(0)].length
      case 'substr': {
        const characters = [...text(0)]
        const start = Math.round(number(1))
        return characters
          .slice(Math.max(start - 1, 0), args.length < 3 ? undefined : Math.max(start - 1 + Math.round(number(2)), 0))
          .join('')
      }
      case 'index':
        return text(0).indexOf(text(1)) + 1
      case 'split': {
        if (second?.type !== 'variable') throw new AwkError('split: not an array')
        const parts = splitText(
          text(0),
          third === undefined ? toText(variable('FS')) : third.type === 'pattern' ? third.pattern : text(2),
        )
        const target = array(second.name)
        target.clear()
        for (const [index, part] of parts.entries()) target.set(String(index + 1), new Input(part))
        return parts.length
      }
      case 'sub':
      case 'gsub': {
        if (first === undefined || second === undefined) throw new AwkError(`${name}: too few arguments`)
        const target: AwkExpression = third ?? { type: 'field', index: { type: 'number', value: 0 } }
        const replacement = text(1)
        let count = 0
        const changed = toText(evaluate(target)).replace(
          new RegExp(patternOf(first).source, name === 'gsub' ? 'gu' : 'u'),
          (match: string) => {
            count += 1
            return replacement.replace(/\\&|&|\\\\/g, (mark) => (mark === '&' ? match : mark.slice(1)))
          },
        )
        if (count > 0) assign(target, changed)
        return count
      }
      case 'match': {
        const found = second === undefined ? null : patternOf(second).exec(text(0))
        variables.set('RSTART', found === null ? 0 : found.index + 1)
        variables.set('RLENGTH', found === null ? -1 : found[0].length)
        return found === null ? 0 : found.index + 1
      }
      case 'sprintf':
        return formatPrintf(
          text(0),
          args.slice(1).map((argument) => toText(evaluate(argument))),
        ).text
      case 'tolower':
        return text(0).toLowerCase()
      case 'toupper':
        return text(0).toUpperCase()
      case 'int':
        return Math.trunc(number(0))
      case 'sqrt':
      case 'exp':
      case 'log':
      case 'sin':
      case 'cos':
        return Math[name](number(0))
      case 'atan2':
        return Math.atan2(number(0), number(1))
      case 'rand':
        return Math.random()
      case 'srand':
        return 0
      case 'group':
        return args.map((argument) => toText(evaluate(argument))).join('\x1c')
      default:
        throw new AwkError(`calling undefined function ${name}`)
    }
  }

  function callOwn(
    { parameters, body }: { parameters: readonly string[]; body: AwkStatement },
    args: readonly AwkExpression[],
  ): Value {
    if (frames.length > 200) throw new AwkError('function calls nest too deeply')
    const frame = new Map<string, Value | Map<string, Value>>()
    for (const [index, parameter] of parameters.entries()) {
      const argument = args[index]
      const isArray =
        argument?.type === 'variable' && (arrays.has(argument.name) || frames.at(-1)?.get(argument.name) instanceof Map)
      frame.set(parameter, argument === undefined ? new Input('') : isArray ? array(argument.name) : evaluate(argument))
    }
    frames.push(frame)
    try {
      execute(body)
      return ''
    } catch (error) {
      if (error instanceof Jump && error.kind === 'return') return error.value
      throw error
    } finally {
      frames.pop()
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
        for (const key of [...array(statement.name).keys()]) {
          setVariableValue(statement.variable, new Input(key))
          if (!round(statement.body)) return
        }
        return
      case 'delete':
        if (statement.keys.length === 0) array(statement.name).clear()
        else array(statement.name).delete(keyOf(statement.keys))
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
      : (args.length === 0 ? record : values.join(toText(variable('OFS')))) + toText(variable('ORS'))
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
        if (rule.body === undefined) output += record + toText(variable('ORS'))
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
    setVariable: (name, text) => void variables.set(name, new Input(text)),
    begin: () => runRules('BEGIN'),
    line(text) {
      variables.set('NR', toNumber(variable('NR')) + 1)
      variables.set('FNR', toNumber(variable('FNR')) + 1)
      setRecord(text)
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
