/** One condition of a label selector; an object matches when it meets all of them. */
export type LabelRequirement =
  { key: string; operator: 'in' | 'notin'; values: readonly string[] } | { key: string; operator: 'exists' | 'absent' }

const name = '[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?'
const prefix = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*'
const keyPattern = new RegExp(`^(?:${prefix}/)?${name}$`)
const valuePattern = new RegExp(`^(?:${name})?$`)
const setPattern = /^(\S+)\s+(in|notin)\s*\(([^()]*)\)$/
const equalityPattern = /^([^\s=!]+)\s*(==|=|!=)\s*([^\s=!]*)$/

/**
 * Reads a label selector, equality-based and set-based, as `labelSelector` of the Kubernetes API takes it
 * (https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#api): `a=b,c!=d,e in (f,g),h notin (i),j,!k`.
 * An empty text has no requirements and matches everything.
 * @throws SyntaxError that names the part that isn't one.
 */
export function parseLabelSelector(text: string): LabelRequirement[] {
  if (text.trim() === '') return []
  return splitOutsideParentheses(text).map((part) => parseRequirement(part.trim()))
}

function parseRequirement(part: string): LabelRequirement {
  const [, setKey, setOperator, list] = setPattern.exec(part) ?? []
  if (setKey !== undefined && list !== undefined) {
    const values = list.split(',').map((value) => checked(value.trim(), valuePattern, part))
    return { key: checked(setKey, keyPattern, part), operator: setOperator === 'in' ? 'in' : 'notin', values }
  }
  const [, key, operator, value] = equalityPattern.exec(part) ?? []
  if (key !== undefined && value !== undefined) {
    const values = [checked(value, valuePattern, part)]
    return { key: checked(key, keyPattern, part), operator: operator === '!=' ? 'notin' : 'in', values }
  }
  if (part.startsWith('!')) return { key: checked(part.slice(1).trim(), keyPattern, part), operator: 'absent' }
  return { key: checked(part, keyPattern, part), operator: 'exists' }
}

function checked(text: string, pattern: RegExp, part: string): string {
  if (pattern.test(text)) return text
  throw new SyntaxError(
    `"${part}" is no label requirement: write key=value, key!=value, key in (a,b), key notin (a,b), key or !key.`,
  )
}

function splitOutsideParentheses(text: string): string[] {
  const parts: string[] = []
  let depth = 0
  let start = 0
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (character === '(') depth++
    else if (character === ')') depth--
    else if (character === ',' && depth === 0) {
      parts.push(text.slice(start, at))
      start = at + 1
    }
  }
  parts.push(text.slice(start))
  return parts
}
