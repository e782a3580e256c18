export { createOperator } from './createOperator.ts'
export type { Operator, OperatorOptions } from './createOperator.ts'
export { createLeaderElector } from './leader-election/createLeaderElector.ts'
export type { LeaderElector, Reign } from './leader-election/createLeaderElector.ts'
export type { LeaderElectorOptions } from './leader-election/LeaderElectorOptions.ts'
export { OperatorMetrics } from './metrics/OperatorMetrics.ts'
export type { CacheHealth, CacheScope } from './runtime/CacheRegistry.ts'
export { watches } from './runtime/Controller.ts'
export type { Controller, Request, Source } from './runtime/Controller.ts'
export { createManager } from './runtime/createManager.ts'
export type { Manager, ManagerHealth, ManagerOptions } from './runtime/createManager.ts'
export type { OperatorLogger } from './runtime/OperatorLogger.ts'
export { defaultSettings } from './settings/defaultSettings.ts'
export type {
  ContainerResources,
  DeployerSettings,
  EgressSettings,
  GitSettings,
  IngressSettings,
  NetworkSettings,
  OperatorSettings,
} from './settings/OperatorSettings.ts'
export type { BackoffOptions } from './work-queue/backoffDelay.ts'
export type { WorkResult } from './work-queue/createWorkQueue.ts'
