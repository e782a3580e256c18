import { mkdir, mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { site, startProxy } from '../../test/startProxy.ts'

const browser = { headers: { accept: 'text/html,*/*;q=0.8' } }

async function withDashboard({ basePath = '' } = {}) {
  const folder = await mkdtempDisposable(join(tmpdir(), 'catalyst-assets-'))
  const root = join(folder.path, 'dist')
  await mkdir(join(root, 'assets'), { recursive: true })
  await writeFile(
    join(root, 'index.html'),
    '<!doctype html><head><title>Catalyst</title><script src="./assets/index-a1b2.js"></script>',
  )
  await writeFile(join(root, 'assets/index-a1b2.js'), 'export {}')
  await writeFile(join(root, 'favicon.svg'), '<svg/>')
  await writeFile(join(folder.path, 'outside.txt'), 'not for everybody')
  const started = await startProxy({ assets: { root }, basePath })
  return {
    get: async (path: string, init?: RequestInit) => started.proxy.app.request(`${site}${path}`, init),
    async [Symbol.asyncDispose]() {
      await started[Symbol.asyncDispose]()
      await folder[Symbol.asyncDispose]()
    },
  }
}

describe('a built dashboard', () => {
  test('is served with its page at every path that a browser goes to', async () => {
    await using dashboard = await withDashboard()
    for (const path of ['/', '/environments/acme-shop/pr-1', '/a.b/c']) {
      const answer = await dashboard.get(path, browser)
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-cache'])
      expect(answer.headers.get('content-type')).toContain('text/html')
      expect(await answer.text()).toContain('<title>Catalyst</title>')
    }
  })

  test('has files that are named by their content and kept for ever, and others that are not', async () => {
    await using dashboard = await withDashboard()
    const script = await dashboard.get('/assets/index-a1b2.js')
    expect(script.headers.get('content-type')).toContain('javascript')
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect((await dashboard.get('/favicon.svg')).headers.get('cache-control')).toBe('no-cache')
  })

  test('answers a missing script with a problem and not with the page', async () => {
    await using dashboard = await withDashboard()
    for (const path of ['/assets/index-old.js', '/api/nothing']) {
      const answer = await dashboard.get(path, browser)
      expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/problem+json'])
    }
  })

  test('runs no foreign script and is in no frame', async () => {
    await using dashboard = await withDashboard()
    const { headers } = await dashboard.get('/', browser)
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  test('serves nothing from outside its folder, nor to foreign hosts', async () => {
    await using dashboard = await withDashboard()
    for (const path of ['/..%2foutside.txt', '/%2e%2e/outside.txt', '/assets/..%5c..%5coutside.txt']) {
      const answer = await dashboard.get(path)
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(await answer.text()).not.toContain('not for everybody')
    }
    expect((await dashboard.get('/', { headers: { host: 'evil.example' } })).status).toBe(403)
  })

  test('does not take writes', async () => {
    await using dashboard = await withDashboard()
    expect((await dashboard.get('/', { method: 'POST', headers: { origin: site } })).status).toBe(404)
  })
})

test('below a base path the page and its files are there, and nothing beside it', async () => {
  await using dashboard = await withDashboard({ basePath: '/catalyst' })
  for (const path of ['/catalyst', '/catalyst/', '/catalyst/environments/a/b', '/catalyst/index.html']) {
    const page = await dashboard.get(path, browser)
    expect(await page.text()).toContain('<script src="/catalyst/assets/index-a1b2.js">')
  }
  expect((await dashboard.get('/catalyst/assets/index-a1b2.js')).status).toBe(200)
  for (const path of ['/', '/catalysts', '/environments/a/b', '/assets/index-a1b2.js', '/healthz', '/api/v1/session'])
    expect((await dashboard.get(path, browser)).status).toBe(404)
  expect((await dashboard.get('/catalyst/healthz')).status).toBe(200)
})

test('a dashboard that is not built says so, and where the API is', async () => {
  await using started = await startProxy({ assets: { root: join(tmpdir(), 'catalyst-nowhere') } })
  const answer = await started.proxy.app.request(`${site}/`, browser)
  expect(answer.status).toBe(503)
  expect(await answer.text()).toContain('/api/v1')
})
