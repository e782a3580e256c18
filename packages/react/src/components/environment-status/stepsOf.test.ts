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

test.each(['Built', 'BuildSucceeded'])(
  'a build that failed is a failed build, not a failed deployment (%s)',
  (type) => {
    const conditions = [
      condition('Ready', { status: 'False' }),
      condition(type, { status: 'False' }),
      condition('Deployed', { status: 'False' }),
    ]
    expect(states(environment({ phase: 'Failed', conditions }))).toEqual(['done', 'done', 'failed', 'ahead', 'ahead'])
  },
)

test('where no condition says what failed, it is the step after the last that is done', () => {
  const conditions = [condition('NamespaceReady'), condition('Ready', { status: 'False' })]
  expect(states(environment({ phase: 'Failed', conditions }))).toEqual(['done', 'done', 'failed', 'ahead', 'ahead'])
  expect(states(environment({ phase: 'Failed', conditions: [] }))[1]).toBe('failed')
})

test('a degraded environment got as far as running', () => {
  expect(states(environment({ phase: 'Degraded', conditions: [] }))).toEqual(['done', 'done', 'done', 'done', 'failed'])
})

test('where nothing is built, building is no step', () => {
  const given = (phase: 'Ready' | 'Deploying' | 'Failed', conditions = [condition('NamespaceReady')]) =>
    stepsOf(environment({ phase, conditions, status: { template: 'helm' } })).map(
      ({ phase: step, state }) => `${step} ${state}`,
    )
  const before = ['Pending done', 'Initializing done']
  expect(given('Ready')).toEqual([...before, 'Deploying done', 'Ready done'])
  expect(given('Deploying')).toEqual([...before, 'Deploying current', 'Ready ahead'])
  expect(given('Failed')).toEqual([...before, 'Deploying failed', 'Ready ahead'])
})
