import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, onTestFailed, test } from 'vitest'
import { openBrowser } from './openBrowser.ts'
import { isAlive, processTree } from './processTree.ts'
import { receivedOutput } from './receivedOutput.ts'
import { startDashboard, type Dashboard } from './startDashboard.ts'

const run = promisify(execFile)
/** Environments of the demo that stay as they are. */
const phases = {
  'pr-128': 'Ready',
  'pr-117': 'Failed',
  'pr-64': 'Degraded',
  'pr-71': 'Failed',
  'pr-98': 'Deleting',
  'load-test': 'Failed',
  terrain: 'Failed',
}
/** Longest wait for what an environment does. */
const patience = { timeout: 60_000 }

describe('npm start, with nothing configured', () => {
  const stack = new AsyncDisposableStack()
  let dashboard: Dashboard
  let page: Page
  let errors: string[]
  let output: () => string

  const openPart = (part: string) => page.getByRole('tab', { name: part }).click()

  beforeAll(async () => {
    dashboard = stack.use(await startDashboard())
    const browser = stack.use(await openBrowser())
    ;({ page, errors } = browser)
    output = receivedOutput(page)
  }, 120_000)

  afterAll(() => stack.disposeAsync())

  function showOnFailure(): void {
    onTestFailed(async () => {
      await page.screenshot({ path: `test-results/${Date.now()}.png` })
      console.error(`The page: ${await page.locator('body').innerText()}\nThe server:\n${dashboard.output()}`)
    })
  }

  test('environments in many phases are there', async () => {
    showOnFailure()
    await page.goto(dashboard.url)
    const row = (name: string) => page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) })
    for (const [name, phase] of Object.entries(phases)) {
      await row(name).getByText(phase, { exact: true }).waitFor(patience)
    }
    for (const phase of ['Pending', 'Deploying'])
      await page.getByRole('row').filter({ hasText: 'billing' }).getByText(phase, { exact: true }).waitFor(patience)
    expect(await page.getByRole('row').count()).toBeGreaterThan(12)
  })

  test('the log of one flows', async () => {
    showOnFailure()
    await page.getByRole('link', { name: 'pr-128', exact: true }).click()
    await openPart('Log')
    const log = page.getByRole('log')
    await log.getByText('request completed').first().waitFor(patience)
    const before = await log.innerText()
    await expect.poll(() => log.innerText(), patience).not.toBe(before)
  })

  test('its terminal answers', async () => {
    showOnFailure()
    await openPart('Terminal')
    const input = page.getByRole('region', { name: 'Terminal' }).getByRole('textbox').first()
    await expect.poll(output, patience).toMatch(/[#$] /)
    await input.focus()
    await page.keyboard.type('cat package.json | head -2\n')
    await expect.poll(output, patience).toMatch(/"name": "storefront"/)
    await page.keyboard.type('node -v\n')
    await expect.poll(output, patience).toContain('v24.11.1')
  })

  test('one that a person creates walks to Ready, and its address answers', async () => {
    showOnFailure()
    await page.goto(dashboard.url)
    await page.getByRole('link', { name: 'New environment' }).first().click()
    await page.getByLabel('Project').selectOption('acme/billing')
    await page.getByLabel('Name', { exact: true }).fill('mine')
    await page.getByRole('button', { name: 'Create environment' }).click()
    await page.getByRole('heading', { name: 'mine', level: 1 }).waitFor(patience)
    const status = page.locator('.catalyst-environment-status')
    await expect.poll(() => status.getAttribute('data-phase'), { timeout: 120_000 }).toBe('Ready')
    const [tab] = await Promise.all([page.context().waitForEvent('page'), status.getByRole('link').click()])
    await tab.waitForLoadState()
    expect(new URL(tab.url()).hostname).toBe('acme-billing-mine.localhost')
    expect(await tab.locator('body').innerText()).toContain('billing')
    await tab.close()
  }, 180_000)

  test('one whose deletion hangs is removed by force', async () => {
    showOnFailure()
    // Found first: a menu closes when its page is scrolled.
    await page.goto(`${dashboard.url}/usage?q=pr-98`)
    const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: 'pr-98', exact: true }) })
    await row.getByText('Deleting').waitFor(patience)
    await row.getByRole('button', { name: /pr-98/ }).click()
    await page.getByRole('menuitem', { name: 'Remove by force' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox').fill('pr-98')
    await dialog.getByRole('button', { name: 'Remove by force' }).click()
    await row.waitFor({ state: 'detached', ...patience })
    const answer = await page.request.get(`${dashboard.url}/api/v1/clusters/-/environments`)
    const { items } = (await answer.json()) as { items: { metadata: { name: string } }[] }
    expect(items.map(({ metadata }) => metadata.name)).not.toContain('pr-98')
  })

  test('pages throw nothing', () => {
    expect(errors).toEqual([])
  })

  test('Ctrl-C ends every process and takes the kubeconfig away', async () => {
    const kubeconfig = /KUBECONFIG=(\/\S+)/.exec(dashboard.output())?.[1] ?? ''
    expect(existsSync(kubeconfig)).toBe(true)
    const pids = processTree(dashboard.pid)
    expect(pids.length).toBeGreaterThan(1)
    await dashboard.interrupt()
    await expect.poll(() => pids.filter(isAlive), { timeout: 10_000 }).toEqual([])
    expect(existsSync(dirname(kubeconfig))).toBe(false)
  })
})

test('a port that is taken is named in a line', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  const error = await startDashboard({ port }).catch((reason: unknown) => reason)
  other.close()
  expect(String(error)).toContain(`Port ${port} of localhost is in use.`)
  expect(String(error)).not.toContain('    at ')
}, 60_000)

const isRoot = process.getuid?.() === 0

describe.skipIf(process.platform !== 'linux' || !isRoot)('the second run', () => {
  test('needs no network', async () => {
    await using dashboard = await startDashboard({
      within: `exec unshare --net sh -c 'ip link set lo up && exec "$@"' sh "$@"`,
    })
    const inside = ['--target', String(dashboard.pid), '--net', 'curl', '--silent', '--fail']
    const { stdout } = await run('nsenter', [...inside, `${dashboard.url}/api/v1/clusters/-/environments`])
    expect((JSON.parse(stdout) as { items: unknown[] }).items.length).toBeGreaterThan(11)
  }, 60_000)

  test('writes nothing into its folder', async () => {
    await using dashboard = await startDashboard({
      within: `exec unshare --mount sh -c 'mount --bind "$PWD" "$PWD" && mount -o remount,bind,ro "$PWD" && cd "$PWD" && ! touch probe 2>/dev/null && exec "$@"' sh "$@"`,
    })
    expect((await fetch(dashboard.url)).status).toBe(200)
  }, 60_000)
})
