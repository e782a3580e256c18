import { setTimeout as delay } from 'node:timers/promises'
import { mkdtempDisposable, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCluster } from '@catalyst/testing/cluster'
import { bundleProcess } from '../report/bundleProcess.ts'
import { forkProcess, type ForkedProcess } from '../report/forkProcess.ts'
import { median, type Row } from '../report/Row.ts'
import { makeEnvironment } from '../watch/makeEnvironment.ts'
import type { ArrivalReport, ServerReport } from './orders.ts'

interface Figures {
  usedKib: number
  residentKib: number
  /** Of all subscribers and changes, in ms from the write of a change. */
  p99Ms: number
  medianMs: number
  cpuMsPerChange: number
  upstreamWatches: number
}

const changes = 20
const namespace = 'bench'
const environments = 'environments.catalyst.catalyst.dev'
const definitions = join(import.meta.dirname, '../../deploy/crds')

/** So many subscribers to one topic of one proxy: what each takes, and how soon a change is with all. A bare Node server is the peer. */
export async function benchSubscribers(count: number): Promise<{ rows: Row[]; upstreamWatches: number }> {
  const server = await bundleProcess('subscribers/serverProcess.ts')
  const reader = await bundleProcess('subscribers/subscriberProcess.ts')
  const ours = await measureProxy({ server, reader, count })
  const peer = await measureBare({ server, reader, count })
  const row = (what: string, unit: string, key: keyof Figures): Row => ({
    what,
    unit,
    ours: ours[key],
    peer: peer[key],
    more: false,
  })
  const rows = [
    row('memory in use of each subscriber', 'KiB', 'usedKib'),
    row('resident memory of each subscriber', 'KiB', 'residentKib'),
    row('from a change to a subscriber, median', 'ms', 'medianMs'),
    row('from a change to a subscriber, p99', 'ms', 'p99Ms'),
    row('CPU of the server for a change to all', 'ms', 'cpuMsPerChange'),
  ]
  return { rows, upstreamWatches: ours.upstreamWatches }
}

interface Scripts {
  server: string
  reader: string
  count: number
}

async function measureProxy({ server, reader, count }: Scripts): Promise<Figures> {
  await using cluster = await startCluster({ nodes: 0 })
  await using folder = await mkdtempDisposable(join(tmpdir(), 'catalyst-bench-'))
  const kubeconfig = join(folder.path, 'kubeconfig')
  await writeFile(kubeconfig, cluster.kubeconfig(), { mode: 0o600 })
  for (const file of ['environments.yaml', 'projects.yaml'])
    await cluster.apply(await readFile(join(definitions, file), 'utf8'))
  const { metadata, ...environment } = makeEnvironment(1, 1)
  const { name, labels } = metadata
  await cluster.apply([
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    { ...environment, metadata: { name, namespace, labels } },
  ])
  await using forked = forkProcess(server, ['proxy', kubeconfig, String(count + 10)])
  const origin = await forked.answer<string>()
  const url = `${origin}/api/v1/stream?topic=${encodeURIComponent('environments:-/*')}`
  const figures = await measure(forked, { url, reader, count }, async (text) => {
    await cluster.api.patch(environments, { namespace, name }, { metadata: { labels: { change: text } } })
  })
  const metrics = await (await fetch(`${origin}/metrics`)).text()
  const upstreamWatches = metrics
    .split('\n')
    .filter((line) => line.startsWith('catalyst_upstream_watches{') && line.includes('environments'))
    .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)
  return { ...figures, upstreamWatches }
}

async function measureBare({ server, reader, count }: Scripts): Promise<Figures> {
  await using forked = forkProcess(server, ['bare'])
  const url = await forked.answer<string>()
  const figures = await measure(forked, { url, reader, count }, async (text) => {
    await forked.order({ do: 'send', text })
  })
  return { ...figures, upstreamWatches: 0 }
}

async function measure(
  server: ForkedProcess,
  { url, reader, count }: { url: string; reader: string; count: number },
  change: (text: string) => Promise<void>,
): Promise<Omit<Figures, 'upstreamWatches'>> {
  await using subscribers = forkProcess(reader, [])
  await subscribers.answer()
  // The first ones take what is made once: code, watches, connections.
  await subscribers.order({ do: 'connect', url, count: 20 })
  await settle()
  const before = await server.order<ServerReport>({ do: 'measure' })
  await subscribers.order({ do: 'connect', url, count: count - 20 })
  await settle()
  const after = await server.order<ServerReport>({ do: 'measure' })
  const latencies: number[] = []
  for (let round = 0; round < changes; round++) {
    const text = `change-${round}-${count}`
    await subscribers.order({ do: 'await', text })
    const began = performance.timeOrigin + performance.now()
    await change(text)
    const { arrivals } = await subscribers.answer<ArrivalReport>()
    latencies.push(...arrivals.map((at) => at - began))
    await delay(50)
  }
  const end = await server.order<ServerReport>({ do: 'measure' })
  latencies.sort((left, right) => left - right)
  const each = (bytes: number) => bytes / (count - 20) / 1024
  return {
    usedKib: each(after.usedBytes - before.usedBytes),
    residentKib: each(after.residentBytes - before.residentBytes),
    medianMs: median(latencies),
    p99Ms: latencies[Math.floor(latencies.length * 0.99)] ?? NaN,
    cpuMsPerChange: (end.cpuMs - after.cpuMs) / changes,
  }
}

/** Snapshots and what else comes at the beginning. */
function settle() {
  return delay(2000)
}
