import { chromium } from 'playwright'
import type { Page } from 'playwright'

export interface BrowserSession extends AsyncDisposable {
  page: Page
  /** Errors that pages wrote to their console or threw, beside answers that a test expects to fail. */
  errors: string[]
}

/** A real Chromium with one page. */
export async function openBrowser(): Promise<BrowserSession> {
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--disable-dev-shm-usage'],
  })
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) errors.push(message.text())
  })
  return { page, errors, [Symbol.asyncDispose]: () => browser.close() }
}
