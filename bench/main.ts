import { parseArgs } from 'node:util'
import { loadClientNode } from '@catalyst/kubernetes-client'
import { kubectlCommand } from '../test/cluster/kubectlOf.ts'
import { startTestCluster } from '../test/cluster/startTestCluster.ts'
import { installDefinitions } from '../test/conformance/support/installDefinitions.ts'
import { benchProxy } from './proxy/benchProxy.ts'
import { type Row, toTable } from './report/Row.ts'
import { benchStreams } from './streams/benchStreams.ts'
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
  options: { objects: { type: 'string', default: '10000' }, rounds: { type: 'string', default: '3' } },
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
if (isWanted('changes')) {
  const rows = await benchChanges({ count, rounds: Math.min(rounds, 2), perSecond: 1000, seconds: 30 })
  print(`1,000 changes a second for 30 s, ${count} Environments`, "client-node's informer", rows)
}
if (isWanted('streams')) {
  process.env['CATALYST_KUBELET_LOG_SIZE'] ??= '500Mi'
  await using cluster = await startTestCluster({ node: true })
  const kubeConfig = await load(cluster.kubeconfig)
  const rows = await benchStreams({ kubeConfig, kubeconfig: cluster.kubeconfig, kubectl: kubectlCommand(), rounds })
  print('100 MB out of a pod', 'kubectl', rows)
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

async function load(path: string) {
  const { KubeConfig } = await loadClientNode()
  const kubeConfig = new KubeConfig()
  kubeConfig.loadFromFile(path)
  return kubeConfig
}
