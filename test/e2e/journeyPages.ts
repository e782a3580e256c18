import type { Page } from 'playwright'
import { expect, onTestFailed } from 'vitest'
import type { JourneyWorld } from './journeyWorld.ts'
import type { Windows } from './openWindows.ts'
import { receivedOutput } from './receivedOutput.ts'

/** Longest wait for something that takes as long as the cluster and two cables do. */
export const patience = { timeout: 60_000 }

/** Until where the shell's counter counts. */
const counted = 30

export interface JourneyPages {
  /** The open list, narrowed to the world's own environments. */
  list: Page
  /** The log of the pod that counts. */
  log: Page
  /** A shell in it. */
  shell: Page
  /** What the shell received, byte for byte. */
  output: () => string
  /** Name of an environment in the list. */
  row(name: string): ReturnType<Page['locator']>
  /** Prints what the pages show, should the test fail. */
  showOnFailure(): void
  untilListIsLive(): Promise<void>
  /** Types a counter into the shell that goes on for some seconds. */
  startCounting(word: string): Promise<void>
  /** Each number of the counter came once, in order. */
  expectWholeCount(word: string): Promise<void>
  /** The shell is the one in which the counter began. */
  expectSameShell(): Promise<void>
  /** The log flows, and holds every line once: reads all that the page holds, not just what is on the screen. */
  expectWholeLog(): Promise<void>
}

/** The list, a log and a shell, each in a window of its own, with connections of its own, as different people have. */
export async function openJourneyPages(world: JourneyWorld, windows: Windows): Promise<JourneyPages> {
  const { name, namespace } = world.objects
  const page = `${world.url}/environments/-/${namespace}/${name}`
  const list = await windows.open(`${world.url}/?q=${namespace}`)
  const log = await windows.open(`${page}?tab=log&pod=web-0`)
  const shell = await windows.open('about:blank')
  const output = receivedOutput(shell)
  await shell.goto(`${page}?tab=terminal`)

  const row = (one: string) => list.getByRole('row').getByRole('link', { name: one, exact: true })
  const untilListIsLive = () => list.getByText('Live', { exact: true }).waitFor(patience)

  async function typeLine(text: string): Promise<void> {
    await shell.getByRole('region', { name: 'Terminal' }).getByRole('textbox').first().focus()
    await shell.keyboard.type(`${text}\n`)
  }

  async function loadedNumbers(): Promise<number[]> {
    const text = await windows.downloadOf(() => log.getByRole('button', { name: 'Download what is loaded' }).click())
    return [...text.matchAll(/request (\d+) served/g)].map((match) => Number(match[1]))
  }

  await row(name).waitFor(patience)
  await untilListIsLive()
  return {
    list,
    log,
    shell,
    output,
    row,
    untilListIsLive,
    showOnFailure() {
      onTestFailed(async () => {
        for (const [which, one] of Object.entries({ list, log, shell })) {
          console.error(`The page of the ${which}: ${await one.locator('body').innerText()}`)
        }
      })
    },
    async startCounting(word) {
      await expect.poll(output, patience).toMatch(/[#$] /)
      await typeLine(`mine=$$; n=0; while [ $n -lt ${counted} ]; do n=$((n+1)); echo "${word} $n."; sleep 0.2; done`)
      await expect.poll(output, patience).toContain(`${word} 3.`)
    },
    async expectWholeCount(word) {
      await expect.poll(output, patience).toContain(`${word} ${counted}.`)
      const numbers = [...output().matchAll(new RegExp(`${word} (\\d+)\\.`, 'g'))].map((match) => Number(match[1]))
      expect(numbers).toEqual(Array.from({ length: counted }, (_, index) => index + 1))
    },
    async expectSameShell() {
      await typeLine('[ "$mine" = $$ ] && echo same-"shell"')
      await expect.poll(output, patience).toContain('same-shell')
    },
    async expectWholeLog() {
      await log.locator('.catalyst-log[data-state="streaming"]:not([data-stale])').waitFor(patience)
      const before = (await loadedNumbers()).length
      await expect.poll(async () => (await loadedNumbers()).length, patience).toBeGreaterThan(before)
      const numbers = await loadedNumbers()
      expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index))
    },
  }
}
