import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium, type Browser } from 'playwright'
import { startDashboard } from '../e2e/startDashboard.ts'
import { scenes } from './scenes.ts'

// Takes the pictures of the documentation: of what `npm start` shows, in light and dark.
const folder = join(import.meta.dirname, '../../docs/images')
await mkdir(folder, { recursive: true })

await using parts = new AsyncDisposableStack()
const dashboard = parts.use(await startDashboard())
const browser = parts.adopt(
  await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--disable-dev-shm-usage'],
  }),
  (launched) => launched.close(),
)
await allReady(dashboard.url)
for (const colorScheme of ['light', 'dark'] as const) await takeAll(browser, colorScheme)

async function takeAll(opened: Browser, colorScheme: 'light' | 'dark'): Promise<void> {
  const page = await opened.newPage({ viewport: { width: 1280, height: 800 }, colorScheme, reducedMotion: 'reduce' })
  // The welcome is for those who come for the first time, and lies over the page.
  await page.addInitScript(() => localStorage.setItem('catalyst.welcome', 'closed'))
  for (const { name, path, prepare } of scenes) {
    await page.goto(`${dashboard.url}${path}`)
    await prepare(page)
    // Usage is measured every 15 s and drawn with its first values.
    await page.waitForTimeout(1500)
    const file = `${name}-${colorScheme}.png`
    await page.screenshot({ path: join(folder, file) })
    console.log(`docs/images/${file}`)
  }
  await page.close()
}

/** Pictures are of teams at work. */
async function allReady(url: string): Promise<void> {
  const deadline = Date.now() + 180_000
  for (;;) {
    const response = await fetch(`${url}/api/v1/clusters/-/environments`)
    const { items } = (await response.json()) as {
      items: { metadata: { name: string }; status?: { phase?: string } }[]
    }
    const phases = items.map(({ metadata, status }) => `${metadata.name} ${status?.phase ?? 'Pending'}`)
    if (phases.includes('pr-128 Ready') && phases.filter((text) => text.endsWith(' Ready')).length >= 5) return
    if (Date.now() > deadline) throw new Error(`The demonstration is not at work after 3 minutes: ${phases.join(', ')}`)
    await new Promise((resolve) => setTimeout(resolve, 1000))
  }
}
