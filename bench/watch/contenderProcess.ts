import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import type { Contender, PrepareContender, StartContender } from './Contender.ts'
import type { Order, SyncReport, ChangesReport } from './orders.ts'
import { prepareInformer } from './prepareInformer.ts'
import { prepareWatchCache } from './prepareWatchCache.ts'

/** One contender in a process of its own, so that its time and memory are nobody else's. Takes orders from its parent. */
const contenders: Record<string, PrepareContender> = { WatchCache: prepareWatchCache, informer: prepareInformer }
const [name = '', kubeconfig = ''] = process.argv.slice(2)
const prepare = contenders[name]
if (!prepare) throw new Error(`There is no contender "${name}".`)
const start = await prepare(kubeconfig)

const status = '/proc/self/status'
const mebibytes = (bytes: number) => bytes / 1024 / 1024
/** Linux lets `maxRSS` of a process begin with what its parent had; the high-water mark is its own. */
const peakMb = () => {
  const kib = /^VmHWM:\s*(\d+) kB$/m.exec(existsSync(status) ? readFileSync(status, 'utf8') : '')?.[1]
  return mebibytes((kib === undefined ? process.resourceUsage().maxRSS : Number(kib)) * 1024)
}
const cpuMs = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
const heapMb = () => {
  globalThis.gc?.()
  return mebibytes(process.memoryUsage().heapUsed)
}

let contender: Contender | undefined
let cpuBefore = 0

async function sync(startContender: StartContender): Promise<SyncReport> {
  const baseHeap = heapMb()
  const basePeak = peakMb()
  cpuBefore = cpuMs()
  const before = performance.now()
  contender = await startContender()
  const ms = performance.now() - before
  const peak = peakMb()
  const report = { ms, cpuMs: cpuMs() - cpuBefore, processCpuMs: cpuMs(), peakMb: peak, grownMb: peak - basePeak }
  return { ...report, objects: contender.size(), heldMb: heapMb() - baseHeap }
}

/** Waits until so many changes have come, or no more come. */
async function report(expected: number): Promise<ChangesReport> {
  let last = -1
  while (contender && contender.changes() < expected && contender.changes() !== last) {
    last = contender.changes()
    await delay(5000)
  }
  const held = (contender?.held() ?? []).sort().join('\n')
  const used = cpuMs() - cpuBefore
  return {
    changes: contender?.changes() ?? 0,
    digest: createHash('sha256').update(held).digest('hex'),
    cpuMs: used,
    peakMb: peakMb(),
    heldMb: heapMb(),
  }
}

process.on('message', (order: Order) => {
  const answer = order.do === 'sync' ? sync(start) : order.do === 'begin' ? begin() : report(order.expected)
  void answer.then((message) => process.send?.(message))
})
process.once('disconnect', () => void contender?.close().finally(() => process.exit(0)))
process.send?.('ready')

async function begin() {
  heapMb()
  cpuBefore = cpuMs()
  return 'begun'
}
