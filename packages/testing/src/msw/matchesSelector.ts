/**
 * Whether labels match a selector of equality and existence terms (`a=b`, `a!=b`, `a`, `!a`), joined by commas.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function matchesSelector(labels: Readonly<Record<string, string>> = {}, selector = ''): boolean {
  return selector
    .split(',')
    .map((term) => term.trim())
    .filter((term) => term !== '')
    .every((term) => matchesTerm(labels, term))
}

function matchesTerm(labels: Readonly<Record<string, string>>, term: string): boolean {
  if (term.startsWith('!')) return labels[term.slice(1)] === undefined
  const [, key = term, operator, value = ''] = /^([^=!]+)(!=|==?)(.*)$/.exec(term) ?? []
  if (operator === undefined) return labels[key] !== undefined
  return operator === '!=' ? labels[key] !== value : labels[key] === value
}
