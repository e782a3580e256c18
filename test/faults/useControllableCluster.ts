import type { KubeConfig } from '@catalyst/kubernetes-client'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { loadKubeConfig } from '../cluster/loadKubeConfig.ts'
import { startTestCluster, type TestCluster } from '../cluster/startTestCluster.ts'
import { createTestNamespace, type TestNamespace } from '../conformance/support/createTestNamespace.ts'
import { runPod } from '../conformance/support/runPod.ts'

export interface ControllableCluster {
  readonly kubeConfig: KubeConfig
  readonly namespace: string
  /** Kills a component, starts it again and waits for the API server. */
  restart(component: 'etcd' | 'kube-apiserver' | 'kubelet'): Promise<void>
}

/** Some hundred numbered lines a second, for ever. */
const counting =
  'i=0; while :; do i=$((i+1)); echo "line $i 🌱 grün"; if [ $((i % 20)) = 0 ]; then sleep 0.05; fi; done'

/** The cluster whose components these tests kill, with a pod `counter` that writes without end. */
export function useControllableCluster(): ControllableCluster {
  let cluster: TestCluster
  let home: TestNamespace | undefined
  let kubeConfig: KubeConfig
  const there: ControllableCluster = {
    get kubeConfig() {
      return kubeConfig
    },
    get namespace() {
      return home?.name ?? ''
    },
    restart: (component) => cluster.restart(component),
  }
  const isMissing = () => !cluster.controllable || !cluster.hasNode
  beforeAll(async () => {
    cluster = await startTestCluster()
    kubeConfig = await loadKubeConfig(cluster.kubeconfig)
    if (isMissing()) return
    home = await createTestNamespace(cluster, 'faults')
    const subject = { kubeConfig, namespace: home.name, compact: () => cluster.compact() }
    await runPod(subject, 'counter', { containers: [{ name: 'main', script: counting }] })
  })
  afterAll(async () => {
    await home?.[Symbol.asyncDispose]()
    await cluster[Symbol.asyncDispose]()
  })
  beforeEach(({ skip }) => {
    skip(isMissing(), "it takes the project's own cluster with a node, whose components can be killed")
  })
  return there
}
