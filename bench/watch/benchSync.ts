import { median, type Row } from '../report/Row.ts'
import { bundleProcess } from '../report/bundleProcess.ts'
import { forkContender } from './forkContender.ts'
import type { SyncReport } from './orders.ts'

/** Ours and the informer in turns, each time in fresh processes: from nothing to everything. */
export async function benchSync(kubeconfig: string, rounds: number): Promise<Row[]> {
  const reports: Record<'WatchCache' | 'informer', SyncReport[]> = { WatchCache: [], informer: [] }
  const script = await bundleProcess('watch/contenderProcess.ts')
  for (let round = 0; round < rounds; round++) {
    for (const name of round % 2 === 0
      ? (['WatchCache', 'informer'] as const)
      : (['informer', 'WatchCache'] as const)) {
      await using contender = await forkContender(script, name, kubeconfig)
      const report = await contender.order<SyncReport>({ do: 'sync' })
      console.error(name, JSON.stringify(report))
      reports[name].push(report)
    }
  }
  const row = (what: string, unit: string, key: keyof SyncReport): Row => ({
    what,
    unit,
    ours: median(reports.WatchCache.map((report) => report[key])),
    peer: median(reports.informer.map((report) => report[key])),
    more: false,
  })
  return [
    row('time', 'ms', 'ms'),
    row('CPU', 'ms', 'cpuMs'),
    row('CPU of the process, loading its libraries included', 'ms', 'processCpuMs'),
    row('peak memory of the process', 'MiB', 'peakMb'),
    row('peak memory above that of the loaded libraries', 'MiB', 'grownMb'),
    row('memory that stays in use', 'MiB', 'heldMb'),
  ]
}
