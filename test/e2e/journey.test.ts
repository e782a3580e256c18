import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import type { Page } from 'playwright'
import { startTestCluster } from '../cluster/startTestCluster.ts'
import type { TestCluster } from '../cluster/startTestCluster.ts'
import { installDefinitions } from '../conformance/support/installDefinitions.ts'
import { journeyObjects } from './journeyObjects.ts'
import { openBrowser } from './openBrowser.ts'
import { receivedOutput } from './receivedOutput.ts'
import { startDashboard } from './startDashboard.ts'
import type { Dashboard } from './startDashboard.ts'

/** Longest wait for something that takes as long as the cluster does. */
const patience = { timeout: 60_000 }

const { name, namespace, home, environment, status, pod } = journeyObjects(`team-${randomBytes(3).toString('hex')}`)
const stack = new AsyncDisposableStack()
let cluster: TestCluster
let dashboard: Dashboard
let page: Page
let errors: string[]
let output: () => string

const apply = (object: object) => cluster.kubectl(['apply', '--filename', '-'], { input: JSON.stringify(object) })
const link = () => page.getByRole('row', { name }).getByRole('link', { name, exact: true })
const openPart = (part: string) => page.getByRole('tab', { name: part }).click()

beforeAll(async () => {
  cluster = stack.use(await startTestCluster({ node: true }))
  await installDefinitions(cluster)
  for (const one of [namespace, home]) {
    await cluster.kubectl(['create', 'namespace', one])
    stack.defer(async () => void (await cluster.kubectl(['delete', 'namespace', one, '--wait=false'])))
  }
  await apply(pod)
  await cluster.kubectl(['wait', '--namespace', home, '--for=condition=Ready', 'pod/web-0', '--timeout=60s'])
  dashboard = stack.use(await startDashboard({ kubeconfig: cluster.kubeconfig }))
  const browser = stack.use(await openBrowser())
  page = browser.page
  errors = browser.errors
  output = receivedOutput(page)
}, 180_000)

afterAll(() => stack.disposeAsync())

function showOnFailure(): void {
  onTestFailed(async () => {
    await page.screenshot({ path: `test-results/${Date.now()}.png` })
    console.error(`The page: ${await page.locator('body').innerText()}\nThe server:\n${dashboard.output()}`)
  })
}

test('an environment that is created with kubectl appears in the open list without a reload', async () => {
  showOnFailure()
  await page.goto(dashboard.url)
  await page.getByRole('heading', { name: 'Environments' }).waitFor(patience)
  await page.evaluate(() => Object.assign(window, { neverReloaded: true }))
  expect(await link().count()).toBe(0)
  await apply(environment)
  await link().waitFor(patience)
  expect(await page.getByRole('row', { name }).innerText()).toContain('Pending')
})

test('its status, patched to Ready with a URL, shows both', async () => {
  showOnFailure()
  await cluster.kubectl([
    'patch',
    'environment',
    name,
    '--namespace',
    namespace,
    '--subresource=status',
    '--type=merge',
    '--patch',
    JSON.stringify({ status }),
  ])
  const row = page.getByRole('row', { name })
  await row.getByText('Ready').waitFor(patience)
  expect(await row.getByRole('link', { name: /preview\.example\.com/ }).getAttribute('href')).toBe(status.url)
  expect(await page.evaluate(() => 'neverReloaded' in window)).toBe(true)
})

test('its page shows conditions, and usage as metrics-server measures it', async () => {
  showOnFailure()
  await link().click()
  await page.getByRole('heading', { name, level: 1 }).waitFor(patience)
  await page.getByText('All pods answer.').waitFor(patience)
  const usage = page.getByRole('region', { name: 'Usage' })
  await usage
    .getByText(/\d (KiB|MiB|Ki|Mi)/)
    .first()
    .waitFor({ timeout: 90_000 })
  expect(await usage.innerText()).toMatch(/\d/)
})

test("its pod's log lines arrive in order, none doubled and none lost", async () => {
  showOnFailure()
  await openPart('Log')
  const log = page.getByRole('log')
  await log
    .getByText(/request \d+ served/)
    .first()
    .waitFor(patience)
  const seen = async () =>
    [...(await log.innerText()).matchAll(/request (\d+) served/g)].map((match) => Number(match[1]))
  const last = (await seen()).at(-1) ?? 0
  await log.getByText(`request ${last + 10} served`).waitFor(patience)
  const numbers = await seen()
  expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index))
})

test('its terminal computes, follows the size of the window, outlives a reload and ends with the exit code', async () => {
  showOnFailure()
  await openPart('Terminal')
  const terminal = page.getByRole('region', { name: 'Terminal' })
  const input = terminal.getByRole('textbox').first()
  await expect.poll(output, patience).toMatch(/[#$] /)
  await input.focus()

  await page.keyboard.type('echo $((6*7))\n')
  await expect.poll(output, patience).toContain('\r\n42\r\n')

  await page.keyboard.type('stty size\n')
  await expect.poll(output, patience).toMatch(/stty size\r\n\d+ \d+\r\n/)
  const [rows, columns] = sizes(output()).at(-1) ?? []
  await page.setViewportSize({ width: 900, height: 700 })
  await expect
    .poll(
      async () => {
        await page.keyboard.type('stty size\n')
        return sizes(output()).at(-1)
      },
      { timeout: 30_000, interval: 500 },
    )
    .not.toEqual([rows, columns])
  const [newRows = 0, newColumns = 0] = sizes(output()).at(-1) ?? []
  expect(newColumns).toBeLessThan(columns ?? 0)
  expect(newRows).toBeGreaterThan(5)

  // After a reload it is the same shell, with what it wrote meanwhile below what was on the screen.
  await page.keyboard.type('kept=here; (sleep 1; echo meanwhile-$((40+2))) &\n')
  await expect.poll(output, patience).toContain('sleep 1; echo')
  await page.reload()
  await input.waitFor(patience)
  await expect.poll(() => terminal.innerText(), patience).toMatch(/stty size[^]*meanwhile-42/)
  await input.focus()
  await page.keyboard.type('echo still-$kept\n')
  await expect.poll(output, patience).toContain('still-here\r\n')

  await page.keyboard.type('exit 3\n')
  await terminal.getByText('The shell ended with exit code 3.').waitFor(patience)
})

test('deleting it behind its open page explains what may have happened, and retry works once it is back', async () => {
  showOnFailure()
  await openPart('Overview')
  await cluster.kubectl(['delete', 'environment', name, '--namespace', namespace])
  await page.getByText(/was not found in the cluster/).waitFor(patience)
  await page.getByText('Likely causes').waitFor()
  expect(await page.locator('main').innerText()).toMatch(/make reset/)

  // Without the stream, which would bring it back by itself, it takes the button.
  await page.route('**/api/v1/stream**', (route) => route.abort())
  await page.reload()
  await page.getByText(/was not found in the cluster/).waitFor(patience)
  // Polling would bring it back too; it has just asked, and asks again in some seconds.
  await page.waitForResponse(
    (response) => response.url().endsWith(`/environments/${name}`) && response.status() === 404,
  )
  await apply(environment)
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('heading', { name: 'Conditions' }).waitFor(patience)
  expect(await page.getByText(/was not found in the cluster/).count()).toBe(0)
  expect(errors).toEqual([])
})

function sizes(text: string): [number, number][] {
  return [...text.matchAll(/stty size\r\n(\d+) (\d+)\r\n/g)].map((match) => [Number(match[1]), Number(match[2])])
}
