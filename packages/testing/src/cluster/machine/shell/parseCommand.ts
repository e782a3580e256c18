import { parseCondition } from './parseCondition.ts'
import type { Parser } from './Parser.ts'
import { parseRedirection } from './parseRedirection.ts'
import { parseWord } from './parseWord.ts'
import type { Assignment, CaseBranch, Command, List, Redirection, Word } from './syntax.ts'

const closing = new Set(['then', 'else', 'elif', 'fi', 'do', 'done', 'esac', '}', ']]'])
const empty: Word = { parts: [] }

/** A simple or compound command with its redirections. */
export function parseCommand(parser: Parser): Command {
  const { scanner } = parser
  const { line } = scanner
  const compound = parseCompound(parser)
  if (compound === undefined) return parseSimple(parser)
  const redirections: Redirection[] = []
  for (let found = parseRedirection(parser); found !== undefined; found = parseRedirection(parser))
    redirections.push(found)
  return { ...compound, line, redirections } as Command
}

function parseCompound(parser: Parser) {
  const { scanner } = parser
  if (scanner.operator() === '(') {
    if (scanner.startsWith('((')) {
      const start = scanner.position
      scanner.position += 2
      const expression = parser.arithmetic()
      if (expression !== undefined) return { type: 'arithmetic', expression }
      scanner.position = start
    }
    scanner.takeOperator('(')
    const body = parser.list([')'])
    expectOperator(parser, ')')
    return { type: 'subshell', body }
  }
  const word = scanner.bareWord()
  if (word === undefined) return undefined
  if (closing.has(word)) scanner.unexpected()
  switch (word) {
    case '{': {
      scanner.skip(word)
      const body = parser.list(['}'])
      expect(parser, '}')
      return { type: 'group', body }
    }
    case 'if':
      scanner.skip(word)
      return parseIf(parser)
    case 'while':
    case 'until': {
      scanner.skip(word)
      const condition = parser.list(['do'])
      return { type: 'loop', until: word === 'until', condition, body: parseDo(parser) }
    }
    case 'for':
      scanner.skip(word)
      return parseFor(parser)
    case 'case':
      scanner.skip(word)
      return parseCase(parser)
    case '[[': {
      scanner.skip(word)
      return { type: 'condition', expression: parseCondition(parser) }
    }
    case 'function': {
      scanner.skip(word)
      const name = scanner.bareWord() ?? scanner.unexpected()
      scanner.skip(name)
      if (scanner.takeOperator('(')) expectOperator(parser, ')')
      scanner.skipNewlines()
      return { type: 'function', name, body: parseCommand(parser) }
    }
    default:
      return undefined
  }
}

function parseIf(parser: Parser) {
  const branches: { condition: List; body: List }[] = []
  do {
    const condition = parser.list(['then'])
    expect(parser, 'then')
    branches.push({ condition, body: parser.list(['fi', 'elif', 'else']) })
  } while (takeWord(parser, 'elif'))
  const otherwise = takeWord(parser, 'else') ? parser.list(['fi']) : undefined
  expect(parser, 'fi')
  return { type: 'if', branches, otherwise }
}

function parseDo(parser: Parser): List {
  expect(parser, 'do')
  const body = parser.list(['done'])
  expect(parser, 'done')
  return body
}

function parseFor(parser: Parser) {
  const { scanner } = parser
  if (scanner.operator() === '(' && scanner.skip('((')) {
    const start = parser.arithmetic(';') ?? empty
    const condition = parser.arithmetic(';') ?? empty
    const step = parser.arithmetic() ?? scanner.fail('bad for loop variable')
    scanner.takeOperator(';')
    scanner.skipNewlines()
    return { type: 'count', start, condition, step, body: parseDo(parser) }
  }
  scanner.skipBlanks()
  const name = scanner.take(/[A-Za-z_][A-Za-z0-9_]*(?=[\s;]|$)/y) ?? scanner.fail('bad for loop variable')
  if (!scanner.takeOperator(';')) scanner.skipNewlines()
  let words: Word[] | undefined
  if (takeWord(parser, 'in')) {
    words = parseWords(parser)
    if (!scanner.takeOperator(';') && scanner.operator() !== '\n') scanner.unexpected('do')
  }
  scanner.skipNewlines()
  return { type: 'for', name, words, body: parseDo(parser) }
}

