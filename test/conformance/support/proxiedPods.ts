import { randomBytes } from 'node:crypto'
import type { ProxyOptions } from '@catalyst/proxy'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { loadKubeConfig } from '../../cluster/loadKubeConfig.ts'
import { startTestCluster, type TestCluster } from '../../cluster/startTestCluster.ts'
import { createTestNamespace, type TestNamespace } from './createTestNamespace.ts'
import { applyFolder, installDefinitions } from './installDefinitions.ts'
import { openExec, type OpenedExec } from './openExec.ts'
import { peopleByName } from './peopleByName.ts'
import { runPod, type RunPodOptions } from './runPod.ts'
import { startProxyOn, type ProxyOnCluster } from './startProxyOn.ts'

type AuditRecord = Parameters<NonNullable<ProxyOptions['audit']>['write']>[0]

/** A proxy in front of a cluster whose pods run, with people who may do everything in one namespace. */
export interface ProxiedPods {
  readonly cluster: TestCluster
  readonly namespace: string
  readonly proxy: ProxyOnCluster
  /** Two who may do everything in the namespace. */
  readonly ann: string
  readonly ben: string
  /** What was audited, of the proxies that these tests started. */
  readonly audited: readonly AuditRecord[]
  /** Another proxy, as a second replica or with options of its own. */
  startProxy(options?: Partial<ProxyOptions>): Promise<ProxyOnCluster>
  run(name: string, options: RunPodOptions): Promise<unknown>
  /** A path of a pod, below `/api/v1`. */
  path(pod: string, action: string, query?: string): string
  /** Opens a shell or a command in a pod. */
  exec(pod: string, query: string, options?: { as?: string; at?: ProxyOnCluster }): Promise<OpenedExec>
}

/** Makes all of it before the tests of a file, and skips them where pods don't run. */
export function useProxiedPods(prepare: (there: ProxiedPods) => Promise<void>): ProxiedPods {
  const run = randomBytes(3).toString('hex')
  const [ann, ben] = [`ann-${run}`, `ben-${run}`]
  const audited: AuditRecord[] = []
  let cluster: TestCluster
  let home: TestNamespace
  let proxy: ProxyOnCluster
  const audit: NonNullable<ProxyOptions['audit']> = {
    write: (record) => void audited.push(record),
    health: () => ({ state: 'ok', queued: 0, written: audited.length, dropped: 0 }),
  }
  const there: ProxiedPods = {
    ann,
    ben,
    audited,
    get cluster() {
      return cluster
    },
    get namespace() {
      return home.name
    },
    get proxy() {
      return proxy
    },
    startProxy: (options = {}) =>
      startProxyOn(cluster, {
        authenticate: peopleByName({ [ann]: [], [ben]: [] }),
        rightsIntervalMs: 500,
        audit,
        ...options,
      }),
    async run(name, options) {
      const kubeConfig = await loadKubeConfig(cluster.kubeconfig)
      return runPod({ kubeConfig, namespace: home.name, compact: () => cluster.compact() }, name, options)
    },
    path: (pod, action, query = '') =>
      `/clusters/-/namespaces/${home.name}/pods/${pod}/${action}${query === '' ? '' : `?${query}`}`,
    exec: (pod, query, { as = ann, at = proxy } = {}) =>
      openExec(`${at.url}/api/v1${there.path(pod, 'exec', query)}`, as),
  }
  beforeAll(async () => {
    cluster = await startTestCluster({ node: false })
    if (!cluster.hasNode) return
    await installDefinitions(cluster)
    await applyFolder(cluster, 'rbac')
    home = await createTestNamespace(cluster)
    for (const person of [ann, ben]) {
      const role = '--clusterrole=catalyst-owner'
      await cluster.kubectl(['create', 'rolebinding', person, role, `--user=${person}`, `--namespace=${home.name}`])
    }
    await prepare(there)
    proxy = await there.startProxy()
  })
  afterAll(async () => {
    await proxy?.[Symbol.asyncDispose]()
    await home?.[Symbol.asyncDispose]()
    await cluster[Symbol.asyncDispose]()
  })
  beforeEach(({ skip }) => {
    skip(!cluster.hasNode, 'pods do not run on this cluster, which takes root or a cluster with nodes')
  })
  return there
}
