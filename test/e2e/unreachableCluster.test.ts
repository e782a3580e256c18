import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startTestCluster } from '../cluster/startTestCluster.ts'
import { installDefinitions } from '../conformance/support/installDefinitions.ts'
import { openBrowser } from './openBrowser.ts'
import { startDashboard } from './startDashboard.ts'
import { TcpGate } from '../support/TcpGate.ts'

const patience = { timeout: 60_000 }

test('with an unreachable cluster it starts, says so on the page and in the log, recovers, and Ctrl-C leaves no process', async () => {
  await using cluster = await startTestCluster()
  await installDefinitions(cluster)
  const kubeconfig = await readFile(cluster.kubeconfig, 'utf8')
  const server = new URL(/server: ["']?(https:\/\/[^\s"',}]+)/.exec(kubeconfig)?.[1] ?? '')
  await using gate = new TcpGate({ host: server.hostname, port: Number(server.port) })
  await gate.open()
  const directory = await mkdtemp(path.join(tmpdir(), 'catalyst-unreachable-'))
  onTestFinished(() => rm(directory, { recursive: true, force: true }))
  const ours = path.join(directory, 'kubeconfig')
  await writeFile(ours, kubeconfig.replace(server.origin, `https://127.0.0.1:${gate.port}`), { mode: 0o600 })
  await gate.shut()

  await using dashboard = await startDashboard({ kubeconfig: ours })
  await using browser = await openBrowser()
  await browser.page.goto(dashboard.url)
  await browser.page
    .getByText(/(can.?not be reached|could not be reached|not reachable|unreachable|does not answer)/i)
    .first()
    .waitFor(patience)
  await expect.poll(() => dashboard.output(), patience).toMatch(/reach|ECONNREFUSED|refused/i)

  await gate.open()
  await browser.page
    .getByText(/^No (environments|projects) yet$/)
    .first()
    .waitFor({ timeout: 90_000 })

  await dashboard.interrupt()
  expect(dashboard.output()).toContain('stopping')
  await expect.poll(() => dashboard.isRunning(), patience).toBe(false)
})
