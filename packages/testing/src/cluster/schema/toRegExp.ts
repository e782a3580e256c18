const compiled = new Map<string, RegExp | undefined>()
const posixClasses: Readonly<Record<string, string>> = {
  alnum: 'a-zA-Z0-9',
  alpha: 'a-zA-Z',
  digit: '0-9',
  lower: 'a-z',
  space: String.raw`\s`,
  upper: 'A-Z',
  word: String.raw`\w`,
  xdigit: '0-9a-fA-F',
}

/** A pattern in Go's syntax (RE2), or undefined where it is none. Made once for each text. */
export function toRegExp(pattern: string): RegExp | undefined {
  if (!compiled.has(pattern)) compiled.set(pattern, compile(pattern))
  return compiled.get(pattern)
}

function compile(pattern: string): RegExp | undefined {
  const [, modes = '', rest = ''] = /^(?:\(\?([imsU]+)\))?([^]*)$/.exec(pattern) ?? []
  const source = rest
    .replaceAll(/\[:(\w+):\]/g, (whole, name: string) => posixClasses[name] ?? whole)
    .replaceAll(/\\([Az])/g, (_, end: string) => (end === 'A' ? '^' : '$'))
    .replaceAll('(?P<', '(?<')
  const flags = modes.replaceAll('U', '')
  for (const unicode of ['u', '']) {
    try {
      return new RegExp(source, flags + unicode)
    } catch {
      // JavaScript is stricter about escapes in its Unicode mode than Go.
    }
  }
  return undefined
}
