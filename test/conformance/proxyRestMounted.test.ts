import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Environment } from '@catalyst/api'
import { createCatalystClient } from '@catalyst/sdk'
import { expect, onTestFinished, test } from 'vitest'
import { findFreePorts } from '../cluster/findFreePorts.ts'
import { startTestCluster } from '../cluster/startTestCluster.ts'
import { loadKubeConfig } from '../cluster/loadKubeConfig.ts'
import { createTestNamespace } from './support/createTestNamespace.ts'
import { eventually } from './support/eventually.ts'
import { installDefinitions } from './support/installDefinitions.ts'
import { runPod } from './support/runPod.ts'

const examples = join(import.meta.dirname, '../../examples')

/** Runs an example as its reader would, and stops it by the signal that it listens for. */
async function startExample(name: string, kubeconfig: string) {
  const port = await findFreePorts(1)
  const env = { PATH: process.env['PATH'] ?? '', KUBECONFIG: kubeconfig, PORT: String(port) }
  const child = spawn(process.execPath, ['--conditions=@catalyst/source', join(examples, name)], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const [line] = (await Promise.race([once(createInterface({ input: child.stdout }), 'line'), ended])) as unknown[]
  expect(line).toBe(`Catalyst is at http://localhost:${port}/catalyst`)
  return {
    url: `http://localhost:${port}`,
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM')
      expect(await ended).toEqual([0, null])
    },
  }
}

async function prepare() {
  const parts = new AsyncDisposableStack()
  onTestFinished(() => parts.disposeAsync())
  const cluster = parts.use(await startTestCluster({ node: false }))
  await installDefinitions(cluster)
  const { name: namespace } = parts.use(await createTestNamespace(cluster, 'acme'))
  const kubeConfig = await loadKubeConfig(cluster.kubeconfig)
  if (cluster.hasNode) {
    await runPod({ kubeConfig, namespace, compact: () => cluster.compact() }, 'web', {
      containers: [{ name: 'main', script: 'sleep 3600' }],
    })
  }
  // Where the environments of the project `shop` of the team live; the proxy makes it.
  const home = `${namespace}-shop`
  parts.defer(async () => void (await cluster.kubectl(['delete', 'namespace', home, '--wait=false'])))
  return { cluster, namespace, home }
}

test.each(['mountInHono.ts', 'mountInNode.ts'])(
  'examples/%s serves everything below its path, and its own pages beside it',
  async (example) => {
    const { cluster, namespace, home } = await prepare()
    await using server = await startExample(example, cluster.kubeconfig)
    const base = `${server.url}/catalyst`
    const collection = `${base}/api/v1/clusters/-/environments`
    expect(await (await fetch(server.url)).text()).toBe('The host answers this.\n')
    expect(await (await fetch(`${server.url}/api/v1/session`)).text()).not.toContain('subject')
    expect((await fetch(`${base}/healthz`)).status).toBe(200)
    expect((await fetch(`${base}/readyz`)).status).toBe(200)
    expect(await (await fetch(`${base}/api/v1/openapi.json`)).json()).toMatchObject({
      servers: [{ url: '/catalyst/api/v1' }],
    })

    const client = createCatalystClient({ baseUrl: base })
    onTestFinished(() => client.close())
    const seen: string[] = []
    const topic = { kind: 'environments', cluster: '-', namespace: home } as const
    client.subscribe(topic, ({ items }) => seen.push(items.map(({ metadata }) => metadata.name).join()))
    await eventually(() => expect(client.topicState(topic).status).toBe('live'))

    const made = await fetch(collection, {
      method: 'POST',
      headers: { origin: server.url, 'content-type': 'application/json' },
      body: JSON.stringify({
        metadata: { name: 'pr-1' },
        spec: { projectRef: { name: 'shop', namespace } },
      }),
    })
    expect(made.status, await made.clone().text()).toBe(201)
    const location = made.headers.get('location')
    expect(location).toMatch(new RegExp(`^/catalyst/api/v1/clusters/[^/]+/namespaces/${home}/environments/pr-1$`))
    expect(((await (await fetch(new URL(location ?? '', server.url))).json()) as Environment).metadata.name).toBe(
      'pr-1',
    )
    const { items } = (await (await fetch(`${collection}?namespace=${home}`)).json()) as { items: Environment[] }
    expect(items.map(({ metadata }) => metadata.name)).toEqual(['pr-1'])
    await eventually(() => expect(seen).toContain('pr-1'))

    const unknown = await fetch(`${base}/api/v1/nothing`)
    expect([unknown.status, unknown.headers.get('content-type')]).toEqual([404, 'application/problem+json'])

    if (!cluster.hasNode) return
    const shell = client.exec({ namespace, pod: 'web' })
    let output = ''
    shell.onOutput((bytes) => (output += Buffer.from(bytes).toString()))
    shell.write('echo $((6 * 7)) from a shell; exit\n')
    expect(await shell.exit).toMatchObject({ exitCode: 0 })
    expect(output).toContain('42 from a shell')
  },
)
