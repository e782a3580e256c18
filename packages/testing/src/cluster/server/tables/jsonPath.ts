import { getPath } from '../../objects/getPath.ts'
import { isRecord } from '../../objects/isRecord.ts'

type Step = (values: readonly unknown[]) => unknown[]

const token =
  /^(?:\.\.|\.?\[\?\(@(?<field>\.[^=!<>)\s]+)\s*(?<sign>==|!=)\s*(?<value>"[^"]*"|'[^']*'|[^)\s]+)\)\]|\.?\['(?<quoted>(?:[^'\\]|\\.)*)'\]|\.?\[(?<index>-?\d+)\]|\.?\[\*\]|\.(?<name>(?:[^.[\]\\]|\\.)+))/

/**
 * What a JSONPath of a printer column finds: the subset that CustomResourceDefinitions allow. Names, `[0]`, `[*]`, `['a.b']`
 * and `[?(@.type=="Ready")]`. A path that can't be read finds nothing.
 * https://kubernetes.io/docs/reference/kubectl/jsonpath/
 */
export function compileJsonPath(path: string): (object: unknown) => unknown[] {
  const steps: Step[] = []
  let rest = path.replace(/^\{(.*)\}$/, '$1').replace(/^\$/, '')
  while (rest !== '') {
    const match = token.exec(rest)
    if (match === null || match[0] === '..') return () => []
    steps.push(toStep(match.groups ?? {}))
    rest = rest.slice(match[0].length)
  }
  return (object) => steps.reduce<unknown[]>((values, step) => step(values), [object])
}

function toStep({ field, sign, value, quoted, index, name }: Record<string, string | undefined>): Step {
  if (field !== undefined && value !== undefined) {
    const wanted = value.replace(/^["'](.*)["']$/, '$1')
    return each((entry) =>
      elements(entry).filter((element) => {
        const found = getPath(element, field)
        return (isScalar(found) && String(found) === wanted) === (sign === '==')
      }),
    )
  }
  const key = quoted ?? name
  if (key !== undefined) {
    const unescaped = key.replaceAll(/\\(.)/g, '$1')
    return each((entry) => (isRecord(entry) && entry[unescaped] !== undefined ? [entry[unescaped]] : []))
  }
  if (index !== undefined) {
    return each((entry) => {
      const found = Array.isArray(entry) ? (entry.at(Number(index)) as unknown) : undefined
      return found === undefined ? [] : [found]
    })
  }
  return each(elements)
}

const each =
  (find: (entry: unknown) => unknown[]): Step =>
  (values) =>
    values.flatMap(find)

function elements(value: unknown): unknown[] {
  if (Array.isArray(value)) return value
  return isRecord(value) ? Object.values(value) : []
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}
