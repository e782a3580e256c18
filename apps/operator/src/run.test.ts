import { mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startCluster, type Cluster } from '@catalyst/testing/cluster'
import { expect, test, vi } from 'vitest'
import { run } from './run.ts'

const deploy = fileURLToPath(new URL('../../../deploy', import.meta.url))

const project = `
apiVersion: catalyst.catalyst.dev/v1alpha1
kind: Project
metadata: { name: shop, namespace: acme }
spec:
  sources: [{ name: app, repositoryUrl: https://git.example.com/acme/shop.git }]
  templates: { development: { type: prebuilt, image: { repository: docker.io/library/nginx, tag: '1.29' } } }
`
const environment = `
apiVersion: catalyst.catalyst.dev/v1alpha1
kind: Environment
metadata: { name: pr-1, namespace: acme-shop }
spec: { projectRef: { name: shop, namespace: acme }, type: development }
`

interface Started extends AsyncDisposable {
  printed: () => string
  /** The exit code. */
  ended: Promise<number>
  stop: () => void
  /** The path below the address of its probes. */
  probe: (path: string) => Promise<Response>
}

/** Runs the operator in this process, on a cluster that its kubeconfig names. */
async function start(
  cluster: Cluster | undefined,
  args: string[] = [],
  env: Record<string, string> = {},
): Promise<Started> {
  const folder = await mkdtempDisposable(join(tmpdir(), 'catalyst-operator-'))
  const kubeconfig = join(folder.path, 'kubeconfig')
  if (cluster !== undefined) await writeFile(kubeconfig, cluster.kubeconfig(), { mode: 0o600 })
  let text = ''
  const out = { write: (line: string) => ((text += line), true) }
  const { promise: stopped, resolve } = Promise.withResolvers<string>()
  const ended = run({
    args,
    env: { CATALYST_OPERATOR_PROBES_PORT: '0', ...(cluster !== undefined && { KUBECONFIG: kubeconfig }), ...env },
    out,
    err: out,
    deploy,
    stopped: () => stopped,
  })
  return {
    printed: () => text,
    ended,
    stop: () => resolve('SIGTERM'),
    async probe(path) {
      const port = await vi.waitFor(() => {
        const line = text.split('\n').find((one) => one.includes('probes and metrics are served')) ?? '{}'
        const { port } = JSON.parse(line) as { port?: number }
        if (port === undefined) throw new Error(`No probes yet: ${text}`)
        return port
      })
      return fetch(`http://localhost:${port}${path}`)
    },
    async [Symbol.asyncDispose]() {
      resolve('SIGTERM')
      await ended
      await folder.remove()
    },
  }
}

function phaseIn(cluster: Cluster): unknown {
  const environment = cluster.api.get('environments.catalyst.catalyst.dev', { namespace: 'acme-shop', name: 'pr-1' })
  return (environment as { status?: { phase?: string } } | undefined)?.status?.phase
}

test('with --install an empty cluster is all that it takes', async () => {
  await using cluster = await startCluster({ nodes: 1 })
  await using operator = await start(cluster, ['--install'])
  await vi.waitFor(async () => expect((await operator.probe('/readyz')).status).toBe(200), 10_000)
  await cluster.apply('{apiVersion: v1, kind: Namespace, metadata: {name: acme}}')
  await cluster.apply(project)
  await vi.waitFor(() => cluster.apply(environment), 10_000)
  await vi.waitFor(() => expect(phaseIn(cluster)).toBe('Ready'), 20_000)
  expect(await (await operator.probe('/metrics')).text()).toMatch(
    /leader_election_master_status\{name="catalyst-operator"\} 1/,
  )
  expect((await operator.probe('/healthz')).status).toBe(200)
  operator.stop()
  expect(await operator.ended).toBe(0)
}, 60_000)

test('of two, one works and the other stands by, ready, until it is its turn', async () => {
  await using cluster = await startCluster()
  await using first = await start(cluster, ['--install'])
  await vi.waitFor(() => expect(first.printed()).toContain('controllers begin'), 10_000)
  await using second = await start(cluster)
  await vi.waitFor(async () => expect((await second.probe('/readyz')).status).toBe(200), 10_000)
  expect(second.printed()).not.toContain('controllers begin')
  first.stop()
  expect(await first.ended).toBe(0)
  await vi.waitFor(() => expect(second.printed()).toContain('controllers begin'), 10_000)
}, 60_000)

test("without Catalyst's kinds it says what to do", async () => {
  await using cluster = await startCluster()
  await using operator = await start(cluster)
  expect(await operator.ended).toBe(1)
  expect(operator.printed()).toContain('begin with --install')
  expect(operator.printed()).not.toContain('    at ')
})

test('without a cluster it works on none', async () => {
  await using operator = await start(undefined)
  expect(await operator.ended).toBe(1)
  expect(operator.printed()).toContain('Set KUBECONFIG')
})

test('a port that is taken is named', async () => {
  await using cluster = await startCluster()
  await using first = await start(cluster, ['--install'])
  const { url } = await first.probe('/readyz')
  await using second = await start(cluster, [], { CATALYST_OPERATOR_PROBES_PORT: new URL(url).port })
  expect(await second.ended).toBe(1)
  expect(second.printed()).toContain(`Port ${new URL(url).port} of localhost is in use`)
  expect(second.printed()).not.toContain('    at ')
})

test.each([
  [
    { CATALYST_OPERATOR_URL_TEMPLATE: 'http://{namespace}.example.com' },
    'CATALYST_OPERATOR_URL_TEMPLATE (urlTemplate)',
  ],
  [{ CATALYST_OPERATOR_URL_TEMPLATE: 'https://example.com/{namespace}' }, 'urlTemplate'],
  [{ CATALYST_OPERATOR_QUOTA_CPU: 'a lot' }, 'CATALYST_OPERATOR_QUOTA_CPU (quota.cpu)'],
  [{ CATALYST_OPERATOR_URL_TEMPLAT: 'https://x' }, 'Did you mean CATALYST_OPERATOR_URL_TEMPLATE?'],
])('a setting that can not be used is named: %o', async (env, told) => {
  await using operator = await start(undefined, ['--check-config'], env)
  expect(await operator.ended).toBe(1)
  expect(operator.printed()).toContain(told)
})
