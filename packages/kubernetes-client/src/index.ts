export type {
  Condition,
  Environment,
  EnvironmentInput,
  EnvironmentMetrics,
  EnvironmentSource,
  EnvironmentSpec,
  EnvironmentStatus,
  KubernetesEvent,
  ListMeta,
  ObjectMeta,
  OwnerReference,
  Pod,
  PodMetrics,
  PodMetricsResult,
  Project,
  ProjectInput,
  ProjectSpec,
  ProjectStatus,
  ResourceList,
  Usage,
} from '@catalyst/api'
export { generateNamespace, sanitizeNamespaceName } from '@catalyst/api/names'

export type { AccessReviewResult, ReviewAccessOptions } from './access/reviewAccess.ts'
export { reviewAccess } from './access/reviewAccess.ts'

export type { ClusterAccess } from './config/ClusterAccess.ts'
export type { ConfiguredCluster } from './config/ConfiguredCluster.ts'
export type { ClusterEntry, ClusterRegistry, ConfiguredClusterRegistry } from './config/createClusterRegistry.ts'
export { createClusterRegistry } from './config/createClusterRegistry.ts'
export { getClusterConfig, listClusters } from './config/getClusterConfig.ts'
export type { ClusterRegistryOptions } from './config/loadClusters.ts'

export type { ServerVersion } from './config/serverVersion.ts'
export { serverVersion } from './config/serverVersion.ts'

export type { EnvironmentClient } from './environments/createEnvironmentClient.ts'
export { createEnvironmentClient } from './environments/createEnvironmentClient.ts'

export type { ConnectionErrorReason } from './errors/ConnectionError.ts'
export { ConnectionError } from './errors/ConnectionError.ts'
export type { ExecErrorCode } from './errors/ExecError.ts'
export { ExecError } from './errors/ExecError.ts'
export {
  isAlreadyExists,
  isConflict,
  isConnectionError,
  isExecError,
  isForbidden,
  isGone,
  isInvalid,
  isKubernetesError,
  isNamespaceError,
  isNotFound,
  isTypeMissing,
  isUnauthorized,
  isWatchError,
} from './errors/guards.ts'
export type { KubernetesErrorOptions, StatusCause, StatusDetails } from './errors/KubernetesError.ts'
export { KubernetesError } from './errors/KubernetesError.ts'
export type { NamespaceErrorCode } from './errors/NamespaceError.ts'
export { NamespaceError } from './errors/NamespaceError.ts'
export type { WatchErrorOptions } from './errors/WatchError.ts'
export { WatchError } from './errors/WatchError.ts'

export type { Impersonation } from './http/Impersonation.ts'
export type { OpenedWebSocket, WebSocketOptions } from './http/openWebSocket.ts'
export { openWebSocket } from './http/openWebSocket.ts'
export type { JsonRequestOptions } from './http/request.ts'
export { request } from './http/request.ts'
export type { QueryValue, RequestOptions } from './http/RequestOptions.ts'
export type { StreamResponse } from './http/requestStream.ts'
export { requestStream } from './http/requestStream.ts'
export type { ResourcePathOptions } from './http/resourcePath.ts'
export { resourcePath } from './http/resourcePath.ts'

export type { MetricsUnavailable } from './metrics/explainMissingMetrics.ts'
export { getEnvironmentMetrics, summarizeUsage } from './metrics/getEnvironmentMetrics.ts'
export { getPodMetrics } from './metrics/getPodMetrics.ts'
export type { GetQuotaOptions, NamespaceQuota, QuotaUse } from './metrics/getQuota.ts'
export { getQuota } from './metrics/getQuota.ts'
export type { ListPodMetricsOptions, PodMetricsList } from './metrics/listPodMetrics.ts'
export { listPodMetrics } from './metrics/listPodMetrics.ts'

export { createNamespace } from './namespaces/createNamespace.ts'
export type { DeleteNamespaceOptions } from './namespaces/deleteNamespace.ts'
export { deleteNamespace } from './namespaces/deleteNamespace.ts'
export type { EnsuredNamespace } from './namespaces/ensureNamespace.ts'
export { ensureNamespace } from './namespaces/ensureNamespace.ts'
export { getNamespace } from './namespaces/getNamespace.ts'
export type { NamespaceCallOptions, NamespaceOptions, NamespacePolicies } from './namespaces/NamespaceOptions.ts'

export type { GetPodOptions } from './pods/getPod.ts'
export { getPod } from './pods/getPod.ts'
export type { ListPodsOptions } from './pods/listPods.ts'
export { listPods } from './pods/listPods.ts'

