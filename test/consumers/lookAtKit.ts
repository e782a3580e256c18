import type { Page } from 'playwright'
import { expect } from 'vitest'
import { receivedOutput } from '../e2e/receivedOutput.ts'
import type { KitWorld } from './startKitWorld.ts'

const patience = { timeout: 30_000 }

/** What the page's policy kept from happening, as the browser reports it, from now on and over navigations. */
export async function watchPolicy(page: Page): Promise<() => Promise<readonly string[]>> {
  const reports: string[] = []
  await page.exposeFunction('reportViolation', (report: string) => void reports.push(report))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile }) => {
      const { reportViolation } = window as unknown as { reportViolation: (report: string) => void }
      reportViolation(`${effectiveDirective} ${blockedURI} in ${sourceFile}`)
    })
  })
  return async () => {
    // Reports are queued: one that comes after all that was done is the last.
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)))
    return reports
  }
}

/** Sees the list of environments, what is created while one looks, and the log of a pod. */
export async function lookAtListAndLog(page: Page, url: string, world: KitWorld): Promise<void> {
  await page.goto(url)
  const row = (name: string) => page.getByRole('row').filter({ hasText: name })
  await row('pr-128').waitFor(patience)
  expect(await row('pr-128').innerText()).toContain('Ready')

  // The stylesheet went through the host's build: the accent is there, in its light form.
  const link = row('pr-128').locator('a[href^="http"]').first()
  expect(await link.evaluate((element) => getComputedStyle(element).color)).toBe('rgb(58, 75, 216)')

  const [line = ''] = (await world.tail()).slice(-1)
  await page.getByRole('log').getByText(line).first().waitFor(patience)

  const name = `late-${new URL(url).port}`
  await world.call('/clusters/-/environments', {
    method: 'POST',
    body: JSON.stringify({
      metadata: { name },
      spec: {
        projectRef: { name: 'storefront', namespace: 'acme' },
        type: 'development',
        sources: [{ name: 'web', branch: 'main' }],
      },
    }),
  })
  await row(name).waitFor(patience)
}

/** Logs in to the pod, runs a command, and sees what it writes on the screen. */
export async function useTerminal(page: Page, url: string): Promise<void> {
  const output = receivedOutput(page)
  await page.goto(url)
  const terminal = page.getByRole('region', { name: 'Terminal' })
  await expect.poll(output, patience).toMatch(/[#$] /)
  await terminal.getByRole('textbox').first().focus()
  await page.keyboard.type('echo con""sumer\n')
  await expect.poll(output, patience).toContain('\r\nconsumer\r\n')
  await expect.poll(() => terminal.locator('.xterm-rows').innerText(), patience).toContain('consumer')
}
