import { badRequest } from './StatusError.ts'

type Labels = Readonly<Record<string, string>>
export type LabelMatcher = (labels: Labels | undefined) => boolean
type Requirement = (labels: Labels) => boolean

/** Commas between requirements, but not those inside of parentheses. */
const betweenRequirements = /,(?![^(]*\))/
const key = String.raw`(?:[\w.-]+\/)?[\w.-]+`
const setBased = new RegExp(String.raw`^(${key})\s+(in|notin)\s*\(([^()]*)\)$`)
const equalityBased = new RegExp(String.raw`^(${key})\s*(==|!=|=)\s*([\w.-]*)$`)
const compared = new RegExp(String.raw`^(${key})\s*([<>])\s*(\d+)$`)
const presence = new RegExp(String.raw`^(!?)\s*(${key})$`)

/**
 * Reads a label selector. https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 *
 * @throws StatusError 400 when it is none
 */
export function parseLabelSelector(text: string): LabelMatcher {
  if (text.trim() === '') return () => true
  const requirements = text.split(betweenRequirements).map((part) => parseRequirement(part.trim()))
  return (labels = {}) => requirements.every((holds) => holds(labels))
}

function parseRequirement(text: string): Requirement {
  const [, setKey, operator, values] = setBased.exec(text) ?? []
  if (setKey !== undefined && values !== undefined) {
    const wanted = new Set(values.split(',').map((value) => value.trim()))
    if (operator === 'in') return (labels) => Object.hasOwn(labels, setKey) && wanted.has(labels[setKey] ?? '')
    return (labels) => !Object.hasOwn(labels, setKey) || !wanted.has(labels[setKey] ?? '')
  }
  const [, equalKey, sign, wanted] = equalityBased.exec(text) ?? []
  if (equalKey !== undefined) {
    if (sign === '!=') return (labels) => labels[equalKey] !== wanted
    return (labels) => labels[equalKey] === wanted
  }
  const [, comparedKey, direction, bound] = compared.exec(text) ?? []
  if (comparedKey !== undefined) {
    const limit = Number(bound)
    return (labels) => {
      const value = Number.parseInt(labels[comparedKey] ?? '', 10)
      return direction === '<' ? value < limit : value > limit
    }
  }
  const [, not, presentKey] = presence.exec(text) ?? []
  if (presentKey === undefined) throw badRequest(`unable to parse requirement: found '${text}', expected a requirement`)
  return (labels) => (not === '!' ? !Object.hasOwn(labels, presentKey) : Object.hasOwn(labels, presentKey))
}

/** A selector as objects hold it: `matchLabels` and `matchExpressions`. An empty one selects everything. */
export interface LabelSelector {
  readonly matchLabels?: Labels | undefined
  readonly matchExpressions?: readonly {
    readonly key: string
    readonly operator: string
    readonly values?: readonly string[] | undefined
  }[]
}

/** The text form of a selector as objects hold it. */
export function formatLabelSelector({ matchLabels = {}, matchExpressions = [] }: LabelSelector): string {
  const equal = Object.entries(matchLabels).map(([name, value]) => `${name}=${value}`)
  const expressions = matchExpressions.map(({ key: name, operator, values = [] }) => {
    if (operator === 'Exists') return name
    if (operator === 'DoesNotExist') return `!${name}`
    return `${name} ${operator.toLowerCase()} (${values.join(',')})`
  })
  return [...equal, ...expressions].join(',')
}
