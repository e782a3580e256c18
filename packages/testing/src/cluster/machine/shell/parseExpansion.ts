import { Parser } from './Parser.ts'
import { unescapeAnsi } from './unescape.ts'
import { parseWord } from './parseWord.ts'
import type { Parameter, ParameterOperation, Word, WordPart } from './syntax.ts'

const name = /[A-Za-z_][A-Za-z0-9_]*/y
const empty: Word = { parts: [] }

/** What begins with a dollar sign. */
export function parseDollar(parser: Parser, { quoted }: { quoted: boolean }): WordPart {
  const { scanner } = parser
  if (scanner.startsWith('$((')) {
    const arithmetic = tryArithmetic(parser)
    if (arithmetic !== undefined) return { type: 'arithmetic', quoted, expression: arithmetic }
  }
  if (scanner.skip('$(')) {
    const body = parser.list([')'])
    if (!scanner.takeOperator(')')) scanner.unexpected(')')
    return { type: 'command', quoted, body }
  }
  if (scanner.skip('${')) return { type: 'parameter', quoted, parameter: parseBraces(parser, { quoted }) }
  if (!quoted && scanner.skip("$'")) {
    const raw = scanner.take(/(?:[^'\\]|\\[\s\S])*/y) ?? ''
    if (!scanner.skip("'")) scanner.unterminated()
    return { type: 'text', quoted: true, text: unescapeAnsi(raw) }
  }
  scanner.position += 1
  const plain = scanner.take(name) ?? scanner.take(/[0-9@*#?$!-]/y)
  if (plain === undefined) return { type: 'text', text: '$', quoted: true }
  return { type: 'parameter', quoted, parameter: { name: plain } }
}

/** `$((…))`, unless it turns out to be a command substitution that begins with a subshell. */
function tryArithmetic(parser: Parser): Word | undefined {
  const { scanner } = parser
  const start = scanner.position
  scanner.position += 3
  const expression = parser.arithmetic()
  if (expression === undefined) scanner.position = start
  return expression
}

export function parseBackquotes(parser: Parser, { quoted }: { quoted: boolean }): WordPart {
  const { scanner } = parser
  const { line } = scanner
  scanner.position += 1
  const raw = scanner.take(/(?:[^`\\]|\\[\s\S])*/y) ?? ''
  if (!scanner.skip('`')) scanner.unterminated('EOF in backquote substitution')
  const source = raw.replace(quoted ? /\\([$`\\"])/g : /\\([$`\\])/g, '$1')
  return { type: 'command', quoted, body: new Parser(source, { ...parser.options, line }).all() }
}

function parseBraces(parser: Parser, { quoted }: { quoted: boolean }): Parameter {
  const { scanner } = parser
  const finish = (parameter: string, operation?: ParameterOperation): Parameter => {
    if (scanner.peek() === '[') scanner.fail('arrays are not supported')
    if (scanner.isAtEnd) scanner.unterminated('missing "}"')
    if (!scanner.skip('}')) scanner.fail('bad substitution')
    return operation === undefined ? { name: parameter } : { name: parameter, operation }
  }
  if (
    scanner.peek() === '#' &&
    scanner.peek(1) !== '}' &&
    !/^#[-=?+%#:]/.test(scanner.source.slice(scanner.position, scanner.position + 2))
  ) {
    scanner.position += 1
    return finish(takeName(parser), { type: 'length' })
  }
  if (scanner.peek() === '#' && scanner.match(/#[#?-]\}/y)) {
    scanner.position += 1
    return finish(takeName(parser), { type: 'length' })
  }
  const parameter = takeName(parser)
  const operation = parseOperation(parser, { quoted })
  return finish(parameter, operation)
}

function takeName({ scanner }: Parser): string {
  return scanner.take(name) ?? scanner.take(/[0-9]+|[@*#?$!-]/y) ?? scanner.fail('bad substitution')
}

function parseOperation(parser: Parser, { quoted }: { quoted: boolean }): ParameterOperation | undefined {
  const { scanner } = parser
  const word = (until: string, inQuotes = quoted) => parseWord(parser, { until, inQuotes }) ?? empty
  const assign = scanner.take(/:?[-=?+]/y)
  if (assign !== undefined) {
    const operator = assign.at(-1) as '-' | '=' | '?' | '+'
    return { type: 'default', operator, colon: assign.length === 2, word: word('}') }
  }
  const trim = scanner.take(/##?|%%?/y)
  if (trim !== undefined) return { type: 'trim', operator: trim as '#', pattern: word('}', false) }
  if (scanner.skip(':')) {
    const offset = word(':}', false)
    return { type: 'slice', offset, length: scanner.skip(':') ? word('}', false) : undefined }
  }
  if (scanner.skip('/')) {
    const mode = scanner.take(/[/#%]/y)
    const pattern = word('/}', false)
    const replacement = scanner.skip('/') ? word('}', false) : empty
    return {
      type: 'replace',
      all: mode === '/',
      anchor: mode === '#' || mode === '%' ? mode : '',
      pattern,
      replacement,
    }
  }
  const change = scanner.take(/\^\^?|,,?/y)
  return change === undefined ? undefined : { type: 'case', operator: change as '^' }
}
