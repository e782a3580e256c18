import { chromium, type Browser, type Page } from 'playwright'

export interface OpenedPage extends AsyncDisposable {
  browser: Browser
  page: Page
}

/** Chromium without a window, with one page of an ordinary size. An error in the page ends the measurement. */
export async function openChromium(args: readonly string[] = []): Promise<OpenedPage> {
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--disable-dev-shm-usage', ...args],
  })
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  page.on('pageerror', (error) => {
    console.error('In the page:', error)
    void browser.close()
  })
  return { browser, page, [Symbol.asyncDispose]: () => browser.close() }
}
