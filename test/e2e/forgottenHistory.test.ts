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

describe('when the API server has forgotten the history that the proxy missed (410)', () => {
  test('the list says that it is stale, and then shows what came, changed and went meanwhile', async ({ skip }) => {
    skip(!world.cluster.controllable, "it takes the project's own cluster, whose history can be compacted")
    pages.showOnFailure()
    const { list, row } = pages
    const relists = () => world.metric('catalyst_upstream_relists_total', 'kind="environments"')
    await world.addEnvironment('pr-goes')
    await row('pr-goes').waitFor(patience)
    const before = await relists()

    await world.cables.cluster.shut()
    await world.addEnvironment('pr-comes')
    await world.removeEnvironment('pr-goes')
    await list.getByText(/^Stale since/).waitFor(patience)
    await world.cluster.compact()
    // Its own cache of changes would still serve what etcd no longer has.
    await world.cluster.restart('kube-apiserver')
    expect(await row('pr-goes').isVisible()).toBe(true)

    await world.cables.cluster.open()
    await expect.poll(relists, patience).toBeGreaterThan(before)
    await row('pr-comes').waitFor(patience)
    await pages.untilListIsLive()
    await row('pr-goes').waitFor({ state: 'detached', ...patience })
    expect(await row('pr-comes').count()).toBe(1)
  }, 180_000)

  test('what happens from then on still arrives', async () => {
    pages.showOnFailure()
    await world.addEnvironment('pr-later')
    await pages.row('pr-later').waitFor(patience)
    expect(await pages.row('pr-later').count()).toBe(1)
  }, 90_000)

  test('the log has every line once', async () => {
    pages.showOnFailure()
    await pages.expectWholeLog()
  }, 90_000)
})
