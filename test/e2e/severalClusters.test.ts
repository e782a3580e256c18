import { generateNamespace } from '@catalyst/api'
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import type { Page } from 'playwright'
import { startOperatedDemo } from '../support/startOperatedDemo.ts'
import { TcpGate } from '../support/TcpGate.ts'
import { axeViolations } from './axeViolations.ts'
import { openBrowser } from './openBrowser.ts'
import { startDashboard } from './startDashboard.ts'

const patience = { timeout: 60_000 }

const stack = new AsyncDisposableStack()
let page: Page
let errors: string[]
let url: string
/** Between the proxy and the cluster `US`. */
let cable: TcpGate

const rowIn = (cluster: string, name: string) =>
  page
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name, exact: true }) })
    .filter({ has: page.getByRole('cell', { name: cluster, exact: true }) })

beforeAll(async () => {
  const eu = stack.use(await startOperatedDemo())
  const us = stack.use(await startOperatedDemo())
  await us.cluster.apply([
    {
      apiVersion: 'catalyst.catalyst.dev/v1alpha1',
      kind: 'Environment',
      metadata: { name: 'only-us', namespace: generateNamespace('orbit', 'atlas') },
      spec: { projectRef: { name: 'atlas', namespace: 'orbit' }, type: 'deployment' },
    },
  ])
  cable = stack.use(new TcpGate({ host: '127.0.0.1', port: Number(new URL(us.cluster.url).port) }))
  await cable.open()
  const encode = (text: string) => Buffer.from(text).toString('base64')
  const behindCable = us.cluster.kubeconfig().replace(us.cluster.url, `https://127.0.0.1:${cable.port}`)
  const dashboard = stack.use(
    await startDashboard({
      env: { KUBECONFIG_EU: encode(eu.cluster.kubeconfig()), KUBECONFIG_US: encode(behindCable) },
    }),
  )
  url = dashboard.url
  const browser = stack.use(await openBrowser())
  page = browser.page
  errors = browser.errors
}, 180_000)

afterAll(() => stack.disposeAsync())

function showOnFailure(): void {
  onTestFailed(async () => console.error(`The page: ${await page.locator('body').innerText()}`))
}

test('the environments of all clusters are in one list, and each says where it is', async () => {
  showOnFailure()
  await page.goto(url)
  await rowIn('EU', 'pr-117').waitFor(patience)
  await rowIn('US', 'pr-117').waitFor(patience)
  await rowIn('US', 'only-us').waitFor(patience)
  expect(await rowIn('EU', 'only-us').count()).toBe(0)
  expect(await axeViolations(page)).toEqual([])
})

test('one of them can be chosen, and the address keeps the choice', async () => {
  showOnFailure()
  await page.getByLabel('Cluster').selectOption('US')
  await expect.poll(() => new URL(page.url()).searchParams.get('cluster'), patience).toBe('US')
  await rowIn('EU', 'pr-117').waitFor({ state: 'detached', ...patience })
  expect(await rowIn('US', 'pr-117').count()).toBe(1)
  await page.goBack()
  await rowIn('EU', 'pr-117').waitFor(patience)
})

test('Back right behind a choice undoes it as well', async () => {
  showOnFailure()
  await page.getByLabel('Cluster').evaluate((select: HTMLSelectElement) => {
    select.value = 'US'
    select.dispatchEvent(new Event('change', { bubbles: true }))
    window.history.back()
  })
  await expect.poll(() => new URL(page.url()).searchParams.get('cluster'), patience).toBe(null)
  await rowIn('EU', 'pr-117').waitFor(patience)
  expect(await page.getByLabel('Cluster').inputValue()).toBe('')
})

test('an environment opens in its own cluster', async () => {
  showOnFailure()
  await rowIn('US', 'only-us').getByRole('link', { name: 'only-us', exact: true }).click()
  await page.getByRole('heading', { name: 'only-us', level: 1 }).waitFor(patience)
  expect(new URL(page.url()).pathname).toBe('/environments/US/orbit-atlas/only-us')
  await page.getByText('Conditions').first().waitFor(patience)
})

test('a cluster that is cut off is named, and the others stay live', async () => {
  showOnFailure()
  await page.goto(url)
  await rowIn('US', 'only-us').waitFor(patience)
  await cable.shut()
  await page
    .getByRole('status')
    .filter({ hasText: /Environments of US/ })
    .waitFor(patience)
  expect(await rowIn('US', 'only-us').isVisible()).toBe(true)
  expect(await page.getByText(/Environments of EU/).count()).toBe(0)
  const made = await page.request.post(`${url}/api/v1/clusters/EU/environments`, {
    headers: { origin: url },
    data: {
      metadata: { name: 'made-meanwhile' },
      spec: { projectRef: { name: 'atlas', namespace: 'orbit' }, type: 'development' },
    },
  })
  expect(made.status(), await made.text()).toBe(201)
  await rowIn('EU', 'made-meanwhile').waitFor(patience)
  expect(await axeViolations(page)).toEqual([])

  await cable.open()
  await page.getByText(/Environments of US/).waitFor({ state: 'detached', ...patience })
})

test('projects of all clusters are shown, and what environments use is summed up', async () => {
  showOnFailure()
  await page.goto(`${url}/projects`)
  await page.getByRole('link', { name: 'atlas' }).nth(1).waitFor(patience)
  expect(await page.getByText('orbit in US').count()).toBe(1)
  await page.goto(`${url}/usage`)
  await page.getByText('were measured').waitFor(patience)
  await rowIn('US', 'load-test').waitFor(patience)
  expect(errors).toEqual([])
})
