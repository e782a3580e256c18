import { environment, pod, storyTime } from '@catalyst/testing'
import { expect, test } from 'vitest'
import { lastKnown } from './lastKnown.ts'

test('of an environment, how it was and what it ran', () => {
  const commitSha = '4f2a9c1d4f2a9c1d4f2a9c1d4f2a9c1d4f2a9c1d'
  const gone = environment({
    phase: 'Degraded',
    message: 'The command ended.',
    status: { sources: [{ name: 'app', commitSha, branch: 'feature/x' }] },
  })
  expect(lastKnown(gone)).toEqual({
    phase: 'Degraded',
    message: 'The command ended.',
    url: 'https://payments-checkout-pr-42.preview.example.com/',
    createdAt: storyTime(-3600),
    sources: ['app: feature/x @ 4f2a9c1d'],
  })
})

test('where no commit was resolved, the one that was asked for', () => {
  expect(lastKnown(environment({ phase: 'Pending' })).sources[0]).toMatch(/^app: feature\/pr-42 @ [0-9a-f]{8}$/)
})

test.each([
  ['a pod', pod(), 'Running'],
  ['nothing', undefined, undefined],
  ['an object of no known shape', { metadata: 7, spec: null, status: { phase: {}, sources: 'many' } }, undefined],
  ['sources that are none', { status: { sources: [null, 7, {}, { name: 'app' }] } }, undefined],
])('%s is read as far as it goes', (_what, object, phase) => {
  expect(lastKnown(object).phase).toBe(phase)
  expect(lastKnown(object).sources).toEqual([])
})
