import { expect, test } from 'vitest'
import { buildPath } from './buildPath.ts'

const template = '/clusters/{cluster}/namespaces/{namespace}'

test('parameters are encoded and the cluster defaults to the default one', () => {
  expect(buildPath(template, { params: { namespace: 'a/b?c' } })).toBe('/clusters/-/namespaces/a%2Fb%3Fc')
})

test.each(['', '.', '..', undefined])('a parameter of %j is refused', (namespace) => {
  expect(() => buildPath(template, { params: { namespace } })).toThrow('"namespace"')
})

test('a query repeats lists and leaves out what is undefined', () => {
  const query = { container: ['a', 'b&c'], follow: true, tailLines: 0, previous: undefined }
  expect(buildPath('/log', { query })).toBe('/log?container=a&container=b%26c&follow=true&tailLines=0')
})
