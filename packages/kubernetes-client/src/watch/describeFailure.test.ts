import { expect, test } from 'vitest'
import { KubernetesError } from '../errors/KubernetesError.ts'
import { describeFailure } from './describeFailure.ts'

const throttled = (retryAfterSeconds: number) =>
  new KubernetesError('Too many requests.', { status: 429, reason: 'TooManyRequests', details: { retryAfterSeconds } })

test('an API server that asks to be left alone is left alone, but no watch stays blind for hours', () => {
  expect(describeFailure(throttled(7))).toMatchObject({ state: 'stale', retryAfterMs: 7000 })
  // More than a timer of JavaScript can wait, which would be no wait at all.
  expect(describeFailure(throttled(999_999_999)).retryAfterMs).toBe(60_000)
})
