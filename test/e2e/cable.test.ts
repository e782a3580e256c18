import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openJourneyPages, patience, type JourneyPages } from './journeyPages.ts'
import { startJourneyWorld, type JourneyWorld } from './journeyWorld.ts'
import { openWindows } from './openWindows.ts'

/** For how long a cable is out, in milliseconds. */
const outage = 30_000

const stack = new AsyncDisposableStack()
let world: JourneyWorld
let pages: JourneyPages

beforeAll(async () => {
  world = stack.use(await startJourneyWorld())
  pages = await openJourneyPages(world, stack.use(await openWindows()))
}, 180_000)

afterAll(() => stack.disposeAsync())

describe('while the cable between browser and proxy is out for 30 s', () => {
  test('the list says since when it is stale and when it tries again, and then shows what it missed', async () => {
    pages.showOnFailure()
    const { list, log, shell, row } = pages
    await pages.startCounting('first')
    await world.cables.browser.shut()
    const pulled = Date.now()
    await world.addEnvironment('pr-missed')
    await list.getByText(/^Stale since \d+ s, retrying in \d+ s$/).waitFor(patience)
    expect(await list.getByRole('button', { name: 'Retry now' }).isVisible()).toBe(true)
    expect(await row(world.objects.name).isVisible()).toBe(true)
    await log.getByText(/^Connection lost \d+ s ago\./).waitFor(patience)
    await shell
      .getByText(/^Connection lost, (reconnecting|trying again)/)
      .first()
      .waitFor(patience)

    await sleep(outage - (Date.now() - pulled))
    await world.cables.browser.open()
    await row('pr-missed').waitFor(patience)
    await pages.untilListIsLive()
    expect(await row('pr-missed').count()).toBe(1)
  }, 150_000)

  test('the log has every line once', async () => {
    pages.showOnFailure()
    await pages.expectWholeLog()
  }, 90_000)

  test('the shell is the same one, and shows every byte once', async () => {
    pages.showOnFailure()
    await pages.expectWholeCount('first')
    await pages.expectSameShell()
  }, 90_000)
})

describe('while the cable between proxy and API server is out for 30 s', () => {
  test('the list says so, and then shows what it missed', async () => {
    pages.showOnFailure()
    const { list, row } = pages
    await world.cables.cluster.shut()
    const pulled = Date.now()
    await world.addEnvironment('pr-missed-too')
    await list.getByText(/^Stale since/).waitFor(patience)
    expect(await row(world.objects.name).isVisible()).toBe(true)

    await sleep(outage - (Date.now() - pulled))
    await world.cables.cluster.open()
    await row('pr-missed-too').waitFor(patience)
    await pages.untilListIsLive()
    // A poll may have shown it before, and the stream resumes at what it knew.
    await expect.poll(() => row('pr-missed-too').count(), patience).toBe(1)
  }, 150_000)

  test('the log has every line once', async () => {
    pages.showOnFailure()
    await pages.expectWholeLog()
  }, 90_000)

  test('the shell, which Kubernetes ends, says that it ended and gives a new one', async () => {
    pages.showOnFailure()
    const { shell, output } = pages
    const before = output().length
    await shell.getByRole('region', { name: 'Terminal' }).getByRole('button', { name: 'Reconnect' }).click(patience)
    await expect.poll(() => output().slice(before), patience).toMatch(/[#$] /)
    await pages.startCounting('second')
    await pages.expectWholeCount('second')
  }, 120_000)
})
