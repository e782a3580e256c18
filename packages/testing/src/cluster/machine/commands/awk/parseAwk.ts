import { unescapeAnsi } from '../../shell/unescape.ts'
import { posixPattern } from '../text/posixPattern.ts'
import {
  AwkError,
  type AwkExpression,
  type AwkFunction,
  type AwkProgram,
  type AwkRule,
  type AwkStatement,
} from './awkSyntax.ts'

interface Token {
  type: 'number' | 'string' | 'pattern' | 'name' | 'call' | 'operator' | 'newline' | 'end'
  text: string
}

const token =
  /[ \t\r]*(?:\\\n[ \t]*)*(?:(#[^\n]*)?(\n)|(\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+)|"((?:[^"\\]|\\[\s\S])*)"|([A-Za-z_]\w*)(\()?|(\+\+|--|\*\*=?|[-+*/%^]=|&&|\|\||>>|[<>=!]=|!~|[-+*/%^<>=!~?:,;(){}[\]$|]))/y

const keywords = new Set(
  'BEGIN END if else while for do in next exit print printf delete break continue function func return getline'.split(
    ' ',
  ),
)

/** Reads a program of `awk`. @throws AwkError */
export function parseAwk(source: string): AwkProgram {
  let position = 0
  let current: Token = { type: 'end', text: '' }
  let previous: Token = { type: 'newline', text: '' }
  let noIn = false
  let noGreater = false
  const functions = new Map<string, AwkFunction>()
  const rules: AwkRule[] = []

  function advance(): Token {
    const taken = current
    previous = current
    current = scan()
    return taken
  }

  function scan(): Token {
    if (/^[ \t\r\n]*(?:#[^\n]*)?$/.test(source.slice(position)) && !source.slice(position).includes('\n'))
      return { type: 'end', text: '' }
    const startsOperand =
      !['number', 'string', 'name'].includes(previous.type) && ![')', ']', '$', '++', '--'].includes(previous.text)
    const pattern = /[ \t]*\/((?:[^/\\[\n]|\\[\s\S]|\[(?:[^\]\\]|\\[\s\S])*\])+)\//y
    pattern.lastIndex = position
    const found = startsOperand ? pattern.exec(source) : null
    if (found !== null) {
      position = pattern.lastIndex
      return { type: 'pattern', text: (found[1] ?? '').replaceAll('\\/', '/') }
    }
    token.lastIndex = position
    const match = token.exec(source)
    if (match === null) throw new AwkError(`syntax error at: ${source.slice(position).trim().slice(0, 20)}`)
    position = token.lastIndex
    const [, , newline, number, text, name, paren, operator = ''] = match
    if (newline !== undefined) return { type: 'newline', text: '\n' }
    if (number !== undefined) return { type: 'number', text: number }
    if (text !== undefined) return { type: 'string', text: unescapeAnsi(text.replaceAll('\\/', '/')) }
    if (name === undefined) return { type: 'operator', text: operator }
    if (paren !== undefined) position -= 1
    return { type: paren !== undefined && !keywords.has(name) ? 'call' : 'name', text: name }
  }

  const is = (text: string) => (current.type === 'operator' || current.type === 'name') && current.text === text
  const take = (text: string) => is(text) && advance() !== undefined
  const expect = (text: string) => {
    if (!take(text)) throw new AwkError(`syntax error: expected ${text} before '${current.text}'`)
  }
  const skipNewlines = () => {
    while (current.type === 'newline' || is(';')) advance()
  }
  const skipLines = () => {
    while (current.type === 'newline') advance()
  }

  function expression(): AwkExpression {
    const left = choice()
    const operator = /^(?:[-+*/%^]|\*\*)?=$/.exec(current.text)?.[0]
    if (current.type !== 'operator' || operator === undefined || !['variable', 'field', 'element'].includes(left.type))
      return left
    advance()
    skipLines()
    return { type: 'assign', target: left, operator: operator.slice(0, -1), value: expression() }
  }

  function choice(): AwkExpression {
    const condition = binary(0)
    if (!take('?')) return condition
    const yes = expression()
    skipLines()
    expect(':')
    return { type: 'choice', condition, yes, no: expression() }
  }

  const levels: readonly (readonly string[])[] = [
    ['||'],
    ['&&'],
    ['in'],
    ['~', '!~'],
    ['<', '<=', '!=', '==', '>', '>='],
    ['concat'],
    ['+', '-'],
    ['*', '/', '%'],
  ]

  function binary(level: number): AwkExpression {
    const operators = levels[level]
    if (operators === undefined) return unary()
    let left = binary(level + 1)
    for (;;) {
      if (operators[0] === 'concat') {
        if (!startsConcatenation()) return left
        left = { type: 'binary', operator: 'concat', left, right: binary(level + 1) }
        continue
      }
      const operator = current.text
      if (!['operator', 'name'].includes(current.type) || !operators.includes(operator)) return left
      if ((operator === 'in' && noIn) || (operator === '>' && noGreater)) return left
      advance()
      skipLines()
      left =
        operator === 'in'
          ? { type: 'in', keys: [left], name: advance().text }
          : { type: 'binary', operator, left, right: binary(level + 1) }
    }
  }

  function startsConcatenation(): boolean {
    if (['number', 'string', 'call'].includes(current.type)) return true
    if (current.type === 'name') return !keywords.has(current.text)
    return (
      current.type === 'operator' &&
      ['$', '(', '!', '-', '+', '++', '--'].includes(current.text) &&
      !['-', '+'].includes(current.text)
    )
  }

  function unary(): AwkExpression {
    for (const operator of ['!', '-', '+']) if (take(operator)) return { type: 'unary', operator, operand: unary() }
    const base = postfix()
    if (take('^') || take('**')) return { type: 'binary', operator: '^', left: base, right: unary() }
    return base
  }

  function postfix(): AwkExpression {
    for (const [operator, by] of [
      ['++', 1],
      ['--', -1],
    ] as const)
      if (take(operator)) return { type: 'step', target: postfix(), by, isPrefix: true }
    const base = primary()
    if (['variable', 'field', 'element'].includes(base.type)) {
      for (const [operator, by] of [
        ['++', 1],
        ['--', -1],
      ] as const)
        if (take(operator)) return { type: 'step', target: base, by, isPrefix: false }
    }
    return base
  }

  function primary(): AwkExpression {
    const { type, text } = current
    if (is('getline')) throw new AwkError('getline is not supported in this simulated container')
    if (type === 'name' && keywords.has(text)) throw new AwkError(`syntax error near ${text}`)
    if (type === 'operator' && text !== '(' && text !== '$') throw new AwkError(`syntax error near ${text}`)
    if (type === 'newline' || type === 'end') throw new AwkError('syntax error: unexpected end')
    advance()
    switch (type) {
      case 'number':
        return { type: 'number', value: Number(text) }
      case 'string':
        return { type: 'string', value: text }
      case 'pattern':
        return { type: 'pattern', pattern: posixPattern(text, { extended: true }) }
      case 'call': {
        expect('(')
        return { type: 'call', name: text, args: list(')') }
      }
      case 'name': {
        if (take('[')) return { type: 'element', name: text, keys: list(']') }
        if (text === 'length') return { type: 'call', name: text, args: [] }
        return { type: 'variable', name: text }
      }
      default:
        break
    }
    if (text === '$')
      return {
        type: 'field',
        index: take('++') ? { type: 'step', target: primary(), by: 1, isPrefix: true } : primary(),
      }
    const [allowed, allowedGreater] = [noIn, noGreater]
    noIn = noGreater = false
    const inner = list(')')
    ;[noIn, noGreater] = [allowed, allowedGreater]
    const [first] = inner
    if (take('in')) return { type: 'in', keys: inner, name: advance().text }
    if (first === undefined) throw new AwkError('syntax error near )')
    // print (a, b) and the like: a group of several.
    return inner.length === 1 ? first : { type: 'call', name: 'group', args: inner }
  }

  function list(end: string): AwkExpression[] {
    const items: AwkExpression[] = []
    skipLines()
    while (!take(end)) {
      items.push(expression())
      skipLines()
      if (!is(end)) expect(',')
      skipLines()
    }
    return items
  }

  function block(): AwkStatement {
    expect('{')
    const body: AwkStatement[] = []
    for (skipNewlines(); !take('}'); skipNewlines()) body.push(statement())
    return { type: 'block', body }
  }

  function body(): AwkStatement {
    skipLines()
    if (take(';')) return { type: 'block', body: [] }
    return statement()
  }

  function statement(): AwkStatement {
    if (is('{')) return block()
    if (take('if')) {
      expect('(')
      const condition = expression()
      expect(')')
      const yes = body()
      const mark = { position, current, previous }
      skipNewlines()
      if (take('else')) return { type: 'if', condition, yes, no: body() }
      ;({ position, current, previous } = mark)
      return { type: 'if', condition, yes }
    }
    if (take('while')) {
      expect('(')
      const condition = expression()
      expect(')')
      return { type: 'loop', condition, body: body(), testsLast: false }
    }
    if (take('do')) {
      const inner = body()
      skipNewlines()
      expect('while')
      expect('(')
      const condition = expression()
      expect(')')
      return { type: 'loop', condition, body: inner, testsLast: true }
    }
    if (take('for')) return forLoop()
    return simple()
  }

  function forLoop(): AwkStatement {
    expect('(')
    noIn = true
    const before = is(';') ? undefined : simple()
    noIn = false
    if (take('in')) {
      const name = advance().text
      expect(')')
      if (before?.type !== 'expression' || before.expression.type !== 'variable')
        throw new AwkError('syntax error near in')
      return { type: 'each', variable: before.expression.name, name, body: body() }
    }
    expect(';')
    const condition = is(';') ? undefined : expression()
    expect(';')
    const after = is(')') ? undefined : simple()
    expect(')')
    return { type: 'loop', before, condition, after, body: body(), testsLast: false }
  }

  const endsStatement = () => current.type === 'newline' || current.type === 'end' || is(';') || is('}')

  function simple(): AwkStatement {
    if (is('print') || is('printf')) return print(advance().text === 'printf')
    for (const kind of ['next', 'break', 'continue'] as const) if (take(kind)) return { type: 'jump', kind }
    for (const kind of ['exit', 'return'] as const)
      if (take(kind)) return { type: 'leave', kind, value: endsStatement() ? undefined : expression() }
    if (take('delete')) {
      const name = advance().text
      return { type: 'delete', name, keys: take('[') ? list(']') : [] }
    }
    return { type: 'expression', expression: expression() }
  }

  function print(formatted: boolean): AwkStatement {
    noGreater = true
    let args: AwkExpression[] = []
    if (!endsStatement() && !is('>') && !is('>>')) {
      args = [expression()]
      while (take(',')) args.push(expression())
    }
    noGreater = false
    const [only] = args
    if (args.length === 1 && only?.type === 'call' && only.name === 'group') args = [...only.args]
    if (is('|')) throw new AwkError('print to a pipe is not supported in this simulated container')
    const append = is('>>')
    const target = take('>') || take('>>') ? { append, path: binary(5) } : undefined
    return { type: 'print', args, formatted, target }
  }

  current = scan()
  for (skipNewlines(); current.type !== 'end'; skipNewlines()) {
    if (take('function') || take('func')) {
      const name = advance().text
      expect('(')
      const parameters = list(')').map((each) => (each.type === 'variable' ? each.name : ''))
      skipLines()
      functions.set(name, { parameters, body: block() })
    } else if (is('BEGIN') || is('END')) {
      const when = advance().text as 'BEGIN' | 'END'
      skipLines()
      rules.push({ when, body: block() })
    } else if (is('{')) rules.push({ when: {}, body: block() })
    else {
      const from = expression()
      const to = take(',') ? expression() : undefined
      rules.push({ when: { from, to }, body: is('{') ? block() : undefined })
    }
  }
  return { rules, functions }
}
