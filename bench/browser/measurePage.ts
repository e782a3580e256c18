import type { Browser, CDPSession, Page } from 'playwright'

/** What a page cost over a time. */
export interface PageCost {
  seconds: number
  /** Share of one core that the page's main thread was busy. */
  mainThread: number
  /** Share of one core that the whole renderer process took: main thread, compositor, garbage collection. */
  renderer: number
  /** Durations in milliseconds of tasks of 50 ms and more, as the Long Tasks API reports them. */
  longTasks: readonly number[]
  /** Milliseconds of the main thread for each second, by what it did. */
  parts: { script: number; layout: number; style: number }
}

/** Measures what a page does for a while. */
export async function measurePage(
  { browser, page }: { browser: Browser; page: Page },
  during: () => Promise<unknown>,
): Promise<PageCost> {
  await using session = await openSession(page)
  await using process = await openSession(browser)
  await session.send('Performance.enable')
  await page.evaluate(() => {
    const tasks: number[] = []
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: 'longtask',
    })
    Object.assign(globalThis, { benchTasks: tasks })
  })
  const before = await read(session, process)
  await during()
  const after = await read(session, process)
  const longTasks = await page.evaluate(() => (globalThis as unknown as { benchTasks: number[] }).benchTasks)
  const seconds = after.Timestamp - before.Timestamp
  const perSecond = (name: Metric) => (after[name] - before[name]) / seconds
  return {
    seconds,
    mainThread: perSecond('TaskDuration'),
    renderer: perSecond('cpu'),
    longTasks,
    parts: {
      script: perSecond('ScriptDuration') * 1000,
      layout: perSecond('LayoutDuration') * 1000,
      style: perSecond('RecalcStyleDuration') * 1000,
    },
  }
}

type Metric = (typeof metrics)[number] | 'cpu'

const metrics = ['Timestamp', 'TaskDuration', 'ScriptDuration', 'LayoutDuration', 'RecalcStyleDuration'] as const

async function read(page: CDPSession, browser: CDPSession): Promise<Record<Metric, number>> {
  const { metrics: values } = await page.send('Performance.getMetrics')
  const { processInfo } = await browser.send('SystemInfo.getProcessInfo')
  const valueOf = (name: string) => values.find((one) => one.name === name)?.value ?? Number.NaN
  const [timestamp, task, script, layout, style] = metrics.map(valueOf)
  return {
    Timestamp: timestamp ?? Number.NaN,
    TaskDuration: task ?? Number.NaN,
    ScriptDuration: script ?? Number.NaN,
    LayoutDuration: layout ?? Number.NaN,
    RecalcStyleDuration: style ?? Number.NaN,
    cpu: processInfo.filter(({ type }) => type === 'renderer').reduce((sum, { cpuTime }) => sum + cpuTime, 0),
  }
}

async function openSession(of: Page | Browser): Promise<CDPSession & AsyncDisposable> {
  const session = 'newBrowserCDPSession' in of ? await of.newBrowserCDPSession() : await of.context().newCDPSession(of)
  return Object.assign(session, { [Symbol.asyncDispose]: () => session.detach() })
}
