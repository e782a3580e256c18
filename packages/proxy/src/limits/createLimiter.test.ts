import { expect, test } from 'vitest'
import type { Identity } from '../identity/Identity.ts'
import { isProblemError } from '../problems/ProblemError.ts'
import { createLimiter } from './createLimiter.ts'
import { resolveLimits, type ProxyLimits } from './ProxyLimits.ts'

const identity = (subject: string): Identity => ({
  subject,
  groups: [],
  teams: [],
  impersonate: true,
  credential: 'bearer',
})
const [ann, ben] = [identity('ann'), identity('ben')]

function limiterOf(set: Partial<ProxyLimits>, { perIdentity = true } = {}) {
  const hits: string[] = []
  const limiter = createLimiter({
    limits: resolveLimits(set),
    perIdentity,
    onLimit: (limit) => hits.push(limit),
    now: () => 0,
  })
  return { limiter, hits }
}

/** The limit that a refusal names, with the seconds to wait. */
function refusalOf(ask: () => unknown): [string | undefined, number | undefined] | undefined {
  try {
    ask()
    return undefined
  } catch (error) {
    if (!isProblemError(error) || error.code !== 'RATE_LIMITED') throw error
    return [error.options.reason, error.options.retryAfterSeconds]
  }
}

test('requests of one identity have a rate, and another has its own', () => {
  const { limiter, hits } = limiterOf({ burst: 2, requestsPerMinute: 30 })
  limiter.request(ann)
  limiter.request(ann)
  expect(refusalOf(() => limiter.request(ann))).toEqual(['requestsPerMinute', 2])
  expect(refusalOf(() => limiter.request(ben))).toBeUndefined()
  expect(hits).toEqual(['requestsPerMinute'])
})

test('where nobody says who they are, nobody has a rate nor a share, and the sum still holds', () => {
  const { limiter } = limiterOf(
    { burst: 1, requestsPerMinute: 1, streamsPerIdentity: 1, streams: 3 },
    { perIdentity: false },
  )
  for (let count = 0; count < 100; count++) limiter.request(ann)
  for (let count = 0; count < 3; count++) limiter.streams.take(ann)
  expect(refusalOf(() => limiter.streams.take(ann))?.[0]).toBe('streams')
})

test.each([
  ['streams', 'streamsPerIdentity', 'streams'],
  ['shells', 'shellsPerIdentity', 'shells'],
] as const)(
  '%s have a cap per identity and in all, and a place that is given back is free',
  (room, perIdentity, all) => {
    const { limiter } = limiterOf({ [perIdentity]: 2, [all]: 3 })
    const [first] = [limiter[room].take(ann), limiter[room].take(ann)]
    expect(refusalOf(() => limiter[room].take(ann))?.[0]).toBe(perIdentity)
    limiter[room].take(ben)
    expect(refusalOf(() => limiter[room].admit(ben))?.[0]).toBe(all)
    first()
    first()
    expect(limiter[room].taken).toBe(2)
    expect(refusalOf(() => limiter[room].take(ann))).toBeUndefined()
    expect(refusalOf(() => limiter[room].take(ann))?.[0]).toBe(all)
  },
)

test('the shell that has waited longest ends for one too many', () => {
  const { limiter, hits } = limiterOf({ heldShells: 2 })
  const ended: string[] = []
  const stops = ['a', 'b', 'c'].map((name) => limiter.hold(() => ended.push(name)))
  expect([ended, limiter.held, hits]).toEqual([['a'], 2, ['heldShells']])
  for (const stop of stops) stop()
  expect(limiter.held).toBe(0)
})

test('failed sign-ins are counted by address', () => {
  const { limiter } = limiterOf({ failedSignInsPerMinute: 2 })
  for (let count = 0; count < 2; count++) limiter.signInFailed('10.0.0.1')
  expect(refusalOf(() => limiter.admitSignIn('10.0.0.1'))).toEqual(['failedSignInsPerMinute', 30])
  expect(refusalOf(() => limiter.admitSignIn('10.0.0.2'))).toBeUndefined()
})

test.each([0, -1, 1.5, Number.NaN, Infinity])('%d is no limit, and the error names it', (value) => {
  expect(() => resolveLimits({ streams: value })).toThrow(/^limits\.streams is .*whole number from 1 up/)
})

test('a limit that does not exist is named, and what is left out is the default', () => {
  expect(() => resolveLimits({ strems: 1 } as Partial<ProxyLimits>)).toThrow(
    /^limits\.strems is no limit\. There are: bodyBytes/,
  )
  expect(resolveLimits({ streams: undefined, trustedProxies: 0 }).streams).toBe(10_000)
})
