import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeViolations } from './axeViolations.ts'
import { cumulativeLayoutShift, watchLayoutShifts } from './layoutShift.ts'
import { openBrowser } from './openBrowser.ts'
import { startDashboard, type Dashboard } from './startDashboard.ts'

const patience = { timeout: 60_000 }
const environment = '/environments/-/orbit-atlas/load-test'
const maxLayoutShift = 0.05

/** Each with what is there once it is loaded. */
const pages: { name: string; path: string; ready: (page: Page) => Promise<unknown> }[] = [
  { name: 'the list', path: '/', ready: (page) => page.getByRole('link', { name: 'load-test' }).waitFor(patience) },
  {
    name: 'a list without a match',
    path: '/?q=nothing-is-called-so',
    ready: (page) => page.getByText('No environment matches.').waitFor(patience),
  },
  {
    name: 'the list with many filters',
    path: '/?status=running&team=acme&project=billing&sort=-cpu',
    ready: (page) => page.getByRole('link', { name: 'pr-64', exact: true }).waitFor(patience),
  },
  {
    name: 'the projects',
    path: '/projects',
    ready: (page) => page.getByRole('link', { name: 'storefront' }).waitFor(patience),
  },
  {
    name: 'a project',
    path: '/projects/-/orbit/atlas',
    ready: (page) => page.getByRole('row', { name: /load-test/ }).waitFor(patience),
  },
  {
    name: 'a project that is missing',
    path: '/projects/-/orbit/nowhere',
    ready: (page) => page.getByText('Likely causes').waitFor(patience),
  },
  {
    name: 'what environments use',
    path: '/usage',
    ready: (page) => page.getByText('were measured').waitFor(patience),
  },
  {
    name: 'the form for an environment',
    path: '/environments/new?team=acme&project=storefront',
    ready: (page) => page.getByText('projectRef').first().waitFor(patience),
  },
  {
    name: 'the form for a project',
    path: '/projects/new',
    ready: (page) => page.getByRole('button', { name: 'Create project' }).waitFor(patience),
  },
  {
    name: 'the form of a project',
    path: '/projects/-/acme/storefront/edit',
    ready: (page) => page.getByText('repositoryUrl').first().waitFor(patience),
  },
  { name: 'an environment', path: environment, ready: (page) => page.getByText('Details').waitFor(patience) },
  {
    name: 'its pods',
    path: `${environment}?tab=pods`,
    ready: (page) =>
      page
        .getByRole('button', { name: /^Shell in/ })
        .first()
        .waitFor(patience),
  },
  {
    name: 'its configuration',
    path: `${environment}?tab=configuration`,
    ready: (page) => page.getByText('there is no command to detect').waitFor(patience),
  },
  {
    name: 'its log',
    path: `${environment}?tab=log`,
    ready: (page) => page.getByRole('log').getByText('HTTP/1.1').first().waitFor(patience),
  },
  {
    name: 'its terminal',
    path: `${environment}?tab=terminal`,
    ready: (page) => page.getByText('Connected').first().waitFor(patience),
  },
  {
    name: 'an environment that is missing',
    path: '/environments/-/orbit-atlas/nowhere',
    ready: (page) => page.getByText('Likely causes').waitFor(patience),
  },
  {
    name: 'an address that leads nowhere',
    path: '/no/such/page',
    ready: (page) => page.getByText('There is no such page').waitFor(patience),
  },
]

const stack = new AsyncDisposableStack()
let dashboard: Dashboard

beforeAll(async () => {
  dashboard = stack.use(await startDashboard())
}, 120_000)

afterAll(() => stack.disposeAsync())

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  test.each(pages)(
    '$name has nothing that axe minds, says nothing to the console, and holds still',
    async ({ path, ready }) => {
      await using browser = await openBrowser()
      const { page } = browser
      const said: string[] = []
      page.on('console', (message) => {
        // The browser's own note of an answer that the page was made for.
        const isNote = /Failed to load resource.*404/.test(message.text())
        if (['error', 'warning'].includes(message.type()) && !isNote) said.push(message.text())
      })
      await watchLayoutShifts(page)
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.goto(dashboard.url + path)
      await ready(page)
      expect(await axeViolations(page)).toEqual([])
      const shift = await cumulativeLayoutShift(page)
      expect(shift.score, shift.what).toBeLessThanOrEqual(maxLayoutShift)
      expect([...said, ...browser.errors]).toEqual([])
    },
  )
})

