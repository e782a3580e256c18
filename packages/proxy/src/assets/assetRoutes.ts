import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono, type Context, type Next } from 'hono'
import type { ProxyEnv } from '../ProxyContext.ts'
import { pageBelow, type PageFacts } from './pageBelow.ts'

export interface AssetOptions extends PageFacts {
  /** Folder of the built dashboard. */
  root: string
}

const notBuilt =
  'The dashboard has not been built. The API is at /api/v1; its description is at /api/v1/openapi.json.\n'

/**
 * Serves the dashboard: its files, and its page for every other path that a browser navigates to, because the page
 * routes by itself. The build names files in `assets/` by their content, so they may be kept for ever; the page that
 * names them must be asked for each time.
 */
export function assetRoutes({ root, ...facts }: AssetOptions) {
  const app = new Hono<ProxyEnv>()
  if (!existsSync(join(root, 'index.html'))) {
    return app.get('*', (c, next) => (isNavigation(c) ? c.text(notBuilt, 503) : next()))
  }
  const page = async (c: Context<ProxyEnv>) =>
    c.html(pageBelow(await readFile(join(root, 'index.html'), 'utf8'), facts))
  return app
    .get('*', keepByContent)
    .get('/', page)
    .get('/index.html', page)
    .get('*', serveStatic<ProxyEnv>({ root }))
    .get('*', (c, next) => (isNavigation(c) ? page(c) : next()))
}

/** After the file is found: the option of `serveStatic` for that comes too late to set a header. */
async function keepByContent(c: Context<ProxyEnv>, next: Next): Promise<void> {
  await next()
  if (!c.res.ok) return
  c.header('cache-control', c.req.path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
}

/** A missing script must not be answered with a page, which a browser would try to run. */
function isNavigation(c: Context<ProxyEnv>): boolean {
  const { path } = c.req
  if (path.startsWith('/api/') || path.startsWith('/assets/')) return false
  return c.req.header('accept')?.includes('text/html') === true
}
