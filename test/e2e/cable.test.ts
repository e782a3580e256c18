import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, onTestFailed, test } from 'vitest'
import { startCableWorld, type CableWorld } from './cableWorld.ts'
import { openBrowser } from './openBrowser.ts'
import { receivedOutput } from './receivedOutput.ts'

/** For how long a cable is out, in milliseconds. */
const outage = 30_000
const patience = { timeout: 60_000 }

const stack = new AsyncDisposableStack()
let world: CableWorld
let list: Page
let log: Page
let shell: Page
let output: () => string

beforeAll(async () => {
  world = stack.use(await startCableWorld())
  const first = stack.use(await openBrowser())
  // Each with its own connections, as windows of different people have.
  list = first.page
  log = await newPage(first.page)
  shell = await newPage(first.page)
  output = receivedOutput(shell)
  const { name, namespace } = world.objects
  const page = `${world.url}/environments/-/${namespace}/${name}`
  await list.goto(world.url)
  await log.goto(`${page}?tab=log&pod=web-0`)
  await shell.goto(`${page}?tab=terminal`)
  await list.getByRole('link', { name, exact: true }).waitFor(patience)
  await list.getByText('Live', { exact: true }).waitFor(patience)
}, 180_000)

afterAll(() => stack.disposeAsync())

describe('while the cable between browser and proxy is out for 30 s', () => {
  test('the list says since when it is stale and when it tries again, and then shows what it missed', async () => {
    showOnFailure()
    await startCounting('first')
    await world.cables.browser.shut()
    const pulled = Date.now()
    await world.addEnvironment('pr-missed')
    await list.getByText(/^Stale since \d+ s, retrying in \d+ s$/).waitFor(patience)
    expect(await list.getByRole('button', { name: 'Retry now' }).isVisible()).toBe(true)
    expect(await list.getByRole('link', { name: world.objects.name, exact: true }).isVisible()).toBe(true)
    await log.getByText(/^Connection lost \d+ s ago\./).waitFor(patience)
    await shell
      .getByText(/^Connection lost, (reconnecting|trying again)/)
      .first()
      .waitFor(patience)

    await sleep(outage - (Date.now() - pulled))
    await world.cables.browser.open()
    await list.getByRole('link', { name: 'pr-missed' }).waitFor(patience)
    await list.getByText('Live', { exact: true }).waitFor(patience)
    expect(await list.getByRole('link', { name: 'pr-missed' }).count()).toBe(1)
  }, 150_000)

  test('the log has every line once', () => expectWholeLog(), 90_000)

  test('the shell is the same one, and shows every byte once', async () => {
    showOnFailure()
    await expectWholeCount('first')
    await typeLine('[ "$mine" = $$ ] && echo same-"shell"')
    await expect.poll(output, patience).toContain('same-shell')
  }, 90_000)
})

describe('while the cable between proxy and API server is out for 30 s', () => {
  test('the list says so, and then shows what it missed', async () => {
    showOnFailure()
    await world.cables.cluster.shut()
    const pulled = Date.now()
    await world.addEnvironment('pr-missed-too')
    await list.getByText(/^Stale since/).waitFor(patience)
    expect(await list.getByRole('link', { name: world.objects.name, exact: true }).isVisible()).toBe(true)

    await sleep(outage - (Date.now() - pulled))
    await world.cables.cluster.open()
    await list.getByRole('link', { name: 'pr-missed-too' }).waitFor(patience)
    await list.getByText('Live', { exact: true }).waitFor(patience)
    expect(await list.getByRole('link', { name: 'pr-missed-too' }).count()).toBe(1)
  }, 150_000)

  test('the log has every line once', () => expectWholeLog(), 90_000)

  test('the shell, which Kubernetes ends, says that it ended and gives a new one', async () => {
    showOnFailure()
    const terminal = shell.getByRole('region', { name: 'Terminal' })
    const before = output().length
    await terminal.getByRole('button', { name: 'Reconnect' }).click(patience)
    await expect.poll(() => output().slice(before), patience).toMatch(/[#$] /)
    await startCounting('second')
    await expectWholeCount('second')
  }, 120_000)
})

const counted = 30

/** Types a counter into the shell that goes on for some seconds. */
async function startCounting(word: string): Promise<void> {
  await expect.poll(output, patience).toMatch(/[#$] /)
  await typeLine(`mine=$$; n=0; while [ $n -lt ${counted} ]; do n=$((n+1)); echo "${word} $n."; sleep 0.2; done`)
  await expect.poll(output, patience).toContain(`${word} 3.`)
}

async function expectWholeCount(word: string): Promise<void> {
  await expect.poll(output, patience).toContain(`${word} ${counted}.`)
  const numbers = [...output().matchAll(new RegExp(`${word} (\\d+)\\.`, 'g'))].map((match) => Number(match[1]))
  expect(numbers).toEqual(Array.from({ length: counted }, (_, index) => index + 1))
}

async function typeLine(text: string): Promise<void> {
  await shell.getByRole('region', { name: 'Terminal' }).getByRole('textbox').first().focus()
  await shell.keyboard.type(`${text}\n`)
}

/** Reads all that the page holds, not just the lines on the screen, and counts. */
async function expectWholeLog(): Promise<void> {
  showOnFailure()
  await log.locator('.catalyst-log[data-state="streaming"]:not([data-stale])').waitFor(patience)
  const before = (await loadedNumbers()).length
  await expect.poll(async () => (await loadedNumbers()).length, patience).toBeGreaterThan(before)
  const numbers = await loadedNumbers()
  expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index))
}

async function loadedNumbers(): Promise<number[]> {
  const [download] = await Promise.all([
    log.waitForEvent('download'),
    log.getByRole('button', { name: 'Download what is loaded' }).click(),
  ])
  const text = await readFile(await download.path(), 'utf8')
  return [...text.matchAll(/request (\d+) served/g)].map((match) => Number(match[1]))
}

async function newPage(page: Page): Promise<Page> {
  const browser = page.context().browser()
  if (browser === null) throw new Error('The page has no browser of its own.')
  return browser.newPage({ viewport: { width: 1280, height: 900 } })
}

function showOnFailure(): void {
  onTestFailed(async () => {
    for (const [name, page] of Object.entries({ list, log, shell })) {
      console.error(`The page of the ${name}: ${await page.locator('body').innerText()}`)
    }
  })
}
