import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import type { Browser, CDPSession, Page } from 'playwright'
import { buildPage } from '../browser/buildPage.ts'
import { measurePage } from '../browser/measurePage.ts'
import { openChromium } from '../browser/openChromium.ts'
import { serveFiles } from '../browser/serveFiles.ts'
import type { LogCost, LogFailure } from './LogCost.ts'
import type {} from './page/main.tsx'

export interface BenchLogsOptions {
  /** Names as the page knows them. */
  contenders: readonly string[]
  lines: number
  perSecond: number
  seconds: number
}

/** Pixels and pixels a second of the scrolling. */
const scroll = { distance: 20_000, speed: 4000 }
const frameMs = 1000 / 60
/** After which a run is given up. */
const longestMs = 240_000

/** Log viewers in Chromium, each in a page of its own, one after the other: the same lines, at once, then at a rate. */
export async function benchLogs(options: BenchLogsOptions): Promise<(LogCost | LogFailure)[]> {
  const files = await buildPage('logs/page')
  const server = createServer((request, response) => serveFiles(files, request, response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  await using opened = await openChromium(['--js-flags=--max-old-space-size=4096'])
  const costs: (LogCost | LogFailure)[] = []
  for (const contender of options.contenders) {
    costs.push(await tryOne(opened.browser, `${url}/?contender=${contender}`, { ...options, contender }))
  }
  server.close()
  server.closeAllConnections()
  return costs
}

type RunOptions = BenchLogsOptions & { contender: string }

/** A page that hangs or crashes ends its own run, not that of the others. */
async function tryOne(browser: Browser, url: string, options: RunOptions): Promise<LogCost | LogFailure> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  const ended = new AbortController()
  const problem = Promise.race([
    new Promise<string>((resolve) => page.once('crash', () => resolve('the page crashed'))),
    delay(longestMs, `not in ${longestMs / 60_000} minutes`, { signal: ended.signal }),
  ])
  const run = benchOne(browser, page, { ...options, url })
  // Where the page is gone, what was asked of it fails as well.
  run.catch(() => undefined)
  const result = await Promise.race([run, problem])
  ended.abort()
  problem.catch(() => undefined)
  if (typeof result !== 'string') {
    await page.close()
    return result
  }
  // A page whose thread is busy does not close by itself.
  await Promise.race([page.close(), delay(5000)])
  return { contender: options.contender, problem: result }
}

async function benchOne(
  browser: Browser,
  page: Page,
  { url, contender, lines, perSecond, seconds }: RunOptions & { url: string },
): Promise<LogCost> {
  await page.goto(url)
  const session = await page.context().newCDPSession(page)
  const textBytes = await page.evaluate((count) => window.bench.textBytes(count), lines)
  const empty = await heapOf(session)
  await page.evaluate((count) => window.bench.prepare(count), lines)
  let loadMs: number | undefined
  const load = await measurePage({ browser, page }, async () => {
    loadMs = await page.evaluate(() => window.bench.load())
    // What goes on after the last line is on the screen counts as well.
    await delay(3000)
  })
  const heapBytes = (await heapOf(session)) - empty
  let frames: readonly number[] = []
  const scrolling = await measurePage({ browser, page }, async () => {
    frames = await framesOf(page, session)
  })
  let lagMs: number | undefined
  const stream = await measurePage({ browser, page }, async () => {
    lagMs = await page.evaluate((rate) => window.bench.stream(...rate), [perSecond, seconds] as const)
  })
  return {
    contender,
    lines,
    textBytes,
    loadMs,
    loadTasks: load.longTasks,
    heapBytes,
    dropped: droppedOf(frames),
    scrollTasks: scrolling.longTasks,
    lagMs,
    streamTasks: stream.longTasks,
    streamMainThread: stream.mainThread,
  }
}

/** When frames were drawn while a finger scrolled up and came back to the end. */
async function framesOf(page: Page, session: CDPSession): Promise<readonly number[]> {
  const gesture = { x: 500, y: 400, speed: scroll.speed, gestureSourceType: 'mouse' } as const
  await page.evaluate(() => window.bench.startFrames())
  await session.send('Input.synthesizeScrollGesture', { ...gesture, yDistance: scroll.distance })
  await session.send('Input.synthesizeScrollGesture', { ...gesture, yDistance: -2 * scroll.distance })
  return page.evaluate(() => window.bench.stopFrames())
}

function droppedOf(frames: readonly number[]): number {
  const [first = 0] = frames
  const all = Math.max(1, Math.round(((frames.at(-1) ?? first) - first) / frameMs))
  return Math.max(0, 1 - (frames.length - 1) / all)
}

async function heapOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage')
  const usage: { usedSize: number; backingStorageSize?: number } = await session.send('Runtime.getHeapUsage')
  return usage.usedSize + (usage.backingStorageSize ?? 0)
}
