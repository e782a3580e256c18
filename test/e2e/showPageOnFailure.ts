import type { Page } from 'playwright'
import { onTestFailed } from 'vitest'
import type { OperatorWorld } from './operatorWorld.ts'

/** When the test fails: a picture of the page, its text, what the cluster's Jobs are at, and what the operator logged. */
export function showPageOnFailure(page: Page, { cluster, operator }: OperatorWorld): void {
  onTestFailed(async () => {
    await page.screenshot({ path: `test-results/${Date.now()}.png` })
    const ofJobs = ['--all-namespaces', '--selector=catalyst.dev/job', '--output=wide']
    const jobs = await cluster.kubectl(['get', 'jobs,pods', ...ofJobs])
    console.error(`The page: ${await page.locator('body').innerText()}\n${jobs}\n${operator.output()}`)
  })
}
