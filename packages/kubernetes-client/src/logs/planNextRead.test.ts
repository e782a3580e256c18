import { expect, test } from 'vitest'
import type { ContainerRuns } from './containerRuns.ts'
import { planNextRead } from './planNextRead.ts'

const run = (id: string, running = false) => ({ id, running })
const runs = (state: Partial<ContainerRuns>): ContainerRuns => ({ container: 'main', mayRunAgain: true, ...state })
const at = (containerId: string, finished = false) => ({ containerId, finished })

test('begins with the present run', () => {
  const next = planNextRead(undefined, runs({ current: run('two', true), previous: run('one') }))
  expect(next).toMatchObject({ action: 'read', run: { id: 'two' }, previous: false, restarted: false })
})

test('waits for a first run, and says why', () => {
  expect(planNextRead(undefined, runs({ waiting: 'ImagePullBackOff' }))).toEqual({
    action: 'wait',
    reason: 'ImagePullBackOff',
  })
})

test('reads the rest of a run before the one after it', () => {
  const state = runs({ current: run('two', true), previous: run('one') })
  expect(planNextRead(at('one'), state)).toMatchObject({ run: { id: 'one' }, previous: true, restarted: false })
  expect(planNextRead(at('one', true), state)).toMatchObject({
    run: { id: 'two' },
    previous: false,
    restarted: true,
    gap: false,
  })
})

test('reads what is left when runs in between are lost', () => {
  const state = runs({ current: run('four', true), previous: run('three') })
  expect(planNextRead(at('one'), state)).toMatchObject({
    run: { id: 'three' },
    previous: true,
    restarted: true,
    gap: true,
  })
  expect(planNextRead(at('one'), runs({ current: run('four') }))).toMatchObject({
    run: { id: 'four' },
    previous: false,
    gap: true,
  })
})

test('after the last line it waits for another run, or ends', () => {
  const state = { current: { ...run('one'), exitCode: 2 } }
  expect(planNextRead(at('one', true), runs(state))).toEqual({ action: 'wait', reason: 'ContainerExited: exit code 2' })
  expect(planNextRead(at('one', true), runs({ ...state, mayRunAgain: false }))).toEqual({ action: 'end' })
})
