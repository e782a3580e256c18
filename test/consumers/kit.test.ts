import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { openBrowser } from '../e2e/openBrowser.ts'
import type { Consumer } from './installConsumer.ts'
import { lookAtListAndLog, useTerminal, watchPolicy } from './lookAtKit.ts'
import { servePages } from './servePages.ts'
import { startKitWorld, type KitWorld } from './startKitWorld.ts'
import { useConsumers } from './useConsumers.ts'

const install = useConsumers()
const stack = new AsyncDisposableStack()
let world: KitWorld

beforeAll(async () => {
  world = stack.use(await startKitWorld(3))
})

afterAll(() => stack.disposeAsync())

async function openPage() {
  const { page, errors } = stack.use(await openBrowser())
  onTestFailed(async () => {
    await page.screenshot({ path: `test-results/consumer-${Date.now()}.png` })
    console.error(`The page: ${await page.locator('body').innerText()}\n${errors.join('\n')}`)
  })
  return { page, errors, violations: await watchPolicy(page) }
}

/** Tells an application where things are, before it is built. */
function configure(app: Consumer, prefix: string): void {
  app.env[`${prefix}CATALYST_URL`] = world.proxyUrl
  app.env[`${prefix}NAMESPACE`] = world.pod.namespace
  app.env[`${prefix}POD`] = world.pod.pod
}

/** The policy that the kit needs: nothing inline and no eval; styles inline for the terminal alone. */
function policyOf(pathname: string): string {
  const style = pathname === '/shell' ? "'self' 'unsafe-inline'" : "'self'"
  const connect = `${world.proxyUrl} ${world.proxyUrl.replace(/^http/, 'ws')}`
  return `default-src 'none'; script-src 'self'; style-src ${style}; connect-src ${connect}; base-uri 'none'`
}

async function buildWithVite(app: Consumer, host: KitWorld['hosts'][number]): Promise<void> {
  configure(app, 'VITE_')
  await app.run('pnpm', 'exec', 'tsc', '--noEmit')
  await app.run('pnpm', 'exec', 'vite', 'build')
  servePages(host.server, path.join(app.directory, 'dist'), policyOf)
}

test.each([
  { fixture: 'vite-app', over: undefined, react: '19', at: 0 },
  { fixture: 'react-18-app', over: 'vite-app', react: '18', at: 1 },
])(
  'a Vite application with React $react shows list, log and terminal under a strict content security policy',
  async ({ fixture, over, react, at }) => {
    const app = await install(fixture, over === undefined ? {} : { over })
    const host = world.hosts[at]!
    await buildWithVite(app, host)
    const installed = JSON.parse(await readFile(path.join(app.directory, 'node_modules/react/package.json'), 'utf8'))
    expect((installed as { version: string }).version).toMatch(new RegExp(`^${react}\\.`))

    const { page, errors, violations } = await openPage()
    await lookAtListAndLog(page, host.url, world)
    await useTerminal(page, `${host.url}/shell`)
    expect(await violations()).toEqual([])
    expect(errors).toEqual([])
    // Without styles inline the browser keeps xterm.js from writing its own, and says so.
    await page.goto(`${host.url}/strict/shell`)
    await expect.poll(violations, { timeout: 30_000 }).toContainEqual(expect.stringMatching(/^style-src/))

    // xterm.js is in a chunk of its own, which the page with the list and the log does not load.
    const assets = path.join(app.directory, 'dist/assets')
    const chunks = (await readdir(assets)).filter((file) => file.endsWith('.js'))
    const withXterm: string[] = []
    for (const chunk of chunks) {
      if ((await readFile(path.join(assets, chunk), 'utf8')).includes('xterm-screen')) withXterm.push(chunk)
    }
    const loaded: string[] = []
    page.on('request', (request) => loaded.push(path.basename(new URL(request.url()).pathname)))
    await page.goto(host.url)
    await page.getByRole('row').filter({ hasText: 'pr-128' }).waitFor()
    expect(withXterm).not.toEqual([])
    expect(withXterm.filter((chunk) => loaded.includes(chunk))).toEqual([])
  },
)

test('a Next.js application renders the list on its server and goes on live, and shows log and terminal', async () => {
  const app = await install('next-app')
  const { server, port, url } = world.hosts[2]!
  configure(app, 'NEXT_PUBLIC_')
  await app.run('pnpm', 'exec', 'next', 'build')
  const missing = await readFile(path.join(app.directory, '.next/server/app/missing.html'), 'utf8')
  expect(missing).toContain('pr-42')
  expect(missing).toContain('acme-shop-pr-42')

  server.close()
  await once(server, 'close')
  const next = spawn('node_modules/.bin/next', ['start', '--port', String(port), '--hostname', 'localhost'], {
    cwd: app.directory,
    env: app.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exited = once(next, 'exit')
  stack.defer(async () => {
    next.kill('SIGTERM')
    await exited
  })
  let output = ''
  for (const stream of [next.stdout, next.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  await expect.poll(() => output, { timeout: 30_000 }).toMatch(/ready/i)

  const html = await (await fetch(url)).text()
  expect(html).toContain('pr-128')

  const { page, errors } = await openPage()
  await lookAtListAndLog(page, url, world)
  await useTerminal(page, `${url}/shell`)
  expect(errors).toEqual([])
})