function parseWords(parser: Parser): Word[] {
  const words: Word[] = []
  for (;;) {
    parser.scanner.skipBlanks()
    const word = parseWord(parser)
    if (word === undefined) return words
    words.push(word)
  }
}

function parseCase(parser: Parser) {
  const { scanner } = parser
  scanner.skipBlanks()
  const word = parseWord(parser) ?? scanner.unexpected()
  scanner.skipNewlines()
  expect(parser, 'in')
  scanner.skipNewlines()
  const branches: CaseBranch[] = []
  while (!takeWord(parser, 'esac')) {
    if (scanner.isAtEnd) scanner.failAtEnd('esac')
    scanner.takeOperator('(')
    const patterns: Word[] = []
    do {
      scanner.skipBlanks()
      patterns.push(parseWord(parser) ?? scanner.unexpected(')'))
    } while (scanner.takeOperator('|'))
    expectOperator(parser, ')')
    const body = parser.list([';;', ';&', 'esac'], { mayBeEmpty: true })
    const fallsThrough = scanner.takeOperator(';&')
    if (!fallsThrough) scanner.takeOperator(';;')
    branches.push({ patterns, body, fallsThrough })
    scanner.skipNewlines()
  }
  return { type: 'case', word, branches }
}

function parseSimple(parser: Parser): Command {
  const { scanner } = parser
  const { line } = scanner
  const assignments: Assignment[] = []
  const words: Word[] = []
  const redirections: Redirection[] = []
  const expanded = new Set<string>()
  for (;;) {
    scanner.skipBlanks()
    if (words.length === 0) expandAlias(parser, expanded)
    const redirection = parseRedirection(parser)
    if (redirection !== undefined) {
      redirections.push(redirection)
      continue
    }
    const assigned = words.length === 0 ? scanner.take(/[A-Za-z_][A-Za-z0-9_]*\+?=/y) : undefined
    if (assigned !== undefined) {
      if (scanner.peek() === '(') scanner.fail('arrays are not supported')
      const value = parseWord(parser, { isAssignment: true }) ?? empty
      const append = assigned.endsWith('+=')
      assignments.push({ name: assigned.slice(0, append ? -2 : -1), value, append })
      continue
    }
    const word = parseWord(parser)
    if (word === undefined) break
    words.push(word)
    if (words.length === 1 && assignments.length + redirections.length === 0 && scanner.operator() === '(') {
      return parseFunction(parser, word)
    }
  }
  if (words.length + assignments.length + redirections.length === 0) scanner.unexpected()
  return { type: 'simple', line, assignments, words, redirections }
}

function parseFunction(parser: Parser, word: Word): Command {
  const { scanner } = parser
  const [part] = word.parts
  const name = word.parts.length === 1 && part?.type === 'text' && !part.quoted ? part.text : undefined
  if (name === undefined || !scanner.match(/\([ \t]*\)/y)) return scanner.unexpected()
  const { line } = scanner
  scanner.take(/\([ \t]*\)/y)
  scanner.skipNewlines()
  return { type: 'function', name, body: parseCommand(parser), line, redirections: [] }
}

function expandAlias({ scanner, options }: Parser, expanded: Set<string>): void {
  for (;;) {
    const name = scanner.bareWord()
    const value = name === undefined || expanded.has(name) ? undefined : options.alias?.(name)
    if (name === undefined || value === undefined) return
    expanded.add(name)
    const { source, position } = scanner
    scanner.source = source.slice(0, position) + value + source.slice(position + name.length)
  }
}

function takeWord({ scanner }: Parser, word: string): boolean {
  return scanner.bareWord() === word && scanner.skip(word)
}

function expect(parser: Parser, word: string): void {
  if (!takeWord(parser, word)) parser.scanner.unexpected(word)
}

function expectOperator({ scanner }: Parser, operator: string): void {
  if (!scanner.takeOperator(operator)) scanner.unexpected(operator)
}
