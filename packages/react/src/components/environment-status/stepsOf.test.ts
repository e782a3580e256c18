import { condition, environment } from '@catalyst/testing'
import { expect, test } from 'vitest'
import { stepsOf } from './stepsOf.ts'

const states = (given: Parameters<typeof stepsOf>[0]) => stepsOf(given).map(({ state }) => state)

test('an environment on its way has done what is behind it', () => {
  expect(states(environment({ phase: 'Building' }))).toEqual(['done', 'done', 'current', 'ahead', 'ahead'])
})

test('a ready environment has done everything', () => {
  expect(states(environment({ phase: 'Ready' }))).toEqual(['done', 'done', 'done', 'done', 'done'])
})

test('a failed environment shows the step that failed', () => {
  const conditions = [condition('NamespaceReady'), condition('BuildSucceeded', { status: 'False' })]
  expect(states(environment({ phase: 'Failed', conditions }))).toEqual(['done', 'done', 'failed', 'ahead', 'ahead'])
})

test('a degraded environment got as far as running', () => {
  expect(states(environment({ phase: 'Degraded', conditions: [] }))).toEqual(['done', 'done', 'done', 'done', 'failed'])
})
