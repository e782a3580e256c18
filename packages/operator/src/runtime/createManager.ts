import type { ClusterAccess, ResourceDefinition, WatchableObject, WatchCache } from '@catalyst/kubernetes-client'
import { createLeaderElector, type LeaderElector } from '../leader-election/createLeaderElector.ts'
import { fenceAccess } from '../leader-election/fenceAccess.ts'
import type { LeaderElectorOptions } from '../leader-election/LeaderElectorOptions.ts'
import { OperatorMetrics } from '../metrics/OperatorMetrics.ts'
import { CacheRegistry, type CacheHealth, type CacheScope } from './CacheRegistry.ts'
import type { Controller } from './Controller.ts'
import type { OperatorLogger } from './OperatorLogger.ts'
import { runController } from './runController.ts'

export interface ManagerOptions {
  kubeConfig: ClusterAccess
  logger: OperatorLogger
  metrics?: OperatorMetrics | undefined
  /** Who leads among several replicas. Without it this process takes itself for the only one. */
  leaderElection?: Omit<LeaderElectorOptions, 'kubeConfig' | 'onError'> | undefined
  /** @default 600_000 */
  resyncMs?: number | undefined
}

export interface ManagerHealth {
  /** Whether the caches have synced: a replica that stands by is ready as well. */
  ready: boolean
  isLeader: boolean
  caches: CacheHealth[]
}

export interface Manager {
  readonly metrics: OperatorMetrics
  /** The way to the cluster for controllers: closed from the moment in which another replica may lead. */
  readonly access: ClusterAccess
  /** The shared cache of a kind, to be asked for before `run`. */
  cache: <T extends WatchableObject, TInput>(
    resource: ResourceDefinition<T, TInput>,
    scope?: CacheScope,
  ) => WatchCache<T>
  add: (controller: Controller) => void
  /**
   * Fills the caches, waits for its turn and runs the controllers until the signal is aborted. The answer is `lost` when
   * another replica has taken over: the process should end then, so that nothing of its past works on.
   */
  run: (options: { signal: AbortSignal }) => Promise<'stopped' | 'lost'>
  health: () => ManagerHealth
}

/**
 * Holds what the controllers of an operator share: caches, the election of a leader, measurements. The words are those of
 * controller-runtime.
 */
export function createManager(options: ManagerOptions): Manager {
  const { kubeConfig, logger, metrics = new OperatorMetrics(), leaderElection, resyncMs } = options
  const caches = new CacheRegistry(kubeConfig)
  const controllers: Controller[] = []
  let isReady = false
  let isLeader = false
  let elector: LeaderElector | undefined
  const access = fenceAccess(kubeConfig, () => leaderElection === undefined || elector?.isLeader === true)

  async function lead(signal: AbortSignal): Promise<void> {
    const name = leaderElection?.name ?? 'operator'
    isLeader = true
    metrics.leads(name, true)
    logger.info({ controllers: controllers.map((controller) => controller.name) }, 'controllers begin')
    const failed = new AbortController()
    const ending = AbortSignal.any([signal, failed.signal])
    const runs = controllers.map((controller) =>
      runController(controller, { caches, logger, metrics, signal: ending, resyncMs }),
    )
    try {
      await Promise.all(runs)
    } finally {
      // One that could not go on takes the others with it: half an operator looks like a whole one.
      failed.abort()
      await Promise.allSettled(runs)
      isLeader = false
      metrics.leads(name, false)
    }
  }

  async function elect(signal: AbortSignal): Promise<'stopped' | 'lost'> {
    if (leaderElection === undefined) {
      await lead(signal)
      return 'stopped'
    }
    metrics.leads(leaderElection.name, false)
    const onError = (error: unknown) => logger.warn({ err: error }, 'the Lease could not be read or written')
    elector = createLeaderElector({ ...leaderElection, kubeConfig, onError })
    const reign = await elector.run(lead, { signal })
    return reign === 'lost' ? 'lost' : 'stopped'
  }

  return {
    metrics,
    access,
    cache: (resource, scope) => caches.get(resource, scope),
    add: (controller) => {
      controllers.push(controller)
      for (const { resource, scope } of controller.sources) caches.get(resource, scope)
    },
    async run({ signal }) {
      try {
        await caches.start(signal)
        isReady = !signal.aborted
        return signal.aborted ? 'stopped' : await elect(signal)
      } finally {
        isReady = false
        caches[Symbol.dispose]()
      }
    },
    health: () => ({ ready: isReady, isLeader, caches: caches.health() }),
  }
}
