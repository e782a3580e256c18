import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtempDisposable, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { chromium, type CDPSession, type Page } from 'playwright'

export interface Windows extends AsyncDisposable {
  /** Opens a page in a window of its own. */
  open(url: string): Promise<Page>
  /** Minimises every window: their pages are hidden, as the browser itself says, and get as little time as it gives such. */
  hide(): Promise<void>
  show(): Promise<void>
  /** Does what makes a page save a file, and returns its text. */
  downloadOf(act: () => Promise<unknown>): Promise<string>
}

const size = { width: 1280, height: 1000 }

/**
 * A real Chromium whose windows can be hidden. Playwright's own browsers take every page for the one in front
 * (`Emulation.setFocusEmulationEnabled`), so that none of theirs ever is.
 */
export async function openWindows(): Promise<Windows> {
  await using parts = new AsyncDisposableStack()
  const profile = parts.use(await mkdtempDisposable(join(tmpdir(), 'catalyst-windows-')))
  const downloads = parts.use(await mkdtempDisposable(join(tmpdir(), 'catalyst-downloads-')))
  const flags = ['--headless', '--no-sandbox', '--disable-dev-shm-usage', '--no-first-run', '--remote-debugging-port=0']
  const program = spawn(
    process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    [...flags, `--user-data-dir=${profile.path}`, 'about:blank'],
    { stdio: 'ignore' },
  )
  const ended = once(program, 'exit')
  parts.defer(async () => {
    program.kill()
    await ended
  })
  const browser = await chromium.connectOverCDP(await endpointOf(profile.path), { noDefaults: true })
  parts.defer(() => browser.close())
  const [context] = browser.contexts()
  if (context === undefined) throw new Error('Chromium gave no context of its own.')
  const control = await browser.newBrowserCDPSession()
  await control.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: downloads.path })
  const windows: { session: CDPSession; windowId: number; page: Page }[] = []
  const setBounds = async (bounds: { windowState: 'minimized' | 'normal' } | typeof size) => {
    for (const { session, windowId } of windows) await session.send('Browser.setWindowBounds', { windowId, bounds })
  }
  const untilAll = async (state: 'visible' | 'hidden') => {
    for (const { page } of windows) {
      await page.waitForFunction((wanted) => document.visibilityState === wanted, state, { polling: 100 })
    }
  }

  const owned = parts.move()
  return {
    async open(url) {
      const opened = context.waitForEvent('page')
      await control.send('Target.createTarget', { url: 'about:blank', newWindow: true, ...size })
      const page = await opened
      const session = await context.newCDPSession(page)
      const { windowId } = await session.send('Browser.getWindowForTarget')
      windows.push({ session, windowId, page })
      await page.goto(url)
      return page
    },
    async hide() {
      await setBounds({ windowState: 'minimized' })
      await untilAll('hidden')
    },
    async show() {
      await setBounds({ windowState: 'normal' })
      await untilAll('visible')
    },
    async downloadOf(act) {
      await act()
      for (;;) {
        const file = (await readdir(downloads.path)).find((name) => !name.endsWith('.crdownload'))
        if (file !== undefined) {
          const path = join(downloads.path, file)
          const text = await readFile(path, 'utf8')
          await rm(path)
          return text
        }
        await sleep(50)
      }
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** Chromium writes where it can be driven into its profile, once it can be. */
async function endpointOf(profile: string): Promise<string> {
  const file = join(profile, 'DevToolsActivePort')
  for (;;) {
    const [port, path] = existsSync(file) ? (await readFile(file, 'utf8')).split('\n') : []
    if (port !== undefined && path !== undefined) return `ws://127.0.0.1:${port}${path}`
    await sleep(50)
  }
}
