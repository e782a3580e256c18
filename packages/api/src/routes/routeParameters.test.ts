import { describe, expect, test } from 'vitest'
import { clusterSchema, countSchema, flagSchema, namedParams, repeatedSchema } from './routeParameters.ts'

describe('query parameters', () => {
  test('a flag is true or false and nothing else', () => {
    expect(flagSchema.parse('true')).toBe(true)
    expect(flagSchema.parse('false')).toBe(false)
    expect(flagSchema.safeParse('1').success).toBe(false)
  })

  test('a count is a whole number', () => {
    expect(countSchema.parse('100')).toBe(100)
    for (const text of ['-1', '1.5', '1e3', '', ' 1', '9'.repeat(13)])
      expect(countSchema.safeParse(text).success).toBe(false)
  })

  test('what may be repeated is always a list', () => {
    expect(repeatedSchema.parse('a')).toEqual(['a'])
    expect(repeatedSchema.parse(['a', 'b'])).toEqual(['a', 'b'])
  })
})

describe('path parameters', () => {
  test.each(['-', 'prod', 'eu.prod_1', 'A1'])('the cluster %s is fine', (cluster) => {
    expect(clusterSchema.safeParse(cluster).success).toBe(true)
  })

  test.each(['', '.', '..', 'a/b', '-a', 'a-', 'a%2fb'])('the cluster %j is refused', (cluster) => {
    expect(clusterSchema.safeParse(cluster).success).toBe(false)
  })

  test.each(['..', 'a/b', 'A', '', 'a?b', 'a'.repeat(64)])('the namespace %j is refused', (namespace) => {
    expect(namedParams.safeParse({ cluster: '-', namespace, name: 'a' }).success).toBe(false)
  })
})
