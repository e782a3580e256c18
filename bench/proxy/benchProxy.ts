import { join } from 'node:path'
import type { KubeConfig } from '@catalyst/kubernetes-client'
import type { Row } from '../report/Row.ts'
import { fillEnvironments } from './fillEnvironments.ts'
import type { LoadFigures } from './LoadOrder.ts'
import { startBare } from './startBare.ts'
import { startLoad } from './startLoad.ts'
import { startProgram } from './startProgram.ts'

export interface ProxyBenchOptions {
  kubeConfig: KubeConfig
  /** Path of the kubeconfig. */
  kubeconfig: string
  kubectl: readonly [string, ...string[]]
  rounds: number
  count?: number | undefined
}

export interface ProxyBench {
  /** Beside `kubectl proxy`. */
  beside: Row[]
  /** Beside a bare Node server that sends the same bytes. */
  ceiling: Row[]
  /** Milliseconds from the start of the server to `/readyz`, of each round. */
  readyMs: number[]
}

const connections = 16
const server = join(import.meta.dirname, '../../apps/server/dist/main.js')

/** Lists and gets of the proxy, as the built server with its audit log on, in turns with those of its peers. */
export async function benchProxy(options: ProxyBenchOptions): Promise<ProxyBench> {
  const { kubeConfig, kubeconfig, kubectl, rounds, count = 1000 } = options
  const { namespace, name } = await fillEnvironments(kubeConfig, count)
  const readyMs: number[] = []
  for (let round = 0; round < rounds; round++) readyMs.push(await measureReady(kubeconfig))

  await using ours = await startServer(kubeconfig)
  await untilReady(ours.url)
  await using peer = await startProgram(kubectl[0], [...kubectl.slice(1), 'proxy', '--port=0'], {
    env: { KUBECONFIG: kubeconfig },
    says: /on (127\S+)/,
  })
  await using bare = await startBare()
  await using load = await startLoad()

  const theirs = `http://${peer.url}/apis/catalyst.catalyst.dev/v1alpha1`
  const ownList = `${ours.url}/api/v1/clusters/-/environments`
  const ownOne = `${ours.url}/api/v1/clusters/-/namespaces/${namespace}/environments/${name}`
  const list = await fetch(ownList)
  const etag = list.headers.get('etag') ?? ''
  await bare.tell('/list', await list.text())
  await bare.tell('/one', await (await fetch(ownOne)).text())

  const measured: Record<string, LoadFigures[]> = {}
  async function measure(what: string, url: string, headers: Record<string, string> = {}) {
    // Node's `localhost` may be either loopback address, and a raw socket takes the one that it is given.
    const status = 'if-none-match' in headers ? 304 : 200
    const order = { url: url.replace('//localhost', '//127.0.0.1'), headers, connections, status }
    await load.run({ ...order, seconds: 1 })
    ;(measured[what] ??= []).push(await load.run({ ...order, seconds: 4 }))
  }
  for (let round = 0; round < rounds; round++) {
    await measure('peer list', `${theirs}/environments`)
    await measure('ours list', ownList)
    await measure('bare list', `${bare.url}/list`)
    await measure('peer list, compressed', `${theirs}/environments`, { 'accept-encoding': 'gzip, br' })
    await measure('ours list, compressed', ownList, { 'accept-encoding': 'gzip, br' })
    await measure('ours unchanged', ownList, { 'if-none-match': etag })
    await measure('peer get', `${theirs}/namespaces/${namespace}/environments/${name}`)
    await measure('ours get', ownOne)
    await measure('bare get', `${bare.url}/one`)
  }
  const best = (what: string) => bestOf(measured[what] ?? [])
  const rows = (names: readonly (readonly [string, string, string])[]) =>
    names.flatMap(([what, our, other]): Row[] => [
      { what, unit: '/s', ours: best(our).perSecond, peer: best(other).perSecond, more: true },
      { what: `${what}, p99`, unit: 'ms', ours: best(our).p99, peer: best(other).p99, more: false },
    ])
  const bytes = (what: string) => `${(best(what).bytesEach / 1024).toFixed(0)} KiB`
  console.log(
    `Bytes of a list: ours ${bytes('ours list')}, compressed ${bytes('ours list, compressed')}; kubectl proxy ${bytes('peer list')}, ` +
      `compressed ${bytes('peer list, compressed')}. The generator took at most ${mostCpu(measured).toFixed(2)} of a core.`,
  )
  return {
    readyMs,
    beside: rows([
      [`list of ${count}`, 'ours list', 'peer list'],
      [`list of ${count}, compressed`, 'ours list, compressed', 'peer list, compressed'],
      [`list of ${count}, unchanged (If-None-Match)`, 'ours unchanged', 'peer list'],
      ['get one', 'ours get', 'peer get'],
    ]),
    ceiling: rows([
      [`list of ${count}`, 'ours list', 'bare list'],
      ['get one', 'ours get', 'bare get'],
    ]),
  }
}

function startServer(kubeconfig: string) {
  const env = { KUBECONFIG: kubeconfig, LOG_LEVEL: 'info' }
  return startProgram(process.execPath, [server, '--port', '0'], { env, says: /Catalyst is at (http:\S+)/ })
}

async function measureReady(kubeconfig: string): Promise<number> {
  const began = performance.now()
  await using started = await startServer(kubeconfig)
  await untilReady(started.url)
  return performance.now() - began
}

async function untilReady(url: string): Promise<void> {
  for (;;) {
    if ((await fetch(`${url}/readyz`)).ok) return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** The best of several: everything else that a machine does makes a figure worse and none better. */
function bestOf(figures: readonly LoadFigures[]): LoadFigures {
  const [best] = figures.toSorted((a, b) => b.perSecond - a.perSecond)
  if (best === undefined) throw new Error('Nothing was measured.')
  return best
}

function mostCpu(measured: Readonly<Record<string, readonly LoadFigures[]>>): number {
  return Math.max(...Object.values(measured).flatMap((figures) => figures.map(({ ownCpu }) => ownCpu)))
}
