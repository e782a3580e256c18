import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright'

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

interface AxeResults {
  violations: { id: string; help: string; nodes: { target: unknown; failureSummary?: string }[] }[]
}

/** What axe finds wrong with the page as it is now, one line for each element. */
export async function axeViolations(page: Page): Promise<string[]> {
  // Not as a script element: the page's Content-Security-Policy has none of that.
  await page.evaluate(await readFile(axeFile, 'utf8'))
  const { violations } = await page.evaluate<AxeResults>('axe.run(document, { resultTypes: ["violations"] })')
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => `${id}: ${help} (${String(target)}) ${failureSummary}`),
  )
}
