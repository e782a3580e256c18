/** One requirement of a label selector. */
type Requirement =
  | { operator: 'in' | 'notin'; key: string; values: ReadonlySet<string> }
  | { operator: 'exists' | 'missing'; key: string }

/** A parsed label selector: every requirement has to hold. */
export type LabelSelector = readonly Requirement[]

export type Labels = Readonly<Record<string, string>> | undefined

const keyPattern = /^(?:[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/
const valuePattern = /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/

const setPattern = /^(\S+)\s+(in|notin)\s*\(([^()]*)\)$/
const equalityPattern = /^([^\s!=]+)\s*(==|=|!=)\s*(\S*)$/
const presencePattern = /^(!?)\s*([^\s!=]+)$/

/**
 * Reads a label selector as the API server does: `a=b`, `a!=b`, `a in (b,c)`, `a notin (b)`, `a`, `!a`, joined by commas.
 *
 * @throws SyntaxError that names the part which is no requirement.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function parseLabelSelector(text: string | undefined): LabelSelector {
  if (text === undefined || text.trim() === '') return []
  return splitRequirements(text).map((part) => parseRequirement(part.trim()))
}

/** Whether an object with these labels is selected; as in Kubernetes, `!=` and `notin` select objects without the label too. */
export function matchesLabels(selector: LabelSelector, labels: Labels): boolean {
  return selector.every((requirement) => {
    const value = labels !== undefined && Object.hasOwn(labels, requirement.key) ? labels[requirement.key] : undefined
    switch (requirement.operator) {
      case 'in':
        return value !== undefined && requirement.values.has(value)
      case 'notin':
        return value === undefined || !requirement.values.has(value)
      case 'exists':
        return value !== undefined
      case 'missing':
        return value === undefined
    }
  })
}

/** Splits at the commas that stand outside parentheses. */
function splitRequirements(text: string): string[] {
  const parts: string[] = []
  let depth = 0
  let start = 0
  for (let index = 0; index < text.length; index++) {
    const character = text[index]
    if (character === '(') depth++
    else if (character === ')') depth--
    else if (character === ',' && depth === 0) {
      parts.push(text.slice(start, index))
      start = index + 1
    }
  }
  parts.push(text.slice(start))
  return parts
}

function parseRequirement(part: string): Requirement {
  const set = setPattern.exec(part)
  if (set) {
    const values = (set[3] ?? '').split(',').map((value) => value.trim())
    return {
      operator: set[2] === 'in' ? 'in' : 'notin',
      key: checkKey(set[1]),
      values: new Set(values.map(checkValue)),
    }
  }
  const equality = equalityPattern.exec(part)
  if (equality) {
    const values = new Set([checkValue(equality[3] ?? '')])
    return { operator: equality[2] === '!=' ? 'notin' : 'in', key: checkKey(equality[1]), values }
  }
  const presence = presencePattern.exec(part)
  if (presence) return { operator: presence[1] === '!' ? 'missing' : 'exists', key: checkKey(presence[2]) }
  throw new SyntaxError(`The label selector has a part that is no requirement: ${JSON.stringify(part)}.`)
}

function checkKey(key = ''): string {
  if (!keyPattern.test(key))
    throw new SyntaxError(`The label selector names an impossible label: ${JSON.stringify(key)}.`)
  return key
}

function checkValue(value: string): string {
  if (!valuePattern.test(value))
    throw new SyntaxError(`The label selector has an impossible value: ${JSON.stringify(value)}.`)
  return value
}