export { isPortForwardError, PortForwardError, type PortForwardErrorCode } from './portForward/PortForwardError.ts'
export type { PortForwardOptions } from './portForward/portForward.ts'
export { portForward } from './portForward/portForward.ts'

export type { ProjectClient } from './projects/createProjectClient.ts'
export { createProjectClient } from './projects/createProjectClient.ts'

export type { AppsV1Api, ClientNode, CoreV1Api, CustomObjectsApi, KubeConfig } from './loader.ts'
export { getAppsV1Api, getCoreV1Api, getCustomObjectsApi, loadClientNode } from './loader.ts'

export type {
  ClusterRole,
  ConfigMap,
  CustomResourceDefinition,
  Deployment,
  Ingress,
  Job,
  Lease,
  NetworkPolicy,
  PersistentVolumeClaim,
  ResourceQuota,
  Role,
  RoleBinding,
  Secret,
  Service,
  ServiceAccount,
  StatefulSet,
} from './resources/builtinResources.ts'
export {
  clusterRoles,
  configMaps,
  customResourceDefinitions,
  deployments,
  ingresses,
  jobs,
  leases,
  networkPolicies,
  persistentVolumeClaims,
  resourceQuotas,
  roleBindings,
  roles,
  secrets,
  serviceAccounts,
  services,
  statefulSets,
} from './resources/builtinResources.ts'
export { createResourceClient } from './resources/createResourceClient.ts'
export { defineResource } from './resources/defineResource.ts'
export type { EnvironmentDraft } from './resources/environments.ts'
export { environments } from './resources/environments.ts'
export { events } from './resources/events.ts'
export type { Namespace } from './resources/namespaces.ts'
export { namespaces } from './resources/namespaces.ts'
export type { Plain } from './resources/Plain.ts'
export { pods } from './resources/pods.ts'
export type { ProjectDraft } from './resources/projects.ts'
export { projects } from './resources/projects.ts'
export type {
  ApplyOptions,
  CallOptions,
  ClientOptions,
  CreateOptions,
  DeleteOptions,
  ListOptions,
  PatchOptions,
  ResourceClient,
  ResourceReference,
  WriteOptions,
} from './resources/ResourceClient.ts'
export type { KubernetesObject, ResourceDefinition } from './resources/ResourceDefinition.ts'

export type { CommandStream as ExecStream, ExecStdin } from './exec/CommandStream.ts'
export type { ShellSession, ShellSessionOptions } from './exec/createShellSession.ts'
export { createShellSession } from './exec/createShellSession.ts'
export type { ExecOptions } from './exec/exec.ts'
export { exec } from './exec/exec.ts'
export type { ExecStreamRequest, ExecTargetOptions } from './exec/execStream.ts'
export { execStream } from './exec/execStream.ts'
export type { OutputFrame } from './exec/FrameQueue.ts'
export { TerminalResizeQueue } from './exec/TerminalResizeQueue.ts'

export type { FollowedLog, FollowLogOptions } from './logs/followLog.ts'
export { followLog } from './logs/followLog.ts'
export { getPodLogs } from './logs/getPodLogs.ts'
export type { PodLogOptions } from './logs/logRequest.ts'
export type { PodSelection } from './logs/PodDirectory.ts'
export { streamPodLogs } from './logs/streamPodLogs.ts'

export { compareResourceVersions } from './watch/compareResourceVersions.ts'
export { createWatchCache } from './watch/createWatchCache.ts'
export { createWatcher } from './watch/createWatcher.ts'
export type { DepartedObject } from './watch/DepartedObjects.ts'
export type { EnvironmentWatcherOptions } from './watch/EnvironmentWatcher.ts'
export { EnvironmentWatcher } from './watch/EnvironmentWatcher.ts'
export { matchesLabels } from './watch/matchesLabels.ts'
export type { LabelRequirement } from './watch/parseLabelSelector.ts'
export { parseLabelSelector } from './watch/parseLabelSelector.ts'
export type { CacheFilter } from './watch/selectObjects.ts'
export type { WatcherHealth } from './watch/SyncTracker.ts'
export type {
  CacheChange,
  CacheSnapshot,
  ObjectCacheChange,
  WatchCacheHealth,
  WatchCacheOptions,
} from './watch/WatchCache.ts'
export { WatchCache } from './watch/WatchCache.ts'
export type { TypedWatcherOptions, WatcherOptions } from './watch/Watcher.ts'
export { Watcher } from './watch/Watcher.ts'
export type { ChangeType, SyncState, SyncStatus, WatchableObject, WatchEvent } from './watch/watchTypes.ts'
