import type { EnvironmentStatus } from '@catalyst/api'
import { expect, test } from 'vitest'
import { environmentOf, now } from '../../test/builders.ts'
import { decideTurn, noteAttempts, scheduleAttempt } from './attempts.ts'
import { StatusDraft } from './StatusDraft.ts'

const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000).toISOString()
const revision = 'one'
const deployed = (phase: 'Running' | 'Succeeded' | 'Failed', more: EnvironmentStatus = {}): EnvironmentStatus => ({
  deployment: { revision, phase },
  attempts: 1,
  ...more,
})
const pending = (seconds: number) => ({
  conditions: [
    { type: 'Retrying', status: 'True' as const, reason: '', message: '', lastTransitionTime: ago(seconds) },
  ],
})

test.each<[string, EnvironmentStatus | undefined, { asked?: string; isRunning?: boolean }, object]>([
  ['nothing yet', undefined, {}, { kind: 'begin', attempt: 1 }],
  [
    'another revision',
    deployed('Failed', { deployment: { revision: 'two', phase: 'Failed' }, attempts: 3 }),
    {},
    { kind: 'begin', attempt: 1 },
  ],
  ['what runs', deployed('Running'), {}, { kind: 'keep' }],
  ['what went well', deployed('Succeeded'), {}, { kind: 'keep' }],
  ['what failed for good', deployed('Failed'), {}, { kind: 'keep' }],
  [
    'what failed a moment ago and is tried again',
    deployed('Failed', pending(10)),
    {},
    { kind: 'pause', forMs: 20_000 },
  ],
  ['what failed half a minute ago', deployed('Failed', pending(30)), {}, { kind: 'begin', attempt: 2 }],
  ['what failed twice', deployed('Failed', { attempts: 2, ...pending(30) }), {}, { kind: 'pause', forMs: 30_000 }],
  ['a wish', deployed('Failed'), { asked: 'x' }, { kind: 'begin', attempt: 2 }],
  ['a wish before the time', deployed('Failed', pending(10)), { asked: 'x' }, { kind: 'begin', attempt: 2 }],
  ['a wish for what went well', deployed('Succeeded'), { asked: 'x' }, { kind: 'begin', attempt: 2 }],
  ['a wish that was served', deployed('Failed', { retryRequest: 'x' }), { asked: 'x' }, { kind: 'keep' }],
  ['a wish while a Job is at it', deployed('Running'), { asked: 'x', isRunning: true }, { kind: 'keep' }],
  ['a wish too many', deployed('Failed', { attempts: 3 }), { asked: 'x' }, { kind: 'spent' }],
])('%s', (...[, status, { asked, isRunning }, expected]) => {
  const environment = environmentOf(asked === undefined ? {} : { retryRequest: asked }, { status })
  expect(decideTurn(environment, { revision, maxAttempts: 3, now, isRunning })).toEqual(expected)
})

test('the pauses double, and say when they end', () => {
  const draft = new StatusDraft(environmentOf(), now)
  expect([1, 2, 3].map((attempts) => scheduleAttempt(draft, { attempts, maxAttempts: 4, now }))).toEqual([
    30_000, 60_000, 120_000,
  ])
  expect(draft.value.conditions).toMatchObject([
    { type: 'Retrying', status: 'True', message: 'Attempt 4 of 4 begins at 2026-01-01T12:02:00Z.' },
  ])
})

test.each<[string, EnvironmentStatus, string | undefined]>([
  ['an attempt is left', { phase: 'Failed', attempts: 2 }, undefined],
  ['it is well', { phase: 'Ready', attempts: 3 }, undefined],
  ['none is left', { phase: 'Failed', attempts: 3 }, 'AttemptsUsedUp'],
  ['none is left for what is degraded', { phase: 'Degraded', attempts: 3 }, 'AttemptsUsedUp'],
])('where %s', (...[, status, reason]) => {
  const draft = new StatusDraft(environmentOf({}, { status: { ...status, ...pending(1) } }), now)
  noteAttempts(draft, { maxAttempts: 3 })
  expect(draft.value.conditions?.find(({ type }) => type === 'Retrying')?.reason).toBe(reason)
})
