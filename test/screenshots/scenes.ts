import type { Page } from 'playwright'

export interface Scene {
  /** Of the file, without theme and ending. */
  name: string
  path: string
  /** Brings the page to where it is worth a picture. */
  prepare: (page: Page) => Promise<void>
}

const environment = (namespace: string, name: string, tab: string) =>
  `/environments/-/${namespace}/${name}${tab === '' ? '' : `?tab=${tab}`}`

/** What the README and the documentation show. Names are those of the demonstration. */
export const scenes: readonly Scene[] = [
  {
    name: 'list',
    path: '/',
    async prepare(page) {
      await page.getByRole('link', { name: 'pr-128', exact: true }).waitFor()
      await page.getByText('Degraded').first().waitFor()
    },
  },
  {
    name: 'detail',
    path: environment('acme-storefront', 'pr-128', ''),
    async prepare(page) {
      await page.getByText('Ready').first().waitFor()
    },
  },
  {
    name: 'log',
    path: environment('acme-storefront', 'pr-128', 'log'),
    async prepare(page) {
      await page.getByRole('log').getByText('GET').first().waitFor()
    },
  },
  {
    name: 'terminal',
    path: environment('acme-storefront', 'pr-128', 'terminal'),
    async prepare(page) {
      await page.locator('.xterm-rows').getByText('#', { exact: false }).first().waitFor()
      await page.locator('.xterm-helper-textarea').focus()
      for (const line of ['ls -la', 'cat package.json', 'npm run']) {
        await page.keyboard.type(`${line}\r`)
        await settled(page)
      }
    },
  },
  {
    name: 'not-found',
    path: environment('acme-storefront', 'pr-90', ''),
    async prepare(page) {
      await page
        .getByRole('button', { name: /again|retry/i })
        .first()
        .waitFor()
    },
  },
]

/** Until the terminal has shown nothing new for a moment. */
async function settled(page: Page): Promise<void> {
  const shown = () => page.locator('.xterm-rows').textContent()
  let before: string | null = null
  for (let now = await shown(); now !== before; now = await shown()) {
    before = now
    await page.waitForTimeout(700)
  }
}
