import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openJourneyPages, patience, type JourneyPages } from './journeyPages.ts'
import { startJourneyWorld, type JourneyWorld } from './journeyWorld.ts'
import { openWindows } from './openWindows.ts'

const stack = new AsyncDisposableStack()
let world: JourneyWorld
let pages: JourneyPages

beforeAll(async () => {
  world = stack.use(await startJourneyWorld())
  pages = await openJourneyPages(world, stack.use(await openWindows()))
}, 180_000)

afterAll(() => stack.disposeAsync())

describe('when the proxy is restarted under open pages', () => {
  test('the list says that it is stale, and then shows what came and what went meanwhile', async () => {
    pages.showOnFailure()
    const { list, log, shell, row } = pages
    await world.addEnvironment('pr-before')
    await row('pr-before').waitFor(patience)
    await pages.startCounting('old')

    await world.stopProxy()
    await world.addEnvironment('pr-meanwhile')
    await world.removeEnvironment('pr-before')
    await list.getByText(/^Stale since/).waitFor(patience)
    await log.getByText(/^Connection lost \d+ s ago\./).waitFor(patience)
    await shell
      .getByText(/^Connection lost/)
      .first()
      .waitFor(patience)
    expect(await row('pr-before').isVisible()).toBe(true)

    await world.startProxy()
    await row('pr-meanwhile').waitFor(patience)
    await pages.untilListIsLive()
    expect(await row('pr-meanwhile').count()).toBe(1)
    expect(await row('pr-before').count()).toBe(0)
  }, 180_000)

  test('the log has every line once', async () => {
    pages.showOnFailure()
    await pages.expectWholeLog()
  }, 90_000)

  test('the shell, which went with the proxy, says so and gives a new one', async () => {
    pages.showOnFailure()
    const { shell, output } = pages
    const before = output().length
    await shell.getByRole('region', { name: 'Terminal' }).getByRole('button', { name: 'Reconnect' }).click(patience)
    await expect.poll(() => output().slice(before), patience).toMatch(/[#$] /)
    await pages.startCounting('new')
    await pages.expectWholeCount('new')
  }, 120_000)
})