test.each([320, 390, 768, 1280, 1920])('no page is wider than a window of %i pixels', async (width) => {
  await using browser = await openBrowser()
  const { page } = browser
  await page.setViewportSize({ width, height: 800 })
  for (const { path, ready } of pages) {
    await page.goto(dashboard.url + path)
    await ready(page)
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow, path).toBeLessThanOrEqual(0)
  }
})

test('a list whose environments come, change and go holds still', async () => {
  await using browser = await openBrowser()
  const { page } = browser
  await watchLayoutShifts(page)
  await page.goto(dashboard.url)
  const last = page.getByRole('link', { name: 'terrain', exact: true })
  await last.waitFor(patience)
  // What is made sorts behind all others, so that it moves none of them.
  const made = await page.request.post(`${dashboard.url}/api/v1/clusters/-/environments`, {
    headers: { origin: dashboard.url },
    data: {
      metadata: { name: 'zz-look' },
      spec: { projectRef: { name: 'atlas', namespace: 'orbit' }, type: 'development' },
    },
  })
  expect(made.status(), await made.text()).toBe(201)
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: 'zz-look' }) })
  await row.waitFor(patience)
  const before = await row.getAttribute('data-phase')
  await expect.poll(() => row.getAttribute('data-phase'), patience).not.toBe(before)
  const shift = await cumulativeLayoutShift(page)
  expect(shift.score, shift.what).toBeLessThanOrEqual(maxLayoutShift)
})

test('by keyboard alone one finds an environment, opens it, reads its log, and comes back to what one had', async () => {
  await using browser = await openBrowser()
  const { page, errors } = browser
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '')
  await page.goto(dashboard.url)
  await page.getByRole('link', { name: 'load-test' }).waitFor(patience)

  await page.keyboard.press('Tab')
  expect(await focused()).toBe('Skip to content')
  await page.keyboard.press('Enter')
  await page.keyboard.press('/')
  await page.keyboard.type('orbit')
  await expect.poll(() => new URL(page.url()).search).toBe('?q=orbit')
  const first = page.getByRole('rowheader').getByRole('link').first()
  for (let presses = 0; presses < 10 && !(await isFocused(first)); presses++) await page.keyboard.press('Tab')
  expect(await focused()).toBe('load-test')
  await page.keyboard.press('ArrowDown')
  expect(await focused()).toBe('production')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')

  await page.getByRole('heading', { name: 'load-test', level: 1 }).waitFor(patience)
  expect(await page.title()).toContain('load-test')
  await page.keyboard.press('4')
  await page.getByRole('log').waitFor(patience)
  expect(new URL(page.url()).searchParams.get('tab')).toBe('log')

  await page.goBack()
  await page.getByText('Details').waitFor(patience)
  await page.goBack()
  await page.getByRole('searchbox').waitFor(patience)
  expect(await page.getByRole('searchbox').inputValue()).toBe('orbit')
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keyboard' }).waitFor(patience)
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(errors).toEqual([])
})

test('by keyboard alone one finds a project, reads how it deploys, and opens an environment of it', async () => {
  await using browser = await openBrowser()
  const { page, errors } = browser
  const tabTo = async (link: ReturnType<Page['locator']>) => {
    for (let presses = 0; presses < 40 && !(await isFocused(link)); presses++) await page.keyboard.press('Tab')
    expect(await isFocused(link)).toBe(true)
  }
  await page.goto(dashboard.url)
  await page.getByRole('link', { name: 'load-test' }).waitFor(patience)
  await tabTo(page.getByRole('link', { name: 'Projects', exact: true }))
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Projects', level: 1 }).waitFor(patience)
  await page.getByRole('link', { name: 'storefront', exact: true }).waitFor(patience)
  await page.keyboard.press('/')
  await page.keyboard.type('orbit')
  await page.getByRole('link', { name: 'storefront', exact: true }).waitFor({ state: 'detached' })
  await tabTo(page.getByRole('link', { name: 'atlas', exact: true }))
  await page.keyboard.press('Enter')

  await page.getByRole('heading', { name: 'atlas', level: 1 }).waitFor(patience)
  const template = page.getByRole('region', { name: 'load-test' })
  expect(await template.innerText()).toContain('docker.io/library/nginx:1.29')
  await tabTo(template.getByRole('link', { name: 'load-test' }))
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'load-test', level: 1 }).waitFor(patience)
  await page.goBack()
  await page.getByRole('heading', { name: 'atlas', level: 1 }).waitFor(patience)
  expect(errors).toEqual([])
})

function isFocused(element: ReturnType<Page['locator']>): Promise<boolean> {
  return element.evaluate((node) => node === document.activeElement)
}
