import { event, storyTime } from '@catalyst/testing'
import { expect, test } from 'vitest'
import { groupEvents } from './groupEvents.ts'

const backOff = (lastAt: string, options: Parameters<typeof event>[0] = {}) =>
  event({ type: 'Warning', reason: 'BackOff', lastAt, ...options })

test('what is said again of the same object is one group, with the newest message and all counts', () => {
  const [group, ...others] = groupEvents([
    backOff(storyTime(-300), { count: 3, message: 'Back-off 10s' }),
    backOff(storyTime(-10), { count: 4, message: 'Back-off 2m40s' }),
  ])
  expect(others).toEqual([])
  expect(group).toMatchObject({
    isWarning: true,
    reason: 'BackOff',
    kind: 'Pod',
    message: 'Back-off 2m40s',
    count: 7,
    firstAt: storyTime(-300),
    lastAt: storyTime(-10),
  })
})

test('the order in which they arrive does not matter', () => {
  const events = [
    backOff(storyTime(-10), { message: 'newer' }),
    backOff(storyTime(-300), { message: 'older' }),
    event({ reason: 'Pulled', lastAt: storyTime(-60) }),
  ]
  expect(groupEvents(events.toReversed())).toEqual(groupEvents(events))
  expect(groupEvents(events).map(({ reason, message }) => `${reason} ${message}`)[0]).toBe('BackOff newer')
})

test('different objects, reasons and types stay apart, the newest first', () => {
  const groups = groupEvents([
    event({ reason: 'Pulled', lastAt: storyTime(-300) }),
    event({ reason: 'Pulled', lastAt: storyTime(-5), about: { kind: 'Pod', name: 'other' } }),
    event({ reason: 'Started', lastAt: storyTime(-60) }),
    event({ reason: 'Started', lastAt: storyTime(-30), type: 'Warning' }),
  ])
  expect(groups.map(({ reason, name, isWarning }) => [reason, name === 'other', isWarning])).toEqual([
    ['Pulled', true, false],
    ['Started', false, true],
    ['Started', false, false],
    ['Pulled', false, false],
  ])
})

test('an event of the newer interface counts in its series, and one without times has that of its object', () => {
  const series = { ...event(), count: null, series: { count: 12, lastObservedTime: storyTime(-1) } }
  expect(groupEvents([series])[0]).toMatchObject({ count: 12, lastAt: storyTime(-1) })

  const bare = { ...event({ lastAt: storyTime(-7) }), firstTimestamp: null, lastTimestamp: null, eventTime: null }
  expect(groupEvents([bare])[0]).toMatchObject({ count: 1, firstAt: storyTime(-7), lastAt: storyTime(-7) })
})
