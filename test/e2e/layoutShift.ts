import type { Page } from 'playwright'

declare global {
  interface Window {
    /** What the page has shifted since it began to load, and by what. */
    layoutShifts?: { value: number; time: number; what: string }[]
  }
}

/** Begins to note every layout shift of every page that is opened from now on. */
export async function watchLayoutShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shifts: NonNullable<Window['layoutShifts']> = []
    window.layoutShifts = shifts
    new PerformanceObserver((list) => {
      // Types of the Layout Instability API are not in TypeScript's DOM library.
      const entries = list.getEntries() as unknown as {
        value: number
        startTime: number
        hadRecentInput: boolean
        sources: { node?: Node | null }[]
      }[]
      for (const { value, startTime, hadRecentInput, sources } of entries) {
        if (hadRecentInput) continue
        const what = sources.map(({ node }) => (node instanceof Element ? node.className : node?.nodeName)).join(', ')
        shifts.push({ value, time: startTime, what })
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
}

/**
 * Cumulative layout shift of the page that is open: the largest sum of a session of shifts, as browsers report it.
 * @see https://web.dev/articles/cls#what_is_cls
 */
export async function cumulativeLayoutShift(page: Page): Promise<{ score: number; what: string }> {
  const shifts = await page.evaluate(() => window.layoutShifts)
  if (shifts === undefined) throw new Error('watchLayoutShifts has to be called before the page is opened.')
  let worst = { score: 0, what: '' }
  let session = { score: 0, what: '', first: 0, last: -Infinity }
  for (const { value, time, what } of shifts) {
    const isNew = time - session.last > 1000 || time - session.first > 5000
    session = isNew
      ? { score: value, what, first: time, last: time }
      : { ...session, score: session.score + value, what: `${session.what}; ${what}`, last: time }
    if (session.score > worst.score) worst = { score: session.score, what: session.what }
  }
  return worst
}
