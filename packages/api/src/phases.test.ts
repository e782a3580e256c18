import { describe, expect, test } from 'vitest'
import { isPhase, isTransitional, matchesPhaseFilter, phaseFilters, phaseOf, phasePath, phases } from './phases.ts'

describe('phaseOf', () => {
  test('is what the operator says', () => {
    expect(phaseOf({ status: { phase: 'Ready' } })).toBe('Ready')
  })

  test.each([{}, { status: {} }, { status: { phase: 'Hibernating' } }])('of %j is Pending', (environment) => {
    expect(phaseOf(environment)).toBe('Pending')
  })

  test('of an environment that is being deleted is Deleting, whatever its status says', () => {
    expect(phaseOf({ metadata: { deletionTimestamp: '2026-01-01T00:00:00Z' }, status: { phase: 'Ready' } })).toBe(
      'Deleting',
    )
  })
})

describe('matchesPhaseFilter', () => {
  test.each([
    ['pending', ['Pending', 'Initializing']],
    ['deploying', ['Building', 'Deploying']],
    ['running', ['Ready', 'Degraded']],
    ['degraded', ['Degraded']],
    ['failed', ['Failed']],
  ] as const)('%s shows %j', (filter, shown) => {
    expect(phases.filter((phase) => matchesPhaseFilter(phase, filter))).toEqual(shown)
  })

  test('no filter shows an environment that goes', () => {
    expect(phaseFilters.some((filter) => matchesPhaseFilter('Deleting', filter))).toBe(false)
  })
})

test('the path to Ready is made of phases', () => {
  expect(phasePath.every(isPhase)).toBe(true)
  expect(isPhase('ready')).toBe(false)
})

test('what needs nobody moves on by itself', () => {
  expect(phases.filter(isTransitional)).toEqual(['Pending', 'Initializing', 'Building', 'Deploying', 'Deleting'])
})
