import { expect, test } from 'vitest'
import { formatTopic, parseTopic, type Topic } from './topics.ts'

test.each<[string, Topic]>([
  ['environments:-/*', { kind: 'environments', cluster: '-', namespace: '*' }],
  ['pods:prod.eu_1/acme-shop', { kind: 'pods', cluster: 'prod.eu_1', namespace: 'acme-shop' }],
  [
    'pods:-/acme-shop?labelSelector=app in (a,b),x!=y/z?',
    { kind: 'pods', cluster: '-', namespace: 'acme-shop', labelSelector: 'app in (a,b),x!=y/z?' },
  ],
])('%s is written and read', (text, topic) => {
  expect(formatTopic(topic)).toBe(text)
  expect(parseTopic(text)).toEqual(topic)
})

test('an empty selector is none', () => {
  expect(parseTopic('pods:-/a?labelSelector=')).toEqual({ kind: 'pods', cluster: '-', namespace: 'a' })
})

test.each([
  '',
  'pods',
  'secrets:-/a',
  'pods:/a',
  'pods:-/',
  'pods:-/A',
  'pods:-/a/b',
  'pods:-/a?x=1',
  'pods:-/..',
  ' pods:-/a',
])('%j is no topic', (text) => {
  expect(parseTopic(text)).toBeUndefined()
})
