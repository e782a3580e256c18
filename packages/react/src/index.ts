// Provider, queries and hooks.
export { CatalystProvider, type CatalystProviderProps } from './provider/CatalystProvider.tsx'
export { useCatalystClient } from './provider/useCatalystClient.ts'

export { clusterListOptions } from './queries/clusterListOptions.ts'
export { environmentConfigurationOptions } from './queries/environmentConfigurationOptions.ts'
export { environmentEventListOptions } from './queries/environmentEventListOptions.ts'
export { environmentListOptions, type EnvironmentScope } from './queries/environmentListOptions.ts'
export { environmentMetricsOptions } from './queries/environmentMetricsOptions.ts'
export { environmentOptions } from './queries/environmentOptions.ts'
export { environmentPodListOptions } from './queries/environmentPodListOptions.ts'
export { eventListOptions } from './queries/eventListOptions.ts'
export type { EnvironmentFilter } from './queries/matchesScope.ts'
export type { ClusterChoice } from './queries/ClusterChoice.ts'
export { podListOptions } from './queries/podListOptions.ts'
export { podMetricsOptions } from './queries/podMetricsOptions.ts'
export { podOptions } from './queries/podOptions.ts'
export { projectListOptions } from './queries/projectListOptions.ts'
export { projectOptions } from './queries/projectOptions.ts'
export { queryKeys, type ListScope, type NamespaceScope } from './queries/queryKeys.ts'
export { sessionOptions } from './queries/sessionOptions.ts'

export type { Freshness } from './hooks/Freshness.ts'
export type { LiveOptions } from './hooks/LiveOptions.ts'
export { useClusters } from './hooks/useClusters.ts'
export { useConnection } from './hooks/useConnection.ts'
export { useCreateEnvironment, type CreateEnvironmentVariables } from './hooks/useCreateEnvironment.ts'
export { useDeleteEnvironment, type DeleteEnvironmentVariables } from './hooks/useDeleteEnvironment.ts'
export { useEnvironment } from './hooks/useEnvironment.ts'
export { useEnvironmentEvents } from './hooks/useEnvironmentEvents.ts'
export { useEnvironmentMetrics } from './hooks/useEnvironmentMetrics.ts'
export { useEnvironmentPods } from './hooks/useEnvironmentPods.ts'
export { useEnvironments } from './hooks/useEnvironments.ts'
export { useEvents } from './hooks/useEvents.ts'
export type { ClusterList, ClusterListsResult } from './hooks/useLiveLists.ts'
export type { LiveQueryResult } from './hooks/useLiveQuery.ts'
export { useLogs, type UseLogsOptions, type UseLogsResult } from './hooks/useLogs.ts'
export { usePodMetrics } from './hooks/usePodMetrics.ts'
export { usePods } from './hooks/usePods.ts'
export { useProjects } from './hooks/useProjects.ts'
export { useRestartEnvironment } from './hooks/useRestartEnvironment.ts'
export { useRetryEnvironment } from './hooks/useRetryEnvironment.ts'
export { useSession } from './hooks/useSession.ts'
export { useUpdateEnvironment, type UpdateEnvironmentVariables } from './hooks/useUpdateEnvironment.ts'

// Components. Those named `…View` show data of your own and need no provider.
export { ConditionList, type ConditionListProps } from './components/condition-list/ConditionList.tsx'
export type { ConditionListMessages } from './components/condition-list/conditionListMessages.ts'
export { ConfirmDialog, type ConfirmDialogProps } from './components/confirm-dialog/ConfirmDialog.tsx'
export type { ConfirmDialogMessages } from './components/confirm-dialog/confirmDialogMessages.ts'
export { ConnectionStatus, type ConnectionStatusProps } from './components/connection-status/ConnectionStatus.tsx'
export {
  ConnectionStatusView,
  type ConnectionStatusViewProps,
} from './components/connection-status/ConnectionStatusView.tsx'
export type { ConnectionStatusMessages } from './components/connection-status/connectionStatusMessages.ts'
export { EnvironmentList, type EnvironmentListProps } from './components/environment-list/EnvironmentList.tsx'
export {
  EnvironmentListView,
  type EnvironmentListViewProps,
} from './components/environment-list/EnvironmentListView.tsx'
export { environmentColumns, type EnvironmentColumn } from './components/environment-list/environmentColumns.ts'
export type { EnvironmentListMessages } from './components/environment-list/environmentListMessages.ts'
export { EnvironmentStatus, type EnvironmentStatusProps } from './components/environment-status/EnvironmentStatus.tsx'
export type { EnvironmentStatusMessages } from './components/environment-status/environmentStatusMessages.ts'
export {
  LogViewer,
  type FollowedLogProps,
  type GivenLogProps,
  type LogViewerProps,
} from './components/log-viewer/LogViewer.tsx'
export { LogView, type LogViewProps } from './components/log-viewer/LogView.tsx'
export {
  LogBuffer,
  type LogBufferOptions,
  type LogEntry,
  type LogMarker,
  type LogSnapshot,
} from './components/log-viewer/LogBuffer.ts'
export type { LogConnection, LogStatus } from './components/log-viewer/LogStatus.ts'
export type { LogViewerMessages } from './components/log-viewer/logViewerMessages.ts'
export { MetricsBadge, type MetricsBadgeProps } from './components/metrics-badge/MetricsBadge.tsx'
export { MetricsBadgeView, type MetricsBadgeViewProps } from './components/metrics-badge/MetricsBadgeView.tsx'
export type { MetricsBadgeMessages } from './components/metrics-badge/metricsBadgeMessages.ts'
export { PhaseBadge, type PhaseBadgeProps } from './components/phase-badge/PhaseBadge.tsx'
export type { PhaseBadgeMessages } from './components/phase-badge/phaseBadgeMessages.ts'
export { PodList, type PodListProps } from './components/pod-list/PodList.tsx'
export { PodListView, type PodListViewProps } from './components/pod-list/PodListView.tsx'
export type { PodListMessages } from './components/pod-list/podListMessages.ts'
export { ProblemView, type ProblemViewProps } from './components/problem-view/ProblemView.tsx'
export { problemKind, type ProblemKind } from './components/problem-view/problemKind.ts'
export type { ProblemViewMessages } from './components/problem-view/problemViewMessages.ts'
export { ResourceNotFound, type ResourceNotFoundProps } from './components/resource-not-found/ResourceNotFound.tsx'
/** The older name of `ResourceNotFound`. */
export { ResourceNotFound as KubeResourceNotFound } from './components/resource-not-found/ResourceNotFound.tsx'
export type { ResourceNotFoundMessages } from './components/resource-not-found/resourceNotFoundMessages.ts'

// Words.
export type { CatalystMessages } from './messages/CatalystMessages.ts'
export { MessagesProvider, type MessageOverrides, type MessagesProviderProps } from './messages/MessagesProvider.tsx'
