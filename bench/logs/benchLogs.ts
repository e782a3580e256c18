import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import type { Browser, CDPSession, Page } from 'playwright'
import { buildPage } from '../browser/buildPage.ts'
import { measurePage } from '../browser/measurePage.ts'
import { openChromium } from '../browser/openChromium.ts'
import { serveFiles } from '../browser/serveFiles.ts'
import type { LogCost } from './LogCost.ts'
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

/** Log viewers in Chromium, each in a page of its own, one after the other: the same lines, at once, then at a rate. */
export async function benchLogs(options: BenchLogsOptions): Promise<LogCost[]> {
  const files = await buildPage('logs/page')
  const server = createServer((request, response) => serveFiles(files, request, response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  await using opened = await openChromium(['--js-flags=--max-old-space-size=4096'])
  const costs: LogCost[] = []
  for (const contender of options.contenders) {
    costs.push(await benchOne(opened.browser, `${url}/?contender=${contender}`, { ...options, contender }))
  }
  server.close()
  server.closeAllConnections()
  return costs
}

async function benchOne(
  browser: Browser,
  url: string,
  { contender, lines, perSecond, seconds }: BenchLogsOptions & { contender: string },
): Promise<LogCost> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
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
  await page.close()
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
