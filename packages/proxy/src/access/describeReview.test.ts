import { expect, test } from 'vitest'
import { describeReview } from './describeReview.ts'

test.each([
  [{ verb: 'list', resource: 'pods' }, 'list pods in all namespaces'],
  [
    { verb: 'create', group: '', resource: 'pods', subresource: 'exec', namespace: 'a', name: 'web' },
    'create pods/exec "web" in namespace "a"',
  ],
  [
    { verb: 'get', group: 'catalyst.catalyst.dev', resource: 'environments', namespace: 'a' },
    'get environments in namespace "a"',
  ],
  // Somebody who may list pods and not their usage is not told that they may not list pods.
  [
    { verb: 'list', group: 'metrics.k8s.io', resource: 'pods', namespace: 'a' },
    'list pods.metrics.k8s.io in namespace "a"',
  ],
])('%o is "%s"', (review, words) => {
  expect(describeReview(review)).toBe(words)
})
