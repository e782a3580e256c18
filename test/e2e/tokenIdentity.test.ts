import { mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createClusterRegistry } from '@catalyst/kubernetes-client'
import { createProxy, token } from '@catalyst/proxy'
import { startCluster } from '@catalyst/testing/cluster'
import { expect, test } from 'vitest'
import { buildDashboard } from '../../scripts/start/buildDashboard.ts'
import { axeViolations } from './axeViolations.ts'
import { openBrowser } from './openBrowser.ts'

const secret = 'correct-horse-battery-staple-42'

test('where tokens alone let one in, the page has no dead button, and says how one gets in instead', async () => {
  await buildDashboard()
  await using folder = await mkdtempDisposable(join(tmpdir(), 'catalyst-tokens-'))
  const file = join(folder.path, 'tokens')
  await writeFile(file, `${secret},ci,"team:acme"\n`, { mode: 0o600 })
  await using cluster = await startCluster()
  const encoded = Buffer.from(cluster.kubeconfig()).toString('base64')
  await using proxy = createProxy({
    clusters: createClusterRegistry({ env: { KUBECONFIG_TEST: encoded }, inDocker: false }),
    authenticate: token({ file }),
    assets: { root: resolve(import.meta.dirname, '../../apps/web/dist') },
  })
  const { url } = await proxy.listen({ port: 0 })
  await using browser = await openBrowser()
  const { page } = browser
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.goto(`${url}/projects`)
    await page.getByRole('heading', { name: 'Browsers can’t sign in here' }).waitFor()
    expect(await axeViolations(page)).toEqual([])
  }
  expect(await page.getByRole('link', { name: /sign in/i }).count()).toBe(0)
  expect(await page.getByRole('button', { name: /sign in/i }).count()).toBe(0)

  // What the page tells to do does work.
  const example = await page.getByLabel('An example').innerText()
  const address = /https?:\S+/.exec(example)?.[0] ?? ''
  expect(example).toContain('Authorization: Bearer $TOKEN')
  expect(
    (await fetch(address.replace('/environments', ''), { headers: { authorization: 'Bearer wrong' } })).status,
  ).toBe(401)
  const session = await fetch(`${url}/api/v1/session`, { headers: { authorization: `Bearer ${secret}` } })
  expect(await session.json()).toMatchObject({ subject: 'ci' })
  expect(new URL(address).origin).toBe(url)

  await page.setViewportSize({ width: 320, height: 700 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
})
