import { setTimeout as delay } from 'node:timers/promises'
import type { Page } from 'playwright'
import { buildPage } from '../browser/buildPage.ts'
import { measurePage, type PageCost } from '../browser/measurePage.ts'
import { openChromium } from '../browser/openChromium.ts'
import { ListWorld } from './ListWorld.ts'
import { startListServer } from './startListServer.ts'

export interface ListCost extends PageCost {
  what: string
  /** Changes that the page was sent. */
  changes: number
}

export interface ListResult {
  costs: readonly ListCost[]
  /** Milliseconds from the navigation to the first row on the screen. */
  firstRowMs: number
  /** Tasks of 50 ms and more until all rows were there. */
  longTasksOfStart: readonly number[]
  /** Whether the page said at the end what the server had: how many fail, and how many there are. */
  isRight: boolean
  rowsInPage: number
}

/**
 * The list with a great many environments that change all the time, in Chromium: what it costs to look at it, ordered by what changes, and to
 * scroll through it meanwhile.
 */
export async function benchList(options: { count: number; perSecond: number; seconds: number }): Promise<ListResult> {
  const { count, perSecond, seconds } = options
  const files = await buildPage('list/page')
  const world = new ListWorld(count)
  await using server = await startListServer(world, files)
  await using opened = await openChromium()
  const { page } = opened

  await page.addInitScript(() => {
    const tasks: number[] = []
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: 'longtask',
      buffered: true,
    })
    Object.assign(globalThis, { startTasks: tasks })
  })
  const began = performance.now()
  await page.goto(server.url)
  await page.locator('tr[data-key]').first().waitFor()
  const firstRowMs = performance.now() - began
  await page.getByText(`${count} in all`).waitFor()
  await delay(3000)
  const longTasksOfStart = await page.evaluate(() => [
    ...(globalThis as unknown as { startTasks: number[] }).startTasks,
  ])

  const costs: ListCost[] = []
  const measure = async (what: string, meanwhile: () => Promise<unknown> = async () => undefined) => {
    let changes = 0
    const cost = await measurePage(opened, async () => {
      const [sent] = await Promise.all([server.change({ perSecond, seconds }), meanwhile()])
      changes = sent
    })
    costs.push({ what, changes, ...cost })
  }
  await measure('looked at')
  await page.getByRole('button', { name: 'Status' }).click()
  await measure('ordered by status')
  await page.getByRole('searchbox').fill('team-3')
  await measure('ordered by status, searched')
  await page.getByRole('searchbox').fill('')
  await page.getByRole('button', { name: 'Environment' }).click()
  await measure('scrolled through', () => scroll(page, seconds))

  const rowsInPage = await page.locator('tr[data-key]').count()
  await delay(1000)
  const failed = await page.getByRole('radio', { name: 'Failed' }).locator('xpath=..').innerText()
  const all = await page.locator('.catalyst-environments-shown').innerText()
  const isRight = failed.endsWith(` ${world.count('Failed')}`) || failed.endsWith(`\n${world.count('Failed')}`)
  return {
    costs,
    firstRowMs,
    longTasksOfStart,
    rowsInPage,
    isRight: isRight && all === `${world.environments.length} in all`,
  }
}

/** Half a screen every tenth of a second, to the end and back. */
async function scroll(page: Page, seconds: number): Promise<void> {
  const until = performance.now() + seconds * 1000
  for (let step = 450; performance.now() < until;) {
    await page.mouse.wheel(0, step)
    await delay(100)
    const { top, left } = await page.evaluate(() => ({
      top: scrollY,
      left: document.documentElement.scrollHeight - innerHeight - scrollY,
    }))
    if (left <= 1) step = -450
    else if (top <= 0) step = 450
  }
}
