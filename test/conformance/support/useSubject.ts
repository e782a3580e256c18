import type { KubeConfig } from '@catalyst/kubernetes-client'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { loadKubeConfig } from '../../cluster/loadKubeConfig.ts'
import { startTestCluster, type TestCluster } from '../../cluster/startTestCluster.ts'
import { createTestNamespace, type TestNamespace } from './createTestNamespace.ts'
import { installDefinitions } from './installDefinitions.ts'

/** What a file of tests needs besides an API server. */
export interface SubjectNeeds {
  /** Pods that run: logs, exec, usage. */
  node?: boolean | undefined
  /** Catalyst's own kinds. */
  definitions?: boolean | undefined
  /** A history that `compact` forgets at once. Such a server has no node, and no usage is measured there. */
  compaction?: boolean | undefined
}

/** The API server under test. */
export interface Subject {
  readonly kubeConfig: KubeConfig
  /** A namespace for this file alone. */
  readonly namespace: string
  /** Forgets the history up to now. */
  compact(): Promise<void>
}

/**
 * The API server that the tests of a file are about, with a namespace of their own; both are there while its tests run.
 * Where the machine can't give what is needed the tests are skipped and say why, and `prepare`, which makes what all of them
 * look at, isn't called.
 *
 * `startTestCluster` knows which API server that is; the tests speak to it as any client would.
 */
export function useSubject(needs: SubjectNeeds = {}, prepare?: (subject: Subject) => Promise<void>): Subject {
  const { node = false, definitions = false, compaction = false } = needs
  let cluster: TestCluster | undefined
  let home: TestNamespace | undefined
  let kubeConfig: KubeConfig | undefined
  const isMissing = () => node && cluster?.hasNode === false

  const subject: Subject = {
    get kubeConfig() {
      return there(kubeConfig)
    },
    get namespace() {
      return there(home).name
    },
    compact: () => there(cluster).compact(),
  }

  beforeAll(async () => {
    cluster = await startTestCluster(compaction ? { apiServerFlags: ['--watch-cache=false'] } : { node: false })
    if (definitions) await installDefinitions(cluster)
    home = await createTestNamespace(cluster)
    kubeConfig = await loadKubeConfig(cluster.kubeconfig)
    if (!isMissing()) await prepare?.(subject)
  })
  afterAll(async () => {
    await home?.[Symbol.asyncDispose]()
    await cluster?.[Symbol.asyncDispose]()
  })
  beforeEach(({ skip }) => {
    skip(
      node && cluster?.hasNode === false,
      'pods do not run on this cluster, which takes root or a cluster with nodes',
    )
  })

  return subject
}

function there<TValue>(value: TValue | undefined): TValue {
  if (value === undefined) throw new Error('The cluster is there while tests and their hooks run, not before.')
  return value
}
