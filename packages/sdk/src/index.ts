export { createCatalystClient } from './client/createCatalystClient.ts'
export type { CatalystClientOptions } from './client/createCatalystClient.ts'
export type { CatalystClient } from './client/CatalystClient.ts'
export type { CallOptions, PodRef, ResourceRef } from './client/ResourceRef.ts'
export type { AccessVerdict, ClusterCalls } from './client/createClusterCalls.ts'
export type {
  ActionResult,
  Configuration,
  ConfigurationChange,
  EnvironmentCalls,
  EnvironmentListScope,
  EnvironmentPatch,
  EnvironmentToken,
  EnvironmentWrite,
} from './client/createEnvironmentCalls.ts'
export type { EventListScope, PodCalls, PodListScope } from './client/createPodCalls.ts'
export type { ProjectCalls, ProjectListScope, ProjectPatch, ProjectWrite } from './client/createProjectCalls.ts'

export {
  CatalystError,
  isCatalystError,
  isConflict,
  isForbidden,
  isInvalid,
  isMissingType,
  isNotFound,
  isRateLimited,
  isUnauthorized,
} from './errors/CatalystError.ts'
export { describeError } from './errors/describeError.ts'
export { isUnreachable } from './errors/isUnreachable.ts'
export { isNetworkError, NetworkError } from './errors/NetworkError.ts'

export type { Request } from './request/createRequest.ts'
export type {
  JsonOperationId,
  OperationArguments,
  OperationBody,
  OperationOptions,
  OperationParams,
  OperationQuery,
  OperationResult,
} from './request/operationTypes.ts'

export type { Connection, ConnectionState } from './topics/Connection.ts'
export { initialTopicState } from './topics/TopicState.ts'
export type { TopicObjects, TopicOf, TopicState } from './topics/TopicState.ts'

export type { LogConnectionEvent, LogOptions, LogStreamEvent, LogTarget } from './logs/LogTarget.ts'

export type { ExecExit, ExecOptions, ExecResumption, ExecSession, ExecState, ExecTarget } from './exec/ExecSession.ts'
export type { WebSocketConstructor } from './exec/openSocket.ts'
