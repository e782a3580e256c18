import { ShellError } from './ControlFlow.ts'

interface Scope {
  get(name: string): string | undefined
  set(name: string, value: string): void
}

const token =
  /\s*(0[xX][0-9a-fA-F]+|\d+#[0-9a-zA-Z]+|\d+|[A-Za-z_]\w*|<<=|>>=|\*\*|\+\+|--|&&|\|\||<<|>>|[<>=!]=|[-+*/%&^|]=|[-+*/%<>=!~&^|?:(),])/y

const precedence: Readonly<Record<string, number>> = {
  '||': 1,
  '&&': 2,
  '|': 3,
  '^': 4,
  '&': 5,
  '==': 6,
  '!=': 6,
  '<': 7,
  '<=': 7,
  '>': 7,
  '>=': 7,
  '<<': 8,
  '>>': 8,
  '+': 9,
  '-': 9,
  '*': 10,
  '/': 10,
  '%': 10,
  '**': 11,
}

/**
 * The value of an arithmetic expression, in 64 bits.
 * @throws ShellError with the words of busybox
 */
export function evaluateArithmetic(expression: string, scope: Scope, depth = 0): bigint {
  if (depth > 20) throw new ShellError('expression recursion loop detected')
  const tokens = tokenize(expression)
  let position = 0

  const peek = () => tokens[position]
  const take = (expected: string) => peek() === expected && ++position > 0
  const fail = (): never => {
    throw new ShellError('arithmetic syntax error')
  }

  function read(name: string): bigint {
    const value = scope.get(name)?.trim() ?? ''
    if (value === '') return 0n
    return /^-?\d+$/.test(value) && !/^-?0\d/.test(value) ? BigInt(value) : evaluateArithmetic(value, scope, depth + 1)
  }

  function write(name: string, value: bigint): bigint {
    scope.set(name, String(value))
    return value
  }

  function comma(isLive: boolean): bigint {
    let value = assignment(isLive)
    while (take(',')) value = assignment(isLive)
    return value
  }

  function assignment(isLive: boolean): bigint {
    const name = peek()
    const operator = tokens[position + 1]
    if (
      name === undefined ||
      !/^[A-Za-z_]/.test(name) ||
      operator === undefined ||
      !/^(?:[-+*/%&^|]|<<|>>)?=$/.test(operator)
    ) {
      return ternary(isLive)
    }
    position += 2
    const right = assignment(isLive)
    if (!isLive) return 0n
    return write(name, operator === '=' ? right : apply(operator.slice(0, -1), read(name), right))
  }

  function ternary(isLive: boolean): bigint {
    const condition = binary(1, isLive)
    if (!take('?')) return condition
    const whenTrue = assignment(isLive && condition !== 0n)
    if (!take(':')) fail()
    const whenFalse = assignment(isLive && condition === 0n)
    return condition !== 0n ? whenTrue : whenFalse
  }

  function binary(level: number, isLive: boolean): bigint {
    let left = unary(isLive)
    for (;;) {
      const operator = peek()
      const binding = operator === undefined ? undefined : precedence[operator]
      if (operator === undefined || binding === undefined || binding < level) return left
      position += 1
      const isNeeded = operator === '&&' ? left !== 0n : operator === '||' ? left === 0n : true
      const right = binary(operator === '**' ? binding : binding + 1, isLive && isNeeded)
      left = isLive ? apply(operator, left, right) : 0n
    }
  }

  function unary(isLive: boolean): bigint {
    const operator = peek()
    if (operator === '++' || operator === '--') {
      const name = tokens[position + 1]
      position += 1
      if (name === undefined || !/^[A-Za-z_]/.test(name)) {
        const value = unary(isLive)
        return value
      }
      position += 1
      return isLive ? write(name, read(name) + (operator === '++' ? 1n : -1n)) : 0n
    }
    if (operator === '-' || operator === '+' || operator === '!' || operator === '~') {
      position += 1
      const value = unary(isLive)
      return operator === '-' ? -value : operator === '!' ? (value === 0n ? 1n : 0n) : operator === '~' ? ~value : value
    }
    return postfix(isLive)
  }

  function postfix(isLive: boolean): bigint {
    const current = peek()
    if (current === undefined) return fail()
    position += 1
    if (current === '(') {
      const value = comma(isLive)
      if (!take(')')) fail()
      return value
    }
    if (/^\d/.test(current)) return parseNumber(current)
    if (!/^[A-Za-z_]/.test(current)) return fail()
    const value = isLive ? read(current) : 0n
    if (take('++')) return isLive ? (write(current, value + 1n), value) : 0n
    if (take('--')) return isLive ? (write(current, value - 1n), value) : 0n
    return value
  }

  if (tokens.length === 0) return 0n
  const value = comma(true)
  if (position < tokens.length) fail()
  return BigInt.asIntN(64, value)
}

function tokenize(expression: string): string[] {
  const tokens: string[] = []
  let position = 0
  while (expression.slice(position).trim() !== '') {
    token.lastIndex = position
    const found = token.exec(expression)
    if (found?.[1] === undefined) throw new ShellError('arithmetic syntax error')
    tokens.push(found[1])
    position = token.lastIndex
  }
  return tokens
}

function parseNumber(text: string): bigint {
  const [base, digits] = text.split('#')
  if (digits !== undefined) {
    const radix = Number(base)
    if (radix < 2 || radix > 36) throw new ShellError('arithmetic syntax error')
    return [...digits.toLowerCase()].reduce((sum, digit) => {
      const value = parseInt(digit, radix)
      if (Number.isNaN(value)) throw new ShellError('arithmetic syntax error')
      return sum * BigInt(radix) + BigInt(value)
    }, 0n)
  }
  if (/^0[xX]/.test(text)) return BigInt(text)
  if (/^0\d/.test(text)) {
    if (/[89]/.test(text)) throw new ShellError('arithmetic syntax error')
    return BigInt(`0o${text.slice(1)}`)
  }
  return BigInt(text)
}

function apply(operator: string, left: bigint, right: bigint): bigint {
  const truth = (value: boolean) => (value ? 1n : 0n)
  if ((operator === '/' || operator === '%') && right === 0n) throw new ShellError('divide by zero')
  switch (operator) {
    case '||':
      return truth(left !== 0n || right !== 0n)
    case '&&':
      return truth(left !== 0n && right !== 0n)
    case '==':
      return truth(left === right)
    case '!=':
      return truth(left !== right)
    case '<':
      return truth(left < right)
    case '<=':
      return truth(left <= right)
    case '>':
      return truth(left > right)
    case '>=':
      return truth(left >= right)
    default:
      return BigInt.asIntN(64, compute(operator, left, right))
  }
}

function compute(operator: string, left: bigint, right: bigint): bigint {
  switch (operator) {
    case '|':
      return left | right
    case '^':
      return left ^ right
    case '&':
      return left & right
    case '<<':
      return left << (right & 63n)
    case '>>':
      return left >> (right & 63n)
    case '+':
      return left + right
    case '-':
      return left - right
    case '*':
      return left * right
    case '/':
      return left / right
    case '%':
      return left % right
    default:
      if (right < 0n) throw new ShellError('exponent less than 0')
      if (right > 4096n) throw new ShellError('arithmetic syntax error')
      return left ** right
  }
}
