import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { loadClientNode } from '@catalyst/kubernetes-client'
import { kubectlCommand } from '../test/cluster/kubectlOf.ts'
import { startTestCluster } from '../test/cluster/startTestCluster.ts'
import { installDefinitions } from '../test/conformance/support/installDefinitions.ts'
import { benchList } from './list/benchList.ts'
import { listTable } from './list/listTable.ts'
import { benchImport } from './import/benchImport.ts'
import { benchLogs } from './logs/benchLogs.ts'
import { logsTable } from './logs/logsTable.ts'
import { benchOperator } from './operator/benchOperator.ts'
import { benchReady } from './operator/benchReady.ts'
import { operatorTable } from './operator/operatorTable.ts'
import { benchProxy } from './proxy/benchProxy.ts'
import { type Row, toTable } from './report/Row.ts'
import { benchProxyStreams } from './proxyStreams/benchProxyStreams.ts'
import { benchStreams } from './streams/benchStreams.ts'
import { benchSubscribers } from './subscribers/benchSubscribers.ts'
import { benchChanges } from './watch/benchChanges.ts'
import { benchSync } from './watch/benchSync.ts'
import { fillCluster } from './watch/fillCluster.ts'

/**
 * Measures the client beside its peers, in turns in one run, and prints tables of ratios. Nothing is asserted: figures depend on
 * the machine and on what else it does.
 *
 *     npm run bench                      everything; logs and commands need a node, so root
 *     npm run bench -- sync changes      some of it
 *     npm run bench -- sync --objects 1000 --rounds 1
 *
 * CATALYST_TEST_KUBECONFIG names a cluster to use; without it one is started, and ended afterwards.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    objects: { type: 'string', default: '10000' },
    rounds: { type: 'string', default: '3' },
    subscribers: { type: 'string', default: '2000,10000' },
    lines: { type: 'string', default: '100000,1000000' },
    seconds: { type: 'string', default: '60' },
    simulated: { type: 'boolean', default: false },
  },
})
const count = Number(values.objects)
const rounds = Number(values.rounds)
const isWanted = (name: string) => positionals.length === 0 || positionals.includes(name)
const print = (title: string, peer: string, rows: readonly Row[]) => console.log(toTable(title, peer, rows))

if (isWanted('sync')) {
  const present = process.env['CATALYST_TEST_KUBECONFIG']
  await using cluster = await startTestCluster(present ? { node: false } : { apiServerFlags: [] })
  await installDefinitions(cluster)
  await fillCluster(await load(cluster.kubeconfig), count)
  const rows = await benchSync(cluster.kubeconfig, rounds)
  print(`${count} Environments into memory, from kube-apiserver`, "client-node's informer", rows)
}
if (isWanted('import')) {
  await buildPackage('@catalyst/api')
  await buildPackage('@catalyst/kubernetes-client')
  print('Loading the package, above bare Node', 'client-node', await benchImport())
}
if (isWanted('subscribers')) {
  for (const subscribers of values.subscribers.split(',').map(Number)) {
    const { rows, upstreamWatches } = await benchSubscribers(subscribers)
    print(`${subscribers} subscribers to one topic, over ${upstreamWatches} upstream watch`, 'bare Node server', rows)
  }
}
if (isWanted('changes')) {
  const rows = await benchChanges({ count, rounds: Math.min(rounds, 2), perSecond: 1000, seconds: 30 })
  print(`1,000 changes a second for 30 s, ${count} Environments`, "client-node's informer", rows)
}
if (isWanted('list')) {
  const [count, perSecond] = [5000, 200]
  const result = await benchList({ count, perSecond, seconds: Math.min(Number(values.seconds), 30) })
  console.log(listTable(`EnvironmentList: ${count} rows, ${perSecond} changes a second`, result))
}
if (isWanted('logs')) {
  const contenders = ['ours', 'melloware', 'patternfly']
  for (const lines of values.lines.split(',').map(Number)) {
    const costs = await benchLogs({ contenders, lines, perSecond: 5000, seconds: Math.min(Number(values.seconds), 10) })
    console.log(logsTable(`LogViewer: ${lines} lines at once, then 5000 a second`, costs))
  }
}
if (isWanted('streams')) {
  process.env['CATALYST_KUBELET_LOG_SIZE'] ??= '500Mi'
  await using cluster = await startTestCluster({ node: true })
  const kubeConfig = await load(cluster.kubeconfig)
  const rows = await benchStreams({ kubeConfig, kubeconfig: cluster.kubeconfig, kubectl: kubectlCommand(), rounds })
  print('100 MB out of a pod', 'kubectl', rows)
}
if (isWanted('proxyStreams')) {
  process.env['CATALYST_KUBELET_LOG_SIZE'] ??= '500Mi'
  await using cluster = await startTestCluster({ node: true })
  const kubeConfig = await load(cluster.kubeconfig)
  const seconds = Number(values.seconds)
  const target = { kubeConfig, kubeconfig: cluster.kubeconfig, kubectl: kubectlCommand() }
  const { rows, unread } = await benchProxyStreams({ ...target, rounds, seconds })
  print('100 MB out of a pod, through the proxy', 'our client directly', rows)
  const list = (values: readonly number[]) => values.map((value) => value.toFixed(1)).join(', ')
  console.log(`\`yes\` for ${seconds} s to a client that does not read, and to a page that acknowledges nothing:`)
  console.log(`server, resident MiB every 5 s: ${list(unread.server)}`)
  console.log(`page, JavaScript heap in MiB every 5 s: ${list(unread.page)}; it got ${unread.pageReceived} bytes`)
}
if (isWanted('proxy')) {
  const present = process.env['CATALYST_TEST_KUBECONFIG']
  await using cluster = await startTestCluster(present ? { node: false } : { apiServerFlags: [] })
  await installDefinitions(cluster)
  const kubeConfig = await load(cluster.kubeconfig)
  const { beside, ceiling, readyMs } = await benchProxy({
    kubeConfig,
    kubeconfig: cluster.kubeconfig,
    kubectl: kubectlCommand(),
    rounds,
  })
  const about = 'The built server, 16 connections, audit on'
  print(about, 'kubectl proxy', beside)
  print(about, 'bare Node server, same bytes', ceiling)
  console.log(`From start to /readyz: ${readyMs.map((ms) => ms.toFixed(0)).join(', ')} ms\n`)
}
if (isWanted('operator')) {
  const counts = { pass: 200, steady: 1000 }
  console.log(operatorTable(await benchOperator({ counts, seconds: Number(values.seconds) }), counts))
}
if (isWanted('operatorReady')) {
  const peer = 'kubectl apply --server-side, kubectl wait'
  const isSimulated = values.simulated
  const title = isSimulated
    ? 'A prebuilt environment on a simulated node'
    : 'A prebuilt environment whose image is on the node'
  print(title, peer, await benchReady({ rounds, isSimulated }))
}

/** As it is published: what is measured is not Node's reading of TypeScript. */
async function buildPackage(name: string) {
  await promisify(execFile)('pnpm', ['--filter', name, 'run', 'build'], { cwd: join(import.meta.dirname, '..') })
}

async function load(path: string) {
  const { KubeConfig } = await loadClientNode()
  const kubeConfig = new KubeConfig()
  kubeConfig.loadFromFile(path)
  return kubeConfig
}
