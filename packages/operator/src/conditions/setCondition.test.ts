import { expect, test } from 'vitest'
import { setCondition } from './setCondition.ts'

const early = new Date('2026-01-01T10:00:00.250Z')
const late = new Date('2026-01-01T11:00:00.000Z')
const building = { type: 'BuildSucceeded', status: 'Unknown', reason: 'Building', message: 'The build runs.' } as const

test('a new condition gets the time without fractions of a second', () => {
  expect(setCondition([], building, { now: early })).toEqual([
    { ...building, lastTransitionTime: '2026-01-01T10:00:00Z' },
  ])
})

test('a new message leaves the transition time, a new status moves it', () => {
  const first = setCondition([], building, { now: early })
  const second = setCondition(first, { ...building, message: 'Step 2 of 5.' }, { now: late })
  expect(second[0]).toMatchObject({ message: 'Step 2 of 5.', lastTransitionTime: '2026-01-01T10:00:00Z' })
  const third = setCondition(second, { ...building, status: 'True', reason: 'Built' }, { now: late })
  expect(third).toEqual([{ ...building, status: 'True', reason: 'Built', lastTransitionTime: '2026-01-01T11:00:00Z' }])
})

test('other conditions keep their place', () => {
  const conditions = setCondition(
    setCondition([], building, { now: early }),
    { ...building, type: 'Ready' },
    { now: early },
  )
  const changed = setCondition(conditions, { ...building, status: 'False' }, { now: late })
  expect(changed.map((condition) => condition.type)).toEqual(['BuildSucceeded', 'Ready'])
})
