import { mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadClientNode } from '@catalyst/kubernetes-client'
import { median, type Row } from '../report/Row.ts'
import { bundleProcess } from '../report/bundleProcess.ts'
import { forkContender } from './forkContender.ts'
import type { ChangesReport, SyncReport } from './orders.ts'
import { startFeed } from './startFeed.ts'

interface ChangesRun extends ChangesReport {
  sent: number
  isWhole: number
}

interface ChangesOptions {
  count: number
  rounds: number
  perSecond: number
  seconds: number
}

/** A feed of changes to ours and to the informer, in turns. */
export async function benchChanges({ count, rounds, perSecond, seconds }: ChangesOptions): Promise<Row[]> {
  const runs: Record<'WatchCache' | 'informer', ChangesRun[]> = { WatchCache: [], informer: [] }
  await using folder = await mkdtempDisposable(join(tmpdir(), 'catalyst-bench-'))
  const script = await bundleProcess('watch/contenderProcess.ts')
  for (let round = 0; round < rounds; round++) {
    for (const name of ['WatchCache', 'informer'] as const) {
      await using feed = await startFeed(count)
      const kubeconfig = join(folder.path, 'kubeconfig')
      await writeFile(kubeconfig, await kubeconfigOf(feed.url), { mode: 0o600 })
      await using contender = await forkContender(script, name, kubeconfig)
      await contender.order<SyncReport>({ do: 'sync' })
      await contender.order({ do: 'begin' })
      const sent = await feed.change({ perSecond, seconds })
      const report = await contender.order<ChangesReport>({ do: 'report', expected: sent })
      const run = { ...report, sent, isWhole: Number(report.changes === sent && report.digest === feed.digest()) }
      console.error(name, JSON.stringify(run))
      runs[name].push(run)
    }
  }
  const row = (what: string, unit: string, key: 'cpuMs' | 'peakMb' | 'changes'): Row => ({
    what,
    unit,
    ours: median(runs.WatchCache.map((run) => run[key])),
    peer: median(runs.informer.map((run) => run[key])),
    more: key === 'changes',
  })
  return [
    row(`changes told, of ${perSecond * seconds}`, '', 'changes'),
    row('CPU', 'ms', 'cpuMs'),
    row('peak memory of the process', 'MiB', 'peakMb'),
    {
      what: 'runs that held exactly what the server had',
      unit: `of ${rounds}`,
      ours: runs.WatchCache.reduce((sum, { isWhole }) => sum + isWhole, 0),
      peer: runs.informer.reduce((sum, { isWhole }) => sum + isWhole, 0),
      more: true,
    },
  ]
}

async function kubeconfigOf(server: string): Promise<string> {
  const { KubeConfig } = await loadClientNode()
  const kubeConfig = new KubeConfig()
  kubeConfig.loadFromClusterAndUser({ name: 'feed', server, skipTLSVerify: true }, { name: 'feed' })
  return kubeConfig.exportConfig()
}
