import type { ClusterAccess } from '@catalyst/kubernetes-client'
import { createEnvironmentController } from './environment/createEnvironmentController.ts'
import { createEventRecorder } from './events/createEventRecorder.ts'
import type { LeaderElectorOptions } from './leader-election/LeaderElectorOptions.ts'
import type { OperatorMetrics } from './metrics/OperatorMetrics.ts'
import { createJanitor } from './janitor/createJanitor.ts'
import { createProjectController } from './project/createProjectController.ts'
import { createManager, type ManagerHealth, type ManagerOptions } from './runtime/createManager.ts'
import type { OperatorLogger } from './runtime/OperatorLogger.ts'
import { defaultSettings } from './settings/defaultSettings.ts'
import type { OperatorSettings } from './settings/OperatorSettings.ts'

export interface OperatorOptions extends Pick<ManagerOptions, 'resyncMs'> {
  kubeConfig: ClusterAccess
  logger: OperatorLogger
  metrics?: OperatorMetrics | undefined
  settings?: OperatorSettings | undefined
  /** Who leads among several replicas. Without it this process takes itself for the only one. */
  leaderElection?: Omit<LeaderElectorOptions, 'kubeConfig' | 'onError'> | undefined
  /** How long it may take until a change of a Secret is seen that environments have copies of, in milliseconds. @default 60_000 */
  secretsMs?: number | undefined
  /** The time that is written down and compared with the cluster's. @default the computer's */
  now?: (() => Date) | undefined
}

export interface Operator {
  readonly metrics: OperatorMetrics
  health: () => ManagerHealth
  /** Works until the signal is aborted. `lost`: another replica leads now, and this process should end. */
  run: (options: { signal: AbortSignal }) => Promise<'stopped' | 'lost'>
}

/** Turns Project and Environment resources into namespaces, workloads and addresses. */
export function createOperator(options: OperatorOptions): Operator {
  const { kubeConfig, logger, settings = defaultSettings, secretsMs, now } = options
  const manager = createManager(options)
  const access = { kubeConfig: manager.access, manager }
  const events = createEventRecorder({ kubeConfig, logger, now })
  manager.add(createProjectController({ ...access, settings, events, now }))
  manager.add(createEnvironmentController({ ...access, settings, events, logger, secretsMs, now }))
  manager.add(createJanitor({ ...access, settings: settings.janitor, events, logger, now }))
  return {
    metrics: manager.metrics,
    health: () => manager.health(),
    async run({ signal }) {
      try {
        return await manager.run({ signal })
      } finally {
        await events[Symbol.asyncDispose]()
      }
    },
  }
}
