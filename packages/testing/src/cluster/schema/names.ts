/** Kubernetes' rules for names, https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#names */

const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?'
const label1035 = '[a-z]([-a-z0-9]*[a-z0-9])?'
const qualified = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]'
const subdomain = String.raw`${label}(\.${label})*`

/** An RFC 1123 label, such as the name of a namespace. What is wrong with it, or undefined. */
export function labelError(text: string): string | undefined {
  if (text.length > 63) return 'must be no more than 63 bytes'
  if (matches(text, label)) return undefined
  const rule =
    "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an" +
    ' alphanumeric character'
  return withExamples(rule, ['my-name', '123-abc'], label)
}

/** An RFC 1035 label, such as the name of a service. */
export function label1035Error(text: string): string | undefined {
  if (text.length > 63) return 'must be no more than 63 bytes'
  if (matches(text, label1035)) return undefined
  const rule =
    "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and" +
    ' end with an alphanumeric character'
  return withExamples(rule, ['my-name', 'abc-123'], label1035)
}

/** An RFC 1123 subdomain: the name of most objects. */
export function subdomainError(text: string): string | undefined {
  if (text.length > 253) return 'must be no more than 253 bytes'
  if (matches(text, subdomain)) return undefined
  const rule =
    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end" +
    ' with an alphanumeric character'
  return withExamples(rule, ['example.com'], subdomain)
}

/** The key of a label or annotation, the name of a finalizer: what is wrong with it. */
export function qualifiedNameErrors(text: string): string[] {
  const parts = text.split('/')
  const name = parts.at(-1) ?? ''
  const partRule =
    "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character"
  const examples = ['MyName', 'my.name', '123-abc']
  if (parts.length > 2) {
    const rule =
      "a qualified name must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an" +
      ' alphanumeric character'
    const tail = " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')"
    return [withExamples(rule, examples, qualified) + tail]
  }
  const errors: string[] = []
  if (parts.length === 2) {
    const [prefix = ''] = parts
    const error = subdomainError(prefix)
    if (prefix === '') errors.push('prefix part must be non-empty')
    else if (error !== undefined) errors.push(`prefix part ${error}`)
  }
  if (name === '') errors.push('name part must be non-empty')
  else if (name.length > 63) errors.push('name part must be no more than 63 bytes')
  if (!matches(name, qualified)) errors.push(withExamples(partRule, examples, qualified))
  return errors
}

/** The value of a label. */
export function labelValueError(text: string): string | undefined {
  if (text.length > 63) return 'must be no more than 63 bytes'
  if (matches(text, `(${qualified})?`)) return undefined
  const rule =
    "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end" +
    ' with an alphanumeric character'
  return withExamples(rule, ['MyValue', 'my_value', '12345'], `(${qualified})?`)
}

/** Names that only must not break a path, such as those of roles. */
export function pathSegmentError(text: string): string | undefined {
  if (text === '.' || text === '..') return `may not be '${text}'`
  const sign = ['/', '%'].find((one) => text.includes(one))
  return sign === undefined ? undefined : `may not contain '${sign}'`
}

const patterns = new Map<string, RegExp>()

function matches(text: string, source: string): boolean {
  let pattern = patterns.get(source)
  if (pattern === undefined) {
    pattern = new RegExp(`^(?:${source})$`)
    patterns.set(source, pattern)
  }
  return pattern.test(text)
}

function withExamples(rule: string, examples: readonly string[], source: string): string {
  const quoted = examples.map((example) => `'${example}'`).join(',  or ')
  return `${rule} (e.g. ${quoted}, regex used for validation is '${source}')`
}
