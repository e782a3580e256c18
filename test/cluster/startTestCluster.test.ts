import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test, vi } from 'vitest'
import { startTestCluster } from './startTestCluster.ts'

test('the cluster of the run answers as cluster-admin', async () => {
  await using cluster = await startTestCluster({ node: false })
  await cluster.kubectl(['apply', '--filename', '-'], {
    input: JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'cluster-test' } }),
  })
  expect(await cluster.kubectl(['get', 'namespace', 'cluster-test', '--output', 'name'])).toBe(
    'namespace/cluster-test\n',
  )
  await cluster.kubectl(['delete', 'namespace', 'cluster-test', '--wait=false'])
})

test('kubectl rejects with what it said', async () => {
  await using cluster = await startTestCluster({ node: false })
  await expect(cluster.kubectl(['get', 'namespace', 'nowhere'])).rejects.toThrow('"nowhere" not found')
})

test('after compaction an old resourceVersion is gone, and after disposal so is the cluster', async () => {
  const cluster = await startTestCluster({ apiServerFlags: ['--watch-cache=false'] })
  try {
    const list = JSON.parse(await cluster.kubectl(['get', '--raw', '/api/v1/namespaces']))
    const version: string = list.metadata.resourceVersion
    await cluster.kubectl(['create', 'namespace', 'later'])
    await cluster.compact()
    const watch = `/api/v1/namespaces?watch=true&timeoutSeconds=5&resourceVersion=${version}`
    expect(await cluster.kubectl(['get', '--raw', watch])).toContain('"code":410')
    await cluster.restart('kube-apiserver')
    expect(await cluster.kubectl(['get', 'namespace', 'later', '--output', 'name'])).toBe('namespace/later\n')
  } finally {
    await cluster[Symbol.asyncDispose]()
  }
  expect(existsSync(dirname(cluster.kubeconfig))).toBe(false)
})

test('a cluster goes down with a process that is killed', async () => {
  const script = `
    import { startTestCluster } from ${JSON.stringify(join(import.meta.dirname, 'startTestCluster.ts'))}
    const cluster = await startTestCluster({ apiServerFlags: ['--v=0'] })
    console.log(cluster.kubeconfig)
    setInterval(() => {}, 60_000)
  `
  const owner = spawn(process.execPath, ['--input-type=module-typescript', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(owner, 'exit')
  const [kubeconfig] = (await once(createInterface({ input: owner.stdout }), 'line')) as [string]
  expect(existsSync(kubeconfig)).toBe(true)
  owner.kill('SIGKILL')
  await ended
  await vi.waitFor(() => expect(existsSync(dirname(kubeconfig))).toBe(false), { timeout: 30_000, interval: 100 })
})
