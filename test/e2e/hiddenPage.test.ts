import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openJourneyPages, patience, type JourneyPages } from './journeyPages.ts'
import { startJourneyWorld, type JourneyWorld } from './journeyWorld.ts'
import { openWindows, type Windows } from './openWindows.ts'

/** For how long nobody looks, in milliseconds. */
const absence = 120_000

const stack = new AsyncDisposableStack()
let world: JourneyWorld
let windows: Windows
let pages: JourneyPages

beforeAll(async () => {
  world = stack.use(await startJourneyWorld())
  windows = stack.use(await openWindows())
  pages = await openJourneyPages(world, windows)
}, 180_000)

afterAll(() => stack.disposeAsync())

describe('while the windows are minimised for two minutes', () => {
  test('the list and the log let their streams go, say why, and come back with what they missed', async () => {
    pages.showOnFailure()
    const { list, row } = pages
    const streams = () =>
      Promise.all(['watch', 'log'].map((kind) => world.metric('catalyst_streams', `kind="${kind}"`)))
    await pages.startCounting('hidden')
    expect((await streams()).every((open) => open > 0)).toBe(true)

    await windows.hide()
    const left = Date.now()
    await expect.poll(streams, { timeout: 60_000, interval: 500 }).toEqual([0, 0])
    await list.getByTitle('Paused while this page was hidden.').waitFor({ state: 'attached', ...patience })
    await world.addEnvironment('pr-unseen')
    await sleep(absence - (Date.now() - left))
    expect(await streams()).toEqual([0, 0])
    expect(await row('pr-unseen').count()).toBe(0)

    await windows.show()
    await row('pr-unseen').waitFor(patience)
    await pages.untilListIsLive()
    expect(await row('pr-unseen').count()).toBe(1)
  }, 240_000)

  test('the log has every line once', async () => {
    pages.showOnFailure()
    await pages.expectWholeLog()
  }, 90_000)

  test('the shell goes on all the while, and shows every byte once', async () => {
    pages.showOnFailure()
    await pages.expectWholeCount('hidden')
    await pages.expectSameShell()
  }, 90_000)
})
