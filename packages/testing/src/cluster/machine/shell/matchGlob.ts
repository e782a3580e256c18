/**
 * Whether a text matches a shell pattern: `*`, `?`, `[…]` with ranges, classes and negation; a backslash takes the
 * meaning from what follows it.
 */
export function matchGlob(pattern: string, text: string): boolean {
  return matcherOf(pattern)(text)
}

/** Whether a pattern is more than plain text. */
export function hasGlob(pattern: string): boolean {
  return /(?:^|[^\\])(?:\\\\)*(?:[*?]|\[[\s\S]+\])/.test(pattern)
}

/** A pattern without its backslashes. */
export function unescapeGlob(pattern: string): string {
  return pattern.replace(/\\([\s\S])/g, '$1')
}

type Element = { type: 'star' } | { type: 'one'; matches: (character: string) => boolean }

const matchers = new Map<string, (text: string) => boolean>()

export function matcherOf(pattern: string): (text: string) => boolean {
  const known = matchers.get(pattern)
  if (known !== undefined) return known
  const elements = parse([...pattern])
  const matcher = (text: string) => run(elements, [...text])
  if (matchers.size > 500) matchers.clear()
  matchers.set(pattern, matcher)
  return matcher
}

function parse(pattern: readonly string[]): Element[] {
  const elements: Element[] = []
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern[index] ?? ''
    if (character === '*') {
      if (elements.at(-1)?.type !== 'star') elements.push({ type: 'star' })
    } else if (character === '?') {
      elements.push({ type: 'one', matches: () => true })
    } else if (character === '[') {
      const bracket = parseBracket(pattern, index + 1)
      if (bracket === undefined) elements.push({ type: 'one', matches: (other) => other === '[' })
      else {
        elements.push({ type: 'one', matches: bracket.matches })
        index = bracket.end
      }
    } else {
      const literal = character === '\\' && index + 1 < pattern.length ? (pattern[++index] ?? '') : character
      elements.push({ type: 'one', matches: (other) => other === literal })
    }
  }
  return elements
}

const classes: Readonly<Record<string, RegExp>> = {
  alnum: /[\p{L}\p{N}]/u,
  alpha: /\p{L}/u,
  blank: /[ \t]/,
  cntrl: /\p{Cc}/u,
  digit: /[0-9]/,
  graph: /[^\s\p{Cc}]/u,
  lower: /\p{Ll}/u,
  print: /[^\p{Cc}]/u,
  punct: /[!-/:-@[-`{-~]/,
  space: /\s/,
  upper: /\p{Lu}/u,
  xdigit: /[0-9A-Fa-f]/,
}

function parseBracket(pattern: readonly string[], start: number) {
  let index = start
  const negated = pattern[index] === '!' || pattern[index] === '^'
  if (negated) index += 1
  const tests: ((character: string) => boolean)[] = []
  for (let isFirst = true; index < pattern.length; isFirst = false) {
    if (pattern[index] === ']' && !isFirst) {
      return { end: index, matches: (character: string) => tests.some((test) => test(character)) !== negated }
    }
    const named = /^\[:(\w+):\]/.exec(pattern.slice(index, index + 12).join(''))
    const found = classes[named?.[1] ?? '']
    if (named !== null && found !== undefined) {
      tests.push((character) => found.test(character))
      index += named[0].length
      continue
    }
    if (pattern[index] === '\\') index += 1
    const low = pattern[index++] ?? ''
    if (pattern[index] === '-' && index + 1 < pattern.length && pattern[index + 1] !== ']') {
      index += pattern[index + 1] === '\\' ? 2 : 1
      const high = pattern[index++] ?? ''
      tests.push((character) => character >= low && character <= high)
    } else {
      tests.push((character) => character === low)
    }
  }
  return undefined
}

/** Goes back to the last star alone, so that it never takes long. */
function run(elements: readonly Element[], text: readonly string[]): boolean {
  let element = 0
  let position = 0
  let star = -1
  let starPosition = 0
  while (position < text.length) {
    const current = elements[element]
    if (current?.type === 'star') {
      star = element++
      starPosition = position
    } else if (current?.matches(text[position] ?? '') === true) {
      element += 1
      position += 1
    } else if (star >= 0) {
      element = star + 1
      position = ++starPosition
    } else {
      return false
    }
  }
  while (elements[element]?.type === 'star') element += 1
  return element === elements.length
}
