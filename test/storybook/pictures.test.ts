import { setTimeout as delay } from 'node:timers/promises'
import { chromium, type Browser, type Page } from 'playwright'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { comparePicture } from './comparePicture.ts'
import { fixedFonts } from './fixedFonts.ts'
import { idOfStory, readStories, type Entry } from './readStories.ts'
import { screens } from './screens.ts'

const playground = inject('playground')
let browser: Browser
let entries: readonly Entry[]
let fonts: string

beforeAll(async () => {
  entries = await readStories(playground)
  fonts = await fixedFonts()
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    // Letters are drawn alike everywhere: no hinting, no colours at their edges, no graphics card.
    args: ['--disable-dev-shm-usage', '--font-render-hinting=none', '--disable-lcd-text', '--disable-gpu'],
  })
})

afterAll(() => browser.close())

test.each(screens)('$name looks as in its picture', async ({ name, story, theme = 'light', width = 1024 }) => {
  const page = await browser.newPage({
    viewport: { width, height: 720 },
    reducedMotion: 'reduce',
    locale: 'en-US',
    timezoneId: 'UTC',
  })
  // What it waits for has no limit but that of the test.
  page.setDefaultTimeout(100_000)
  try {
    // Ages do not go on while one looks; timers do.
    await page.clock.setFixedTime(new Date('2026-11-20T12:00:00Z'))
    await page.addInitScript((css) => {
      document.addEventListener('DOMContentLoaded', () => {
        document.head.append(Object.assign(document.createElement('style'), { textContent: css }))
      })
    }, fonts)
    const id = idOfStory(entries, ...story)
    await page.goto(`${playground}iframe.html?viewMode=story&id=${id}&globals=theme:${theme}`)
    expect(await played(page)).toBe('success')
    await page.evaluate(() => document.fonts.ready)
    expect(await comparePicture(name, await settled(page))).toBeUndefined()
  } finally {
    await page.close()
  }
})

/** How the play of the story went, once it is over. */
async function played(page: Page): Promise<unknown> {
  const finished = await page.waitForFunction(() => {
    const { __STORYBOOK_ADDONS_CHANNEL__: channel } = globalThis as {
      __STORYBOOK_ADDONS_CHANNEL__?: { last: (event: string) => [{ status: string }] | undefined }
    }
    return channel?.last('storyFinished')?.[0].status
  })
  return finished.jsonValue()
}

/** The screen once nothing moves any more: when it has been the same for a while. */
async function settled(page: Page): Promise<Buffer> {
  let last: Buffer = Buffer.alloc(0)
  for (let same = 0; same < 4; await delay(250)) {
    const next = await page.screenshot({ animations: 'disabled', caret: 'hide', clip: await visiblePart(page) })
    same = next.equals(last) ? same + 1 : 0
    last = next
  }
  return last
}

/** What the story covers of the window, so that an empty rest does not outweigh a difference. */
async function visiblePart(page: Page) {
  const height = await page.evaluate(() => document.documentElement.getBoundingClientRect().height)
  const window = page.viewportSize() ?? { width: 0, height: 0 }
  return { x: 0, y: 0, width: window.width, height: Math.min(window.height, Math.ceil(height)) }
}
