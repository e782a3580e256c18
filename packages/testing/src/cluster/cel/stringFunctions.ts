import type { Environment } from '@marcbachmann/cel-js'
import { toRegExp } from '../schema/toRegExp.ts'

/** https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-regex-library, and cel-go's extended strings. */
export function registerStringFunctions(environment: Environment): void {
  environment
    .registerFunction('string.find(string): string', (text: string, pattern: string) => {
      return regExp(pattern).exec(text)?.[0] ?? ''
    })
    .registerFunction('string.findAll(string): list<string>', (text: string, pattern: string) => findAll(text, pattern))
    .registerFunction('string.findAll(string, int): list<string>', (text: string, pattern: string, limit: bigint) => {
      const all = findAll(text, pattern)
      return limit < 0n ? all : all.slice(0, Number(limit))
    })
    .registerFunction('string.replace(string, string): string', (text: string, old: string, by: string) => {
      return text.replaceAll(old, () => by)
    })
    .registerFunction(
      'string.replace(string, string, int): string',
      (text: string, ...[old, by, limit]: [string, string, bigint]) => {
        let left = limit < 0n ? Infinity : Number(limit)
        return text.replaceAll(old, (match) => (left-- > 0 ? by : match))
      },
    )
    .registerFunction('string.charAt(int): string', (text: string, index: bigint) => text.charAt(Number(index)))
    .registerFunction('string.reverse(): string', (text: string) => [...text].reverse().join(''))
}

function findAll(text: string, pattern: string): string[] {
  const { source, flags } = regExp(pattern)
  return [...text.matchAll(new RegExp(source, `${flags}g`))].map(([match]) => match)
}

function regExp(pattern: string): RegExp {
  const result = toRegExp(pattern)
  if (result === undefined) throw new Error(`error parsing regexp: ${pattern}`)
  return result
}
